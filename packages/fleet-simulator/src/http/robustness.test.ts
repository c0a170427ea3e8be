import * as fc from 'fast-check';

import { THING, thing } from '../apiserver/__testUtils__/testServer';
import { ApiClient } from '../conformance/ApiClient';
import { THINGS } from '../simulator/__testUtils__/startTestCluster';
import { FleetSimulator } from '../simulator/FleetSimulator';

const PATHS = [
  '/api',
  '/apis',
  '/apis/example.com',
  '/apis/example.com/v1',
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  '/api/v1/namespaces',
  '/api/v1/namespaces/default',
  '/api/v1/namespaces/default/pods/p/log',
  '/openapi/v2',
  '/openapi/v3/apis/example.com/v1',
  '/version',
  '/livez',
  THINGS,
  `${THINGS}/a`,
  `${THINGS}/a/status`,
  `${THINGS}/b`,
];
const PARAMETERS = [
  'limit',
  'continue',
  'labelSelector',
  'fieldSelector',
  'resourceVersion',
  'resourceVersionMatch',
  'sendInitialEvents',
  'timeoutSeconds',
  'dryRun',
  'force',
  'fieldManager',
  'propagationPolicy',
  'includeObject',
];
const TYPES = [
  'application/json',
  'application/yaml',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'application/vnd.kubernetes.protobuf',
];

const values = fc.oneof(
  fc.string(),
  fc.constantFrom('1', '0', 'true', 'a=b', 'a in (b)', 'Exact', 'All'),
);
const objects = fc.record(
  {
    apiVersion: fc.oneof(fc.constant('example.com/v1'), fc.jsonValue()),
    kind: fc.oneof(fc.constant('Thing'), fc.jsonValue()),
    metadata: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          name: fc.oneof(fc.constantFrom('a', 'b'), fc.jsonValue()),
          labels: fc.jsonValue(),
          annotations: fc.jsonValue(),
          finalizers: fc.jsonValue(),
          ownerReferences: fc.jsonValue(),
          managedFields: fc.jsonValue(),
          resourceVersion: fc.jsonValue(),
          uid: fc.jsonValue(),
          deletionTimestamp: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
    spec: fc.jsonValue(),
    status: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'),
  path: fc.oneof(
    fc.constantFrom(...PATHS),
    fc.webPath().map(path => `/${path}`),
  ),
  query: fc.dictionary(fc.constantFrom(...PARAMETERS), values, { maxKeys: 3 }),
  type: fc.constantFrom(...TYPES),
  accept: fc.oneof(
    fc.constantFrom('application/json', '*/*', 'application/yaml', 'text/html'),
    fc
      .constantFrom('Table', 'PartialObjectMetadata')
      .map(as => `application/json;as=${as};v=v1;g=meta.k8s.io`),
  ),
  body: fc.oneof(
    objects,
    fc.jsonValue(),
    fc.array(
      fc.record({
        op: fc.constantFrom('add', 'remove', 'replace', 'test', 'move', 'copy'),
        path: fc.constantFrom('', '/spec', '/metadata', '/metadata/name', '/-'),
        from: fc.constantFrom('/spec', '/metadata', '/status/x'),
        value: fc.jsonValue(),
      }),
    ),
  ),
});

describe('whatever is asked', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.start();
  });

  afterAll(() => simulator.close());

  it('is answered, and never with an internal error', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async request => {
        const { method, path, query, type, accept, body } = request;
        // A cluster of its own: some requests delete nearly everything.
        const cluster = simulator.addCluster({
          name: 'test',
          definitions: [THING],
        });
        cluster.api.create(thing('a'), { manager: 'test' });
        const client = new ApiClient(cluster);
        const answer = await client.request(method, path, {
          query,
          headers: { 'Content-Type': type, Accept: accept },
          ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
        });
        client.close();
        await simulator.removeCluster('test');
        const isInternal = answer.code === 500 || answer.code < 200;
        expect(isInternal ? answer : undefined).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
