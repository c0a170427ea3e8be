import { NotFoundError } from '@backstage/errors';
import { fluxResourceReadPermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { getCluster, listClusters } from '../openapi/operations/clusters';
import { isInScope } from '../permissions/isInScope';
import { addRoute } from './addRoute';
import type { CallerCredentials, RouteContext } from './RouteContext';

/** Serves `/clusters`. Counts are of the resources that the caller may read; how the sync goes is told of all of them. */
export function addClusterRoutes(context: RouteContext): void {
  const { authorizer, clusters, resources, statistics } = context;

  const countsOf = async (names: string[], credentials: CallerCredentials) =>
    resources.countByStatus({
      clusters: names,
      scope: await authorizer.resources(
        credentials,
        fluxResourceReadPermission,
      ),
    });

  addRoute(context, listClusters, async ({ credentials, query }) => {
    const scope = await authorizer.requireClusters(credentials);
    const { limit, cursor, ...filter } = query;
    const page = await clusters.list({ filter, scope, limit, cursor });
    const names = page.items.map(cluster => cluster.name);
    const [counts, syncs] = await Promise.all([
      countsOf(names, credentials),
      statistics.summaries(names),
    ]);
    return {
      ...page,
      items: page.items.map(cluster => ({
        ...cluster,
        counts: counts.get(cluster.name)!,
        sync: syncs.get(cluster.name) ?? null,
      })),
    };
  });

  addRoute(context, getCluster, async ({ credentials, path }) => {
    const scope = await authorizer.requireClusters(credentials);
    const cluster = await clusters.get(path.cluster);
    if (!cluster || !isInScope(cluster, scope)) {
      throw new NotFoundError(`There is no cluster ${path.cluster}`);
    }
    const [counts, sync = null] = await Promise.all([
      countsOf([cluster.name], credentials),
      statistics.get(cluster.name),
    ]);
    return { ...cluster, counts: counts.get(cluster.name)!, sync };
  });
}
