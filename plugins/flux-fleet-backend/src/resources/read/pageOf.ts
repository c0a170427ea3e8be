import type { Page } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { InputError } from '@backstage/errors';
import { decodeCursor, encodeCursor } from '../../database/cursor';

const SORT = 'position';
const DIGITS = 9;
const POSITION = /^\d{9}$/;

/**
 * A page of a list that was read live and lies in memory; the cursor is the position in it.
 * Throws InputError for a cursor that is not one of its own.
 */
export function pageOf<T>(
  items: T[],
  options: { limit: number; cursor?: string },
): Page<T> {
  const { limit, cursor } = options;
  let from = 0;
  if (cursor !== undefined) {
    const { key } = decodeCursor(cursor, { sort: SORT, template: ['string'] });
    if (!POSITION.test(String(key[0]))) {
      throw new InputError('The cursor is not one of this list');
    }
    from = Number(key[0]);
  }
  const end = from + limit;
  return {
    items: items.slice(from, end),
    totalItems: items.length,
    nextCursor:
      end < items.length
        ? encodeCursor({
            sort: SORT,
            key: [String(end).padStart(DIGITS, '0')],
          })
        : null,
  };
}
