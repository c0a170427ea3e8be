import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { addClusterRoutes } from './clusters';
import { addDocumentRoute } from './document';
import { explainUnavailable } from './explainUnavailable';
import { addOperationRoutes } from './operations';
import { addResourceRoutes } from './resources';
import type { RouteContext } from './RouteContext';
import { addSummaryRoute } from './summary';

/** Makes the router of the HTTP API. No operation takes a body yet: none is read. */
export function createRouter(options: Omit<RouteContext, 'router'>): Router {
  const context: RouteContext = { ...options, router: PromiseRouter() };
  addClusterRoutes(context);
  addResourceRoutes(context);
  addSummaryRoute(context);
  addOperationRoutes(context);
  addDocumentRoute(context);
  context.router.use(explainUnavailable());
  return context.router;
}
