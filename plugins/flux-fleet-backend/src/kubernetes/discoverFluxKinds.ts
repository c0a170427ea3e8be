import { FLUX_KINDS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
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

/** What an API server serves: versions by `group/plural`. */
type Served = Map<string, string[]>;

type Json = Record<string, unknown>;

function records(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter(v => typeof v === 'object' && v !== null)
    : [];
}

function isWatchable(resource: Json): boolean {
  const verbs = Array.isArray(resource.verbs) ? resource.verbs : [];
  return verbs.includes('list') && verbs.includes('watch');
}

function note(served: Served, key: string, version: unknown): void {
  if (typeof version !== 'string') return;
  served.set(key, [...(served.get(key) ?? []), version]);
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
  return groups;
}

/** Aggregated discovery: everything in one answer. */
function readAggregated(groups: Json[]): Served {
  const served: Served = new Map();
  for (const group of groups) {
    const { name } = (group.metadata ?? {}) as Json;
    for (const { version, resources } of records(group.versions)) {
      for (const resource of records(resources).filter(isWatchable)) {
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
  for (const { name, versions } of groups) {
    if (typeof name !== 'string' || !FLUX_GROUPS.has(name)) continue;
    for (const { version } of records(versions)) {
      const answer = (await client.getJson(
        `/apis/${name}/${encodeURIComponent(String(version))}`,
        options,
      )) as Json | null;
      for (const resource of records(answer?.resources).filter(isWatchable)) {
        note(served, `${name}/${resource.name}`, version);
      }
    }
  }
  return served;
}

/**
 * Asks an API server which Flux kinds it serves, and answers each in its preferred version. Uses aggregated discovery
 * where the server has it (Kubernetes 1.26 and later), else one request for each group and version.
 * Throws KubernetesError; a part that cannot be read fails the whole, so that a kind never seems gone because of it.
 */
export async function discoverFluxKinds(
  client: WatchingClient,
  options: RequestOptions = {},
): Promise<ServedKind[]> {
  const answer = (await client.getJson('/apis', {
    ...options,
    accept: AGGREGATED,
  })) as Json | null;
  let served: Served;
  if (answer?.kind === 'APIGroupDiscoveryList') {
    served = readAggregated(groupsOf(answer.items));
  } else if (Array.isArray(answer?.groups)) {
    served = await readPlain(client, groupsOf(answer.groups), options);
  } else {
    throw new KubernetesError(
      'malformed',
      'The server does not answer like a Kubernetes API server: check its address',
    );
  }
  return FLUX_KINDS.flatMap(kind => {
    const version = preferredVersion(
      served.get(`${kind.group}/${kind.plural}`) ?? [],
    );
    return version ? [{ kind, version }] : [];
  });
}
