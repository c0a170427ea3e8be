import { getOperation, listOperations } from '../openapi/operations/operations';
import { addRoute } from './addRoute';
import type { RouteContext } from './RouteContext';
import { subjectOf } from './subjectOf';

/** Serves `/operations`. */
export function addOperationRoutes(context: RouteContext): void {
  const { authorizer, operations } = context;

  addRoute(context, listOperations, async ({ credentials, query }) => {
    const scope = await authorizer.requireResources(credentials);
    return operations.list({
      ...query,
      scope,
      subject: subjectOf(credentials),
    });
  });

  addRoute(context, getOperation, async ({ credentials, path }) => {
    const scope = await authorizer.requireResources(credentials);
    return operations.get(path.id, { scope, subject: subjectOf(credentials) });
  });
}
