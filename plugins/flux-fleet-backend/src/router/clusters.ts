import { NotFoundError } from '@backstage/errors';
import { fluxResourceReadPermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { getCluster, listClusters } from '../openapi/operations/clusters';
import { isInScope } from '../permissions/isInScope';
import { addRoute } from './addRoute';
import type { CallerCredentials, RouteContext } from './RouteContext';

/** Serves `/clusters`. Counts are of the resources that the caller may read. */
export function addClusterRoutes(context: RouteContext): void {
  const { authorizer, clusters, resources } = context;

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
    const counts = await countsOf(
      page.items.map(cluster => cluster.name),
      credentials,
    );
    return {
      ...page,
      items: page.items.map(cluster => ({
        ...cluster,
        counts: counts.get(cluster.name)!,
      })),
    };
  });

  addRoute(context, getCluster, async ({ credentials, path }) => {
    const scope = await authorizer.requireClusters(credentials);
    const cluster = await clusters.get(path.cluster);
    if (!cluster || !isInScope(cluster, scope)) {
      throw new NotFoundError(`There is no cluster ${path.cluster}`);
    }
    const counts = await countsOf([cluster.name], credentials);
    return { ...cluster, counts: counts.get(cluster.name)! };
  });
}
