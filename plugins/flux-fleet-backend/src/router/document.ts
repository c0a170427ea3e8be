import { createOpenApiDocument } from '../openapi/createOpenApiDocument';
import { getDocument } from '../openapi/operations/document';
import { addRoute } from './addRoute';
import type { RouteContext } from './RouteContext';

/** Serves `/openapi.json`. */
export function addDocumentRoute(context: RouteContext): void {
  const document = createOpenApiDocument();

  addRoute(context, getDocument, async () => ({ ...document }));
}
