import {
  deriveStatus,
  FLUX_KINDS,
  isReconcilable,
  revisionOf,
  shortRevision,
  sourceOf,
  versionOf,
  type FluxObject,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { RunningFleet } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import { seedIndex } from '../../resources/read/__testUtils__/seedIndex';

/** Writes what a simulated fleet has now into the index, as a sync would that has just ended. */
export async function seedFromFleet(
  knex: Knex,
  fleet: RunningFleet,
): Promise<void> {
  const resources = fleet.clusters.flatMap(
    ({ name: cluster, cluster: { api } }) =>
      FLUX_KINDS.flatMap(({ group, kind }) =>
        (api.list(group, kind) as FluxObject[]).map(object => {
          const revision = revisionOf(object);
          const derived = deriveStatus(object);
          return {
            cluster,
            group,
            kind,
            version: versionOf(object.apiVersion),
            namespace: object.metadata.namespace ?? '',
            name: object.metadata.name,
            uid: object.metadata.uid,
            ...derived,
            since: derived.since && new Date(derived.since).toISOString(),
            reconcilable: isReconcilable(object),
            revision,
            shortRevision: revision && shortRevision(revision),
            source: sourceOf(object),
            labels: object.metadata.labels ?? {},
          };
        }),
      ),
  );
  await seedIndex(knex, {
    clusters: fleet.clusters.map(({ name, environment, labels }) => ({
      name,
      environment,
      labels,
    })),
    resources,
  });
}
