import { ApiError } from '../apiserver/ApiError';

/** Where a paged list goes on. */
export interface ContinuePosition {
  /** The list's resourceVersion; -1 to go on in the current state, whatever changed since. */
  resourceVersion: number;
  /** The last key that was sent. */
  after: string;
}

/** A token of the shape that real servers give: opaque to clients. */
export function encodeContinueToken(position: ContinuePosition): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: position.resourceVersion,
      start: `${position.after}\u0000`,
    }),
  ).toString('base64url');
}

/** @throws ApiError 400 when the text is no token */
export function decodeContinueToken(text: string): ContinuePosition {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      token.v === 'meta.k8s.io/v1' &&
      Number.isInteger(token.rv) &&
      typeof token.start === 'string' &&
      token.start.endsWith('\u0000')
    ) {
      return { resourceVersion: token.rv, after: token.start.slice(0, -1) };
    }
  } catch {
    // Said below.
  }
  throw ApiError.badRequest('continue key is not valid: illegal base64 data');
}
