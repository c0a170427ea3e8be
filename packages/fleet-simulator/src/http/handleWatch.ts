import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { apiVersionOf, objectText } from '../apiserver/store/objectText';
import { ResourceDefinition } from '../apiserver/types';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { changesObjects, faultyObject } from './faultyObject';
import { partialText } from './partialText';
import { ListOptions, parseListOptions } from './ListOptions';
import { negotiate, ObjectFormat } from './negotiate';
import { createTable } from './tables/createTable';
import { WatchFormat, WatchStream } from './WatchStream';

/** Real servers end watches after half an hour to an hour. */
const SHORTEST_DEFAULT_SECONDS = 1800;
/** Longer than any client waits; keeps a wrong number from overflowing timers. */
const LONGEST_SECONDS = 86_400;

/** Opens a watch. It goes on until its timeout, its client or its cluster ends it. */
export function handleWatch(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): void {
  const { definition } = kind;
  const { query } = exchange.request;
  const { store, clock } = cluster.api;
  const format = negotiate(exchange.incoming.headers.accept);
  const options = parseListOptions(query, definition, resource, true);
  const wanted = options.resourceVersion ?? 0;
  if (options.sendInitialEvents && wanted > store.resourceVersion) {
    throw ApiError.tooLargeResourceVersion(wanted, store.resourceVersion);
  }
  const sendsState = options.sendInitialEvents ?? wanted === 0;
  const startsNow = options.sendInitialEvents !== undefined && wanted === 0;
  const from = sendsState || startsNow ? store.resourceVersion : wanted;
  const changes = kind.changesAfter(from);
  const { response, faults } = exchange;
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();

  const stream: WatchStream = new WatchStream({
    response,
    kind,
    format: watchFormat(definition, resource, format, {
      now: () => clock.now(),
      includeObject: query.get('includeObject'),
    }),
    matches: options.matches,
    clock,
    faults,
    faultyText: text => {
      if (!changesObjects(faults)) {
        return text;
      }
      const event = JSON.parse(text);
      return `{"type":"${event.type}","object":${faultyObject(
        JSON.stringify(event.object),
        faults,
      )}}\n`;
    },
    bookmarks: options.allowBookmarks,
    timeoutSeconds: timeoutOf(options),
    from,
    current: () => store.resourceVersion,
    onEvent: () => {
      cluster.stats.watchEvents += 1;
    },
    onEnd: () => cluster.watches.delete(stream),
  });
  cluster.watches.add(stream);
  start(stream, kind, {
    sendsState,
    marksInitialEnd:
      options.sendInitialEvents === true && options.allowBookmarks,
    from,
    changes,
    goneEvent: faults.goneEvent,
  });
}

function start(
  stream: WatchStream,
  kind: KindStore,
  options: {
    sendsState: boolean;
    marksInitialEnd: boolean;
    from: number;
    changes: ReturnType<KindStore['changesAfter']>;
    goneEvent: boolean;
  },
): void {
  const { changes, from } = options;
  if (options.goneEvent || (!options.sendsState && !changes)) {
    stream.fail(
      ApiError.expired(
        `too old resource version: ${from} (${kind.forgottenThrough})`,
      ),
    );
    return;
  }
  if (options.sendsState) {
    for (const object of kind.snapshot(from).items) {
      stream.initial(object);
    }
    if (options.marksInitialEnd) {
      stream.bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
    return;
  }
  for (const change of changes ?? []) {
    stream.take(change);
  }
}

function timeoutOf(options: ListOptions): number {
  const seconds =
    options.timeoutSeconds || SHORTEST_DEFAULT_SECONDS * (1 + Math.random());
  return Math.min(seconds, LONGEST_SECONDS);
}

function watchFormat(
  definition: ResourceDefinition,
  resource: ResourceRequest,
  format: ObjectFormat,
  options: { now: () => number; includeObject: string | null },
): WatchFormat {
  const apiVersion = apiVersionOf(definition.group, resource.version);
  const bookmarkOf =
    (kind: string, version: string) =>
    (resourceVersion: number, annotations?: Record<string, string>) =>
      JSON.stringify({
        kind,
        apiVersion: version,
        metadata: {
          resourceVersion: String(resourceVersion),
          creationTimestamp: null,
          ...(annotations ? { annotations } : {}),
        },
      });
  if (format === 'partial') {
    return {
      key: 'partial',
      object: partialText,
      bookmark: bookmarkOf('PartialObjectMetadata', 'meta.k8s.io/v1'),
    };
  }
  if (format === 'table') {
    const { includeObject } = options;
    return {
      // Ages go on: a table's text is not shared for long.
      key: `table ${resource.version} ${includeObject} ${options.now()}`,
      object: object =>
        JSON.stringify(
          createTable({
            definition,
            version: resource.version,
            objects: [object],
            now: options.now(),
            includeObject,
          }),
        ),
      bookmark: (resourceVersion, annotations) =>
        JSON.stringify({
          kind: 'Table',
          apiVersion: 'meta.k8s.io/v1',
          metadata: { resourceVersion: String(resourceVersion) },
          columnDefinitions: [],
          rows: [
            {
              cells: [],
              object: JSON.parse(
                bookmarkOf('PartialObjectMetadata', 'meta.k8s.io/v1')(
                  resourceVersion,
                  annotations,
                ),
              ),
            },
          ],
        }),
    };
  }
  return {
    key: resource.version,
    object: object => objectText(definition, resource.version, object),
    bookmark: bookmarkOf(definition.kind, apiVersion),
  };
}
