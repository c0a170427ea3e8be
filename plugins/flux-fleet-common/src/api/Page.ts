/**
 * A page of a list. Lists take `limit` (100, at most 1000) and `cursor`.
 *
 * @public
 */
export interface Page<T> {
  items: T[];
  /** How many there are on all pages together, after filters and permissions. */
  totalItems: number;
  /** What to pass as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
}
