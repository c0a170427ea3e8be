import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type {
  Cluster,
  FluxResource,
  Operation,
  Page,
  Summary,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import {
  fluxFleetClusterSourcesExtensionPoint,
  type ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { startFleet, type RunningFleet } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import supertest from 'supertest';
import { testDatabases } from './database/__testUtils__/testDatabases';
import fluxFleetPlugin from './index';

jest.setTimeout(120_000);

/** Offers the clusters of a simulated fleet, as the simulator's module does. */
function sourceOf(fleet: RunningFleet): ClusterSource {
  return {
    id: 'fleet',
    async start({ publish }) {
      await publish(
        fleet.clusters.map(({ name, environment, labels, cluster }) => ({
          name,
          environment,
          labels,
          connection: { server: cluster.server, token: cluster.token },
        })),
      );
    },
  };
}

const moduleOf = (...sources: ClusterSource[]) =>
  createBackendModule({
    pluginId: 'flux-fleet',
    moduleId: 'test',
    register(env) {
      env.registerInit({
        deps: { extension: fluxFleetClusterSourcesExtensionPoint },
        async init({ extension }) {
          sources.forEach(source => extension.addClusterSource(source));
        },
      });
    },
  });

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'fluxFleetPlugin, %p',
  databaseId => {
    let fleet: RunningFleet;
    let knex: Knex;
    let server: Parameters<typeof supertest>[0];
    let backend: Awaited<ReturnType<typeof startTestBackend>>;

    const get = async <T>(path: string): Promise<T> => {
      const { body } = await supertest(server)
        .get(`/api/flux-fleet${path}`)
        .set('Authorization', mockCredentials.user.header());
      return body;
    };

    const eventually = async (
      what: string,
      check: () => Promise<boolean>,
    ): Promise<void> => {
      const end = Date.now() + 60_000;
      while (!(await check())) {
        if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };

    /** Starts the backend, and waits until it has synced every cluster. */
    const start = async () => {
      backend = await startTestBackend({
        features: [
          fluxFleetPlugin,
          moduleOf(sourceOf(fleet)),
          mockServices.database.factory({ knex }),
        ],
      });
      server = backend.server;
      await eventually('all clusters are connected', async () => {
        const { items } = await get<Page<Cluster>>('/clusters');
        return (
          items.length === fleet.clusters.length &&
          items.every(cluster => cluster.health.state === 'connected')
        );
      });
    };

    const reconcile = async (resource: string): Promise<Operation> => {
      const { status, body } = await supertest(server)
        .post(`/api/flux-fleet/resources/${resource}/reconcile`)
        .set('Authorization', mockCredentials.user.header());
      expect(status).toBe(202);
      return body;
    };

    const ended = async (id: string): Promise<Operation> => {
      let operation = await get<Operation>(`/operations/${id}`);
      await eventually(`the operation ${id} ends`, async () => {
        operation = await get<Operation>(`/operations/${id}`);
        return operation.state !== 'running';
      });
      return operation;
    };

    beforeAll(async () => {
      fleet = await startFleet({
        intervals: 'off',
        progress: { minimum: 500, maximum: 600 },
      });
      knex = await databases.init(databaseId);
      await start();
    });

    afterAll(async () => {
      await backend.stop();
      await fleet.close();
    });

    it('shows the whole fleet, synced', async () => {
      const { items } = await get<Page<Cluster>>('/clusters');
      expect(items.map(cluster => cluster.name)).toEqual(
        fleet.clusters.map(({ name }) => name).sort(),
      );
      expect(items.every(({ source }) => source === 'fleet')).toBe(true);
      const summary = await get<Summary>('/summary?by=status');
      expect(summary.totalResources).toBe(fleet.resources);
      const page = await get<Page<FluxResource>>('/resources?limit=1');
      expect(page.totalItems).toBe(fleet.resources);
      expect(page.items[0].status).toBe('Failed');
    });

    it('mends a failed resource by a reconcile, and the list shows it', async () => {
      const { id } = await reconcile(
        'prod-eu-1/kustomize.toolkit.fluxcd.io/Kustomization/checkout/checkout',
      );
      expect((await ended(id)).state).toBe('succeeded');
      const search =
        '/resources?cluster=prod-eu-1&kind=Kustomization&name=checkout';
      await eventually('checkout is Ready in the list', async () => {
        const { items } = await get<Page<FluxResource>>(search);
        return items[0].status === 'Ready';
      });
    });

    it('follows an operation on that a restart interrupted', async () => {
      const { id } = await reconcile(
        'prod-eu-1/kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system',
      );
      await backend.stop();
      expect(await knex('operations').where({ id }).first('state')).toEqual({
        state: 'running',
      });
      await start();
      expect((await ended(id)).state).toBe('succeeded');
    });

    it('shows a cluster that goes down as unreachable, with its rows stale', async () => {
      fleet.simulator.cluster('dev').takeDown();
      await eventually('dev is unreachable, its rows stale', async () => {
        const { items } = await get<Page<FluxResource>>(
          '/resources?cluster=dev&limit=1',
        );
        const cluster = await get<Cluster>('/clusters/dev');
        return items[0].stale && cluster.health.state === 'unreachable';
      });
      const { health } = await get<Cluster>('/clusters/dev');
      expect(health.message).not.toBe('');
      fleet.simulator.cluster('dev').bringBack();
      await eventually(
        'dev is connected again',
        async () =>
          (await get<Cluster>('/clusters/dev')).health.state === 'connected',
      );
    });

    it('refuses two sources of clusters with one id', async () => {
      const source = sourceOf(fleet);
      await expect(
        startTestBackend({
          features: [
            fluxFleetPlugin,
            moduleOf(source, source),
            mockServices.database.factory({
              knex: await databases.init(databaseId),
            }),
          ],
        }),
      ).rejects.toThrow(
        'There is a source of clusters with the id fleet already',
      );
    });
  },
);
