import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { createRouter } from '../router/createRouter';
import { expressPathOf } from '../router/addRoute';
import type { RouteContext } from '../router/RouteContext';
import { createOpenApiDocument } from './createOpenApiDocument';
import { openApiYaml } from './openApiYaml';
import { API_OPERATIONS } from './operations';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** What an express router serves, as `get /path/:parameter`. */
function servedBy(router: ReturnType<typeof createRouter>): string[] {
  const layers = router.stack as Array<{
    route?: { path: string; methods: Record<string, boolean> };
    handle: RequestHandler;
  }>;
  return layers.flatMap(({ route }) =>
    route
      ? Object.keys(route.methods).map(method => `${method} ${route.path}`)
      : [],
  );
}

describe('the OpenAPI document', () => {
  const document = createOpenApiDocument();

  it('is current', () => {
    const written = readFileSync(join(__dirname, '../../openapi.yaml'), 'utf8');
    // Not current? "yarn workspace @flux-fleet/backstage-plugin-flux-fleet-backend openapi" writes it.
    expect({
      current: written === openApiYaml(),
      toWriteIt:
        'yarn workspace @flux-fleet/backstage-plugin-flux-fleet-backend openapi',
    }).toEqual(expect.objectContaining({ current: true }));
  });

  it('documents every served route, and every documented operation is served', () => {
    // Routes are only added here, not called.
    const router = createRouter({} as Omit<RouteContext, 'router'>);
    const documented = Object.entries(document.paths ?? {}).flatMap(
      ([path, item]) =>
        Object.keys(item)
          .filter(key => METHODS.includes(key))
          .map(method => `${method} ${expressPathOf(path)}`),
    );
    expect(servedBy(router).sort()).toEqual(documented.sort());
    expect(documented).toHaveLength(API_OPERATIONS.length);
  });

  it('names operations uniquely', () => {
    const ids = API_OPERATIONS.map(operation => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lets answers get more fields', () => {
    expect(JSON.stringify(document)).not.toContain(
      '"additionalProperties":false',
    );
  });

  it('says which parameters may be repeated', () => {
    const parameters = document.paths?.['/resources'].get?.parameters;
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'cluster',
        in: 'query',
        schema: expect.objectContaining({ type: 'array' }),
      }),
    );
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        schema: expect.objectContaining({
          type: 'integer',
          minimum: 1,
          maximum: 1000,
          default: 100,
        }),
      }),
    );
  });
});
