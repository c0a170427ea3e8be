import { fluxResourceReconcilePermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import {
  getResource,
  listResourceEvents,
  listResourceInventory,
  listResources,
  reconcileResource,
} from '../openapi/operations/resources';
import { addRoute } from './addRoute';
import type { RouteContext } from './RouteContext';
import { subjectOf } from './subjectOf';

/** Serves `/resources`. */
export function addResourceRoutes(context: RouteContext): void {
  const { authorizer, live, operations, resources } = context;

  addRoute(context, listResources, async ({ credentials, query }) => {
    const scope = await authorizer.requireResources(credentials);
    const { sort, limit, cursor, ...filter } = query;
    return resources.list({ filter, scope, sort, limit, cursor });
  });

  addRoute(context, getResource, async ({ credentials, path }) => {
    const scope = await authorizer.requireResources(credentials);
    return live.detail(path, scope);
  });

  addRoute(
    context,
    listResourceEvents,
    async ({ credentials, path, query }) => {
      const scope = await authorizer.requireResources(credentials);
      return live.events(path, scope, query);
    },
  );

  addRoute(
    context,
    listResourceInventory,
    async ({ credentials, path, query }) => {
      const scope = await authorizer.requireResources(credentials);
      return live.inventory(path, scope, query);
    },
  );

  addRoute(context, reconcileResource, async ({ credentials, path }) => {
    const readScope = await authorizer.requireResources(credentials);
    const reconcileScope = await authorizer.resources(
      credentials,
      fluxResourceReconcilePermission,
    );
    return operations.reconcile(path, {
      subject: subjectOf(credentials),
      readScope,
      reconcileScope,
    });
  });
}
