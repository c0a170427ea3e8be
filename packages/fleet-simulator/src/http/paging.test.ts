import * as fc from 'fast-check';

import { StandingClock, thing } from '../apiserver/__testUtils__/testServer';
import {
  startTestCluster,
  TestCluster,
  THINGS,
} from '../simulator/__testUtils__/startTestCluster';

const MANAGER = { manager: 'test' };
const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');

describe('paged lists', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await startTestCluster();
  });

  afterEach(() => test.close());

  it('show one state, whatever changes between their pages', async () => {
    const key = { group: 'example.com', kind: 'Thing', namespace: 'default' };
    const { api } = test.cluster;
    const toggle = (name: string) => {
      if (api.get({ ...key, name })) {
        api.delete({ ...key, name });
      } else {
        api.create(thing(name), MANAGER);
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(names),
        fc.array(fc.array(names)),
        fc.integer({ min: 1, max: 4 }),
        async (before, between, limit) => {
          before.forEach(toggle);
          const expected = api
            .list('example.com', 'Thing')
            .map(object => object.metadata.uid);
          const changes = [...between];
          const seen: string[] = [];
          let token = '';
          do {
            const { json } = await test.client.get(THINGS, {
              query: { limit: String(limit), continue: token },
            });
            seen.push(...json.items.map((item: any) => item.metadata.uid));
            token = json.metadata.continue ?? '';
            changes.pop()?.forEach(toggle);
          } while (token);
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('send tens of thousands of objects in one answer', async () => {
    for (let index = 0; index < 20_000; index += 1) {
      test.cluster.api.create(thing(`thing-${index}`), MANAGER);
    }
    const plain = await test.client.get(THINGS);
    expect(plain.json.items).toHaveLength(20_000);
    const compressed = await test.client.get(THINGS, {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.json.items).toHaveLength(20_000);
  });

  it('read a kind in another version', async () => {
    test.fill('a');
    const { json } = await test.client.get(THINGS.replace('v1', 'v1beta1'));
    expect(json.apiVersion).toBe('example.com/v1beta1');
    expect(json.items[0].apiVersion).toBe('example.com/v1beta1');
  });
});

describe('watches', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await startTestCluster();
  });

  afterEach(() => test.close());

  it('bring a bookmark every minute to who wants them', async () => {
    const clock = new StandingClock('2026-01-01T00:00:00Z');
    const timed = await startTestCluster({ clock });
    const watch = await timed.client.watch(THINGS, {
      query: { allowWatchBookmarks: 'true', timeoutSeconds: '150' },
    });
    clock.advance(60_000);
    timed.fill('a');
    clock.advance(60_000);
    clock.advance(30_000);
    const events = await watch.rest();
    expect(events.map(({ type }) => type)).toEqual([
      'BOOKMARK',
      'ADDED',
      'BOOKMARK',
      'BOOKMARK',
    ]);
    const [before, added, after] = events.map(({ object }) =>
      Number(object.metadata.resourceVersion),
    );
    expect(before).toBeLessThan(added);
    expect(after).toBe(added);
    await timed.close();
  });

  it('lose nothing when a client reads slowly', async () => {
    const watch = await test.client.watch(THINGS);
    const text = 'x'.repeat(10_000);
    for (let index = 0; index < 2000; index += 1) {
      test.cluster.api.create(
        thing(`thing-${index}`, { spec: { text } }),
        MANAGER,
      );
    }
    const events = await watch.until(
      ({ object }) => object.metadata.name === 'thing-1999',
    );
    watch.close();
    expect(events).toHaveLength(2000);
  });

  it('drop a client that falls too far behind', async () => {
    const watch = await test.client.watch(THINGS);
    const text = 'x'.repeat(2000);
    test.fill('a');
    for (let index = 0; index < 13_000; index += 1) {
      test.cluster.api.patch(
        {
          group: 'example.com',
          kind: 'Thing',
          namespace: 'default',
          name: 'a',
        },
        { spec: { text, index } },
        MANAGER,
      );
    }
    expect(test.cluster.stats().openWatches).toBe(0);
    await expect(watch.rest()).rejects.toThrow();
  });

  it('follow changes as an informer does, and end with the same state', async () => {
    const { json } = await test.client.get(THINGS);
    const watch = await test.client.watch(THINGS, {
      query: { resourceVersion: json.metadata.resourceVersion },
    });
    const state = new Map<string, string>();
    test.fill('a', 'b', 'c');
    test.cluster.api.delete({
      group: 'example.com',
      kind: 'Thing',
      namespace: 'default',
      name: 'b',
    });
    test.fill('last');
    const events = await watch.until(
      ({ object }) => object.metadata.name === 'last',
    );
    watch.close();
    for (const { type, object } of events) {
      if (type === 'DELETED') {
        state.delete(object.metadata.name);
      } else {
        state.set(object.metadata.name, object.metadata.resourceVersion);
      }
    }
    const after = await test.client.get(THINGS);
    expect(Object.fromEntries(state)).toEqual(
      Object.fromEntries(
        after.json.items.map((item: any) => [
          item.metadata.name,
          item.metadata.resourceVersion,
        ]),
      ),
    );
  });
});
