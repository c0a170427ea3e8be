import { getSummary } from '../openapi/operations/summary';
import { addRoute } from './addRoute';
import type { RouteContext } from './RouteContext';

/** Serves `/summary`. */
export function addSummaryRoute(context: RouteContext): void {
  const { authorizer, resources } = context;

  addRoute(context, getSummary, async ({ credentials, query }) => {
    const scope = await authorizer.requireResources(credentials);
    const { by, ...filter } = query;
    return resources.summarize({ by, filter, scope });
  });
}
