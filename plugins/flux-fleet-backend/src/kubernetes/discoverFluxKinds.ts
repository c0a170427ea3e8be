import { FLUX_KINDS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { Deadline } from './Deadline';
import { KubernetesError } from './KubernetesError';
import { preferredVersion } from './preferredVersion';
import type { RequestOptions, ServedKind, WatchingClient } from './types';

const AGGREGATED = ['v2', 'v2beta1']
  .map(
    version =>
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
  )
  .concat('application/json')
  .join(',');

const FLUX_GROUPS = new Set<string>(FLUX_KINDS.map(({ group }) => group));

/** Far beyond what any API server serves: who says more is not one to listen to. */
const MAXIMUM_GROUPS = 5_000;
const MAXIMUM_VERSIONS = 16;
const MAXIMUM_REQUESTS = 64;
const MAXIMUM_DURATION_MS = 60_000;

const VERSION = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** What an API server serves: versions by `group/plural`. */
type Served = Map<string, Set<string>>;

type Json = Record<string, unknown>;

/** What a server said when it was last asked, and its name for that. */
interface Remembered {
  etag: string;
  kinds: ServedKind[];
}

const remembered = new WeakMap<WatchingClient, Remembered>();

function records(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter(v => typeof v === 'object' && v !== null)
    : [];
}

function bounded<T>(values: T[], maximum: number, what: string): T[] {
  if (values.length > maximum) {
    throw new KubernetesError(
      'tooLarge',
      `The API server says that it serves more than ${maximum} ${what}`,
    );
  }
  return values;
}

function isWatchable(resource: Json): boolean {
  const verbs = Array.isArray(resource.verbs) ? resource.verbs : [];
  return verbs.includes('list') && verbs.includes('watch');
}

function note(served: Served, key: string, version: string): void {
  const versions = served.get(key) ?? new Set();
  served.set(key, versions.add(version));
}

/** The groups of an answer. Every API server has some of its own: without any, it is not ready to be asked. */
function groupsOf(value: unknown): Json[] {
  const groups = records(value);
  if (groups.length === 0) {
    throw new KubernetesError(
      'malformed',
      'The API server says that it serves nothing: it may still be starting',
    );
  }
  return bounded(groups, MAXIMUM_GROUPS, 'groups');
}

/** The versions of a group of Flux that have a name which a path can hold, with what else is said of them. */
function versionsOf(group: Json): Array<{ version: string; said: Json }> {
  return bounded(
    records(group.versions),
    MAXIMUM_VERSIONS,
    'versions of a group',
  ).flatMap(said => {
    const { version } = said;
    return typeof version === 'string' && VERSION.test(version)
      ? [{ version, said }]
      : [];
  });
}

/** Aggregated discovery: everything in one answer. */
function readAggregated(groups: Json[]): Served {
  const served: Served = new Map();
  for (const group of groups) {
    const { name } = (group.metadata ?? {}) as Json;
    if (typeof name !== 'string' || !FLUX_GROUPS.has(name)) continue;
    for (const { version, said } of versionsOf(group)) {
      for (const resource of records(said.resources).filter(isWatchable)) {
        note(served, `${name}/${resource.resource}`, version);
      }
    }
  }
  return served;
}

/** Plain discovery: one request more for each version of each group. */
async function readPlain(
  client: WatchingClient,
  groups: Json[],
  options: RequestOptions,
): Promise<Served> {
  const served: Served = new Map();
  const paths = groups.flatMap(group => {
    const { name } = group;
    if (typeof name !== 'string' || !FLUX_GROUPS.has(name)) return [];
    return versionsOf(group).map(({ version }) => ({ name, version }));
  });
  bounded(paths, MAXIMUM_REQUESTS, 'versions of groups of Flux');
  for (const { name, version } of paths) {
    const answer = (await client.getJson(
      `/apis/${name}/${version}`,
      options,
    )) as Json | null;
    for (const resource of records(answer?.resources).filter(isWatchable)) {
      note(served, `${name}/${resource.name}`, version);
    }
  }
  return served;
}

function kindsOf(served: Served): ServedKind[] {
  return FLUX_KINDS.flatMap(kind => {
    const versions = served.get(`${kind.group}/${kind.plural}`) ?? [];
    const version = preferredVersion([...versions]);
    return version ? [{ kind, version }] : [];
  });
}

async function discover(
  client: WatchingClient,
  options: RequestOptions,
): Promise<ServedKind[]> {
  const known = remembered.get(client);
  const tagged = await client.getJsonIfChanged('/apis', {
    ...options,
    accept: AGGREGATED,
    etag: known?.etag,
  });
  if (!tagged && known) return known.kinds;
  remembered.delete(client);
  const answer = (tagged?.body ?? null) as Json | null;
  if (answer?.kind === 'APIGroupDiscoveryList') {
    const kinds = kindsOf(readAggregated(groupsOf(answer.items)));
    if (tagged?.etag) remembered.set(client, { etag: tagged.etag, kinds });
    return kinds;
  }
  if (Array.isArray(answer?.groups)) {
    return kindsOf(await readPlain(client, groupsOf(answer.groups), options));
  }
  throw new KubernetesError(
    'malformed',
    'The server does not answer like a Kubernetes API server: check its address',
  );
}

/**
 * Asks an API server which Flux kinds it serves, and answers each in its preferred version. Uses aggregated discovery
 * where the server has it (Kubernetes 1.26 and later), which costs next to nothing while nothing changes, else one
 * request for each group and version. Bounded in time and in what the server may say.
 * Throws KubernetesError; a part that cannot be read fails the whole, so that a kind never seems gone because of it.
 */
export async function discoverFluxKinds(
  client: WatchingClient,
  options: RequestOptions = {},
): Promise<ServedKind[]> {
  const deadline = Deadline.create({
    signal: options.signal,
    timeoutMs: MAXIMUM_DURATION_MS,
    what: 'The API server did not say all that it serves',
  });
  try {
    return await discover(client, { ...options, signal: deadline.signal });
  } finally {
    deadline.clear();
  }
}
