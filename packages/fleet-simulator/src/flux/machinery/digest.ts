import { createHash } from 'crypto';

/** Hexadecimal digest of `text`: what revisions, checksums and commits of the simulated world are made of. */
export function digest(
  text: string,
  algorithm: 'sha1' | 'sha256' = 'sha256',
): string {
  return createHash(algorithm).update(text).digest('hex');
}
