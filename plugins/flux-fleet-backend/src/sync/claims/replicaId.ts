import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** An id for this replica: where it runs, for people, and what makes it differ from one that ran there before. */
export function replicaId(): string {
  return `${hostname().slice(0, 200)}-${randomBytes(4).toString('hex')}`;
}
