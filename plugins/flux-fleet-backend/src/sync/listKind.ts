import { createHash } from 'node:crypto';
import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type { ListPath, ObjectList, WatchingClient } from '../kubernetes/types';

/** What a list may have and take at most: beyond, the server is not one to follow to the end. */
const MAXIMUM_OBJECTS = 200_000;
const MAXIMUM_PAGES = 200_000;
const MAXIMUM_LIST_MS = 300_000;

/** A complete list of a kind. */
export interface CompleteList {
  /** Where to watch from. */
  resourceVersion: string;
  pages: number;
}

/**
 * Lists a kind page by page; a page that is too large is asked for again in smaller parts. Only the time that the server
 * takes counts: `onPage` may wait as long as it likes. Throws KubernetesError for what fails, and for a list that does
 * not end.
 */
export async function listKind(options: {
  client: WatchingClient;
  path: ListPath;
  pageSize: number;
  signal: AbortSignal;
  /** Called with the objects of each page, and how many the page had that are not objects. */
  onPage: (objects: FluxObject[], leftOut: number) => Promise<void>;
}): Promise<CompleteList> {
  const { client, path, signal, onPage } = options;
  let limit = options.pageSize;
  let token: string | undefined;
  // Tokens may be long, and there may be many.
  const tokens = new Set<string>();
  let askedForMs = 0;
  let objects = 0;
  for (let pages = 1; ; ) {
    const askedAt = performance.now();
    const page = await readPage(client, path, {
      limit,
      continue: token,
      signal,
    });
    askedForMs += performance.now() - askedAt;
    if (!page) {
      limit = Math.max(1, Math.floor(limit / 10));
      continue;
    }
    objects += page.items.length;
    await onPage(page.items, page.leftOut ?? 0);
    // Aborted, rows may have been given up: then the list is not complete.
    signal.throwIfAborted();
    if (page.continue === undefined) {
      return { resourceVersion: page.resourceVersion, pages };
    }
    token = page.continue;
    const digest = createHash('sha256').update(token).digest('base64');
    if (tokens.has(digest)) {
      throw new KubernetesError(
        'malformed',
        'The API server repeats a page of its list: it would never end',
      );
    }
    tokens.add(digest);
    pages += 1;
    if (
      objects > MAXIMUM_OBJECTS ||
      pages > MAXIMUM_PAGES ||
      askedForMs > MAXIMUM_LIST_MS
    ) {
      throw new KubernetesError(
        'tooLarge',
        `The list does not end: gave up after ${objects} objects`,
      );
    }
  }
}

/** Undefined when the page is too large to be read, and a smaller one may not be. */
async function readPage(
  client: WatchingClient,
  path: ListPath,
  query: { limit: number; continue: string | undefined; signal: AbortSignal },
): Promise<ObjectList | undefined> {
  const { signal, ...page } = query;
  try {
    return await client.list(path, page, { signal });
  } catch (error) {
    const { kind } = error as { kind?: unknown };
    if (kind === 'tooLarge' && query.limit > 1) return undefined;
    throw error;
  }
}
