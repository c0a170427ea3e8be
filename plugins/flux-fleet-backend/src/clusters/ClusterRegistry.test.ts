import { mockServices } from '@backstage/backend-test-utils';
import type {
  ClusterDefinition,
  ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { Knex } from 'knex';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { ClusterRegistry } from './ClusterRegistry';
import { ClusterStore } from './ClusterStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const connection = { server: 'https://api.example.com', token: 't' };
const cluster = (
  name: string,
  parts: Partial<ClusterDefinition> = {},
): ClusterDefinition => ({ name, environment: 'dev', connection, ...parts });

const sourceOf = (
  id: string,
  clusters: ClusterDefinition[],
): ClusterSource => ({
  id,
  start: ({ publish }) => publish(clusters),
});

describe.each(databases.eachSupportedId())(
  'ClusterRegistry, %p',
  databaseId => {
    let knex: Knex;
    let store: ClusterStore;
    const changed: string[] = [];
    const heard: string[] = [];
    const logger = mockServices.logger.mock();
    let registry: ClusterRegistry;

    const start = async (...sources: ClusterSource[]) => {
      registry = ClusterRegistry.create({
        store,
        sources,
        logger,
        onChanged: uid => changed.push(uid),
      });
      registry.subscribe({
        connected: ({ name }) => heard.push(`+${name}`),
        disconnected: async name => {
          heard.push(`-${name}`);
        },
      });
      await registry.start();
    };

    const registered = async () => {
      const all = [...(await store.registrations()).values()];
      return all
        .map(({ name, source, version }) => `${name} ${source} ${version}`)
        .sort();
    };

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      store = ClusterStore.create({ knex });
      changed.length = 0;
      heard.length = 0;
      jest.clearAllMocks();
    });

    afterEach(() => registry.stop());

    it('registers, changes and unregisters what a source publishes', async () => {
      await start(sourceOf('one', [cluster('a'), cluster('b')]));
      expect(await registered()).toEqual(['a one 1', 'b one 1']);
      const { uid } = (await store.get('a'))!;
      expect(changed).toContain(uid);

      changed.length = 0;
      await registry.publish('one', [cluster('a'), cluster('b')]);
      expect(changed).toEqual([]);

      await registry.publish('one', [
        cluster('a', { title: 'A', labels: { tier: '1' } }),
      ]);
      expect(await registered()).toEqual(['a one 2']);
      expect(await store.get('a')).toMatchObject({
        uid,
        title: 'A',
        labels: { tier: '1' },
      });
      expect(heard).toEqual(['+a', '+b', '-b']);

      await registry.publish('one', [
        cluster('a', {
          title: 'A',
          labels: { tier: '1' },
          connection: { ...connection, token: 'other' },
        }),
      ]);
      expect(await registered()).toEqual(['a one 3']);
      expect(heard.slice(3)).toEqual(['+a']);
      expect(registry.connected('a')?.connection.token).toBe('other');
    });

    it('keeps ids over a restart, and drops what belonged to a source that is gone', async () => {
      await start(
        sourceOf('one', [cluster('a')]),
        sourceOf('two', [cluster('b')]),
      );
      const before = await store.get('a');
      await registry.stop();
      await start(sourceOf('one', [cluster('a')]));
      expect(await store.get('a')).toEqual(before);
      expect(await registered()).toEqual(['a one 1']);
    });

    it('gives a name to the first source that offers it and reports the other', async () => {
      await start(
        sourceOf('one', [cluster('a')]),
        sourceOf('two', [cluster('a'), cluster('b')]),
      );
      expect(await registered()).toEqual(['a one 1', 'b two 1']);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('belongs to a cluster of one'),
      );
    });

    it.each([
      [cluster('Not_A_Label'), 'DNS label'],
      [cluster('x'.repeat(64)), 'DNS label'],
      [cluster('x', { environment: '' }), 'environment'],
      [cluster('x', { labels: { a: 1 as never } }), 'labels'],
      [cluster('x', { connection: { server: 'nowhere' } }), 'not a URL'],
      [cluster('x', { connection: { server: 'ftp://x' } }), 'https://'],
      [cluster('x', { connection: { server: 'http://x' } }), 'https://'],
      [
        cluster('x', { connection: { server: 'http://127.evil.com' } }),
        'https://',
      ],
      [
        cluster('x', { connection: { server: 'https://u:p@x' } }),
        'credentials',
      ],
    ])('leaves out %j and takes the others', async (definition, reason) => {
      await start(sourceOf('one', [definition, cluster('good')]));
      expect(await registered()).toEqual(['good one 1']);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining(reason),
      );
    });

    it('shows why a cluster cannot be connected to', async () => {
      await start(
        sourceOf('one', [
          cluster('a', { connection: undefined, connectionProblem: 'No CA' }),
          cluster('b', { connection: undefined }),
        ]),
      );
      expect((await store.get('a'))?.health).toMatchObject({
        state: 'unreachable',
        message: 'No CA',
      });
      expect((await store.get('b'))?.health).toMatchObject({
        state: 'polling',
      });
      expect(registry.connected('a')).toBeUndefined();
      expect(registry.has('a')).toBe(true);
    });
  },
);
