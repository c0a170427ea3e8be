import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { Snapshot } from '../apiserver/store/Snapshot';
import { StoredObject } from '../apiserver/store/StoredObject';
import { decodeContinueToken, encodeContinueToken } from './continueToken';
import { ListOptions } from './ListOptions';

/** One page of a list. */
export interface Page {
  resourceVersion: number;
  items: StoredObject[];
  /** Empty on the last page. */
  continueToken: string;
  /** Undefined when it is not known (with selectors) or nothing remains. */
  remainingItemCount: number | undefined;
}

/**
 * Selects the objects that a list answers with, by the resourceVersion rules of
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list
 *
 * @throws ApiError 410 when the state that is asked for is forgotten, 504 when it lies in the future
 */
export function selectPage(
  kind: KindStore,
  current: number,
  options: ListOptions,
): Page {
  const position = options.continueToken
    ? decodeContinueToken(options.continueToken)
    : undefined;
  const snapshot = position
    ? snapshotToContinue(kind, current, position)
    : snapshotToStart(kind, current, options);
  // As real servers do: "any" version is served from the watch cache, which does not page.
  const limit =
    options.resourceVersion === 0 && !position ? Infinity : options.limit;
  return cut(kind, snapshot, options, position?.after, limit || Infinity);
}

function snapshotToStart(
  kind: KindStore,
  current: number,
  options: ListOptions,
): Snapshot {
  const wanted = options.resourceVersion ?? 0;
  if (wanted > current) {
    throw ApiError.tooLargeResourceVersion(wanted, current);
  }
  const isExact =
    options.resourceVersionMatch === 'Exact' ||
    (!options.resourceVersionMatch && options.limit > 0 && wanted > 0);
  if (!isExact) {
    return kind.snapshot(current);
  }
  const snapshot = kind.snapshotAt(wanted);
  if (!snapshot) {
    throw ApiError.expired(
      `The resourceVersion for the provided list is too old.`,
    );
  }
  return snapshot;
}

function snapshotToContinue(
  kind: KindStore,
  current: number,
  position: { resourceVersion: number; after: string },
): Snapshot {
  if (position.resourceVersion < 0) {
    return kind.snapshot(current);
  }
  const snapshot = kind.snapshotAt(position.resourceVersion);
  if (!snapshot) {
    throw ApiError.expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
      encodeContinueToken({ resourceVersion: -1, after: position.after }),
    );
  }
  return snapshot;
}

function cut(
  kind: KindStore,
  snapshot: Snapshot,
  options: ListOptions,
  after: string | undefined,
  limit: number,
): Page {
  const { items: all, resourceVersion } = snapshot;
  const items: StoredObject[] = [];
  let index = after === undefined ? 0 : firstAfter(all, after);
  for (; index < all.length && items.length < limit; index += 1) {
    if (options.matches(all[index])) {
      items.push(all[index]);
    }
  }
  const rest = remaining(all, index, options);
  if (rest === 0 || items.length === 0) {
    return {
      resourceVersion,
      items,
      continueToken: '',
      remainingItemCount: undefined,
    };
  }
  kind.keep(snapshot);
  return {
    resourceVersion,
    items,
    continueToken: encodeContinueToken({
      resourceVersion,
      after: items[items.length - 1].key,
    }),
    remainingItemCount: options.isSelective ? undefined : rest,
  };
}

/** How many more there are; with selectors only whether there are any. */
function remaining(
  all: readonly StoredObject[],
  from: number,
  options: ListOptions,
): number {
  let count = 0;
  for (let index = from; index < all.length; index += 1) {
    if (options.matches(all[index])) {
      count += 1;
      if (options.isSelective) {
        return count;
      }
    }
  }
  return count;
}

function firstAfter(all: readonly StoredObject[], key: string): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (all[middle].key <= key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
