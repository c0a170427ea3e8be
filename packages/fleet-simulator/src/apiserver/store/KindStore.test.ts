import * as fc from 'fast-check';

import { createTestServer, thing } from '../__testUtils__/testServer';

const KEY = { group: 'example.com', kind: 'Thing', namespace: 'default' };
const MANAGER = { manager: 'test' };
const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const steps = fc.array(
  fc.record({ name: names, does: fc.constantFrom('write', 'delete', 'read') }),
  { maxLength: 40 },
);

function setUp(watchHistory?: number) {
  const api = createTestServer({ watchHistory });
  const kind = api.store.kind('example.com', 'Thing')!;
  let size = 0;
  const write = (name: string) => {
    size += 1;
    const spec = { size };
    if (kind.get(`default/${name}`)) {
      api.patch({ ...KEY, name }, { spec }, MANAGER);
    } else {
      api.create(thing(name, { spec }), MANAGER);
    }
  };
  const texts = () =>
    kind.snapshot(api.store.resourceVersion).items.map(({ body }) => body);
  return { api, kind, write, texts };
}

describe('KindStore', () => {
  it('can give every past state that it has not forgotten', () => {
    fc.assert(
      fc.property(steps, sequence => {
        const { api, kind, write, texts } = setUp();
        const past = new Map<number, string[]>();
        for (const { name, does } of sequence) {
          if (does === 'write') {
            write(name);
          } else if (does === 'delete' && kind.get(`default/${name}`)) {
            api.delete({ ...KEY, name });
          }
          past.set(api.store.resourceVersion, texts());
        }
        for (const [resourceVersion, expected] of past) {
          const snapshot = kind.snapshotAt(resourceVersion);
          expect(snapshot?.items.map(({ body }) => body)).toEqual(expected);
        }
      }),
    );
  });

  it('keeps items in the order of their keys', () => {
    fc.assert(
      fc.property(fc.array(names), written => {
        const { kind, api, write } = setUp();
        written.forEach(write);
        const keys = kind
          .snapshot(api.store.resourceVersion)
          .items.map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)].sort());
        expect(keys).toHaveLength(new Set(written).size);
      }),
    );
  });

  it('forgets the oldest changes first, and says so', () => {
    const { api, kind, write } = setUp(3);
    const start = api.store.resourceVersion;
    ['a', 'b', 'c', 'd', 'e'].forEach(write);
    expect(kind.changesAfter(start)).toBeUndefined();
    expect(kind.changesAfter(start + 1)).toBeUndefined();
    expect(kind.changesAfter(start + 2)).toHaveLength(3);
    expect(kind.snapshotAt(start)).toBeUndefined();
  });

  it('lets a quiet kind resume while others change', () => {
    const { api, write } = setUp(3);
    const quiet = api.store.kind('', 'ConfigMap')!;
    const start = api.store.resourceVersion;
    ['a', 'b', 'c', 'd', 'e'].forEach(write);
    expect(quiet.changesAfter(start)).toEqual([]);
  });

  it('forgets everything when it is compacted', () => {
    const { api, kind, write } = setUp();
    write('a');
    const before = api.store.resourceVersion;
    api.store.compact();
    expect(kind.changesAfter(before)).toBeUndefined();
    expect(kind.changesAfter(api.store.resourceVersion)).toEqual([]);
  });
});
