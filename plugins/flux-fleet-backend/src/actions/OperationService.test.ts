import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import type { KubernetesClients } from '../kubernetes/types';
import { KnexResourceReader } from '../resources/read/KnexResourceReader';
import {
  CLUSTER,
  KUSTOMIZE,
  OperationsHarness,
} from '../router/__testUtils__/OperationsHarness';
import { OperationService } from './OperationService';
import { OperationStore } from './OperationStore';

jest.setTimeout(60_000);

const databases = testDatabases();

const reader = { subject: 'user:default/anna', scope: 'all' as const };
const anna = {
  subject: reader.subject,
  readScope: 'all' as const,
  reconcileScope: 'all' as const,
};

describe('OperationService', () => {
  let on: OperationsHarness;
  let store: OperationStore;
  let patches: number;
  let isPublished: boolean;
  let asked: number;
  let service: OperationService;

  /** The clients of the fleet, counted, and unknown while their source has not published them. */
  const clients: KubernetesClients = {
    async client(cluster) {
      asked += 1;
      if (!isPublished) throw new NotFoundError(`There is no ${cluster}`);
      const client = await on.api.clients.client(cluster);
      return {
        get: (...given) => client.get(...given),
        list: (...given) => client.list(...given),
        mergePatch: (...given) => {
          patches += 1;
          return client.mergePatch(...given);
        },
      };
    },
  };

  const create = (
    options: { timeoutMs?: number; mostFollowed?: number } = {},
  ) => {
    service = OperationService.create({
      store,
      resources: KnexResourceReader.create({ knex: on.knex }),
      clients,
      logger: mockServices.logger.mock(),
      timeoutMs: 30_000,
      ...options,
    });
    return service;
  };

  const nameOf = (object: FluxObject) => ({
    cluster: CLUSTER,
    ...on.keyOf(object),
  });

  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise(done => setTimeout(done, 20));
  };

  const endOf = async (id: string) => {
    await until(async () => (await store.get(id, reader))?.state !== 'running');
    return (await store.get(id, reader))!;
  };

  /** An operation that a process began and did not get far with. */
  const leave = async (id: string, name: string, startedAt = new Date()) =>
    store.add({
      id,
      action: 'reconcile',
      requestedBy: reader.subject,
      startedAt: startedAt.toISOString(),
      resources: [
        {
          cluster: CLUSTER,
          group: KUSTOMIZE,
          kind: 'Kustomization',
          namespace: 'flux-system',
          name,
          token: `token-${id}`,
        },
      ],
    });

  beforeAll(async () => {
    on = await OperationsHarness.start(await databases.init('SQLITE_3'));
    store = OperationStore.create({ knex: on.knex });
  });

  beforeEach(() => {
    patches = 0;
    asked = 0;
    isPublished = true;
  });

  afterEach(async () => {
    await service.stop();
    await on.knex('operations').delete();
  });

  afterAll(async () => {
    await on.stop();
  });

  it('follows each resource once, however often it is told to resume', async () => {
    create();
    await leave('twice', 'flux-system');
    await Promise.all([service.resume(), service.resume(), service.resume()]);
    expect((await endOf('twice')).state).toBe('succeeded');
    await service.resume();
    await service.stop();
    expect(patches).toBe(1);
  });

  it('goes on once the source of a cluster has published it', async () => {
    create();
    isPublished = false;
    await leave('early', 'flux-system');
    await service.resume();
    await until(async () => asked >= 2);
    expect((await store.get('early', reader))?.state).toBe('running');
    isPublished = true;
    expect((await endOf('early')).state).toBe('succeeded');
  });

  it('says that a cluster is not registered any more when the time is over', async () => {
    create({ timeoutMs: 1_000 });
    isPublished = false;
    await leave('gone', 'flux-system');
    await service.resume();
    expect((await endOf('gone')).results[0]).toMatchObject({
      outcome: 'failed',
      message: 'The cluster is not registered any more',
    });
  });

  it('waits for rows that the index does not have yet, until the time is over', async () => {
    create();
    await leave('new', 'not-listed-yet');
    await leave('old', 'never-listed', new Date(Date.now() - 60_000));
    await service.resume();
    expect((await store.get('new', reader))?.state).toBe('running');
    expect((await store.get('old', reader))?.results[0]).toMatchObject({
      outcome: 'failed',
      message: 'It is no longer on the cluster',
    });
  });

  it('follows only so much at once, and says when to try again', async () => {
    create({ mostFollowed: 1 });
    const slow = on.take();
    on.break(slow, 'slow', 'pending');
    const first = await service.reconcile(nameOf(slow), anna);
    const other = nameOf(on.take());
    await expect(service.reconcile(other, anna)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('try again in a minute'),
    });
    await leave('later', 'flux-system');
    await service.resume();
    expect(await store.openResults()).toHaveLength(2);
    on.mend(slow);
    await endOf(first.id);
    // The place is free again once the follower of the first is done with its work.
    await until(async () => {
      await service.resume();
      return (await store.get('later', reader))?.state === 'succeeded';
    });
  });

  it('accepts no more than there is place for when many ask at the same time', async () => {
    create({ mostFollowed: 2 });
    const objects = [on.take(), on.take(), on.take(), on.take()];
    for (const object of objects) on.break(object, 'slow', 'pending');
    const answers = await Promise.allSettled(
      objects.map(object => service.reconcile(nameOf(object), anna)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
  });
});
