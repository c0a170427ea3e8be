import {
  createTestServer,
  StandingClock,
  thing,
} from './__testUtils__/testServer';
import { ObjectChange } from './types';

const KEY = { group: 'example.com', kind: 'Thing', namespace: 'default' };
const MANAGER = { manager: 'test' };

describe('ApiServer', () => {
  it('keeps status, uid and creation time of what is created inside', () => {
    const api = createTestServer();
    const created = api.create(
      thing('old', {
        metadata: {
          uid: 'a-uid',
          creationTimestamp: '2020-01-01T00:00:00Z',
          generation: 4,
        },
        status: { ready: true },
      }),
      MANAGER,
    );
    expect(created).toMatchObject({
      metadata: {
        uid: 'a-uid',
        creationTimestamp: '2020-01-01T00:00:00Z',
        generation: 4,
      },
      status: { ready: true },
    });
  });

  it('gives a copy to each reader', () => {
    const api = createTestServer();
    api.create(thing('copied'), MANAGER);
    api.get({ ...KEY, name: 'copied' })!.spec!.size = 99;
    expect(api.get({ ...KEY, name: 'copied' })?.spec).toEqual({ size: 1 });
  });

  it('tells subscribers of changes in their order, also when they write', () => {
    const api = createTestServer();
    const seen: string[] = [];
    const describeChange = ({ type, object }: ObjectChange) =>
      `${type} ${object.metadata.name} ${object.spec?.size}`;
    api.subscribe(change => {
      if (change.key.kind === 'Thing' && change.object.spec?.size === 1) {
        api.patch(change.key, { spec: { size: 2 } }, MANAGER);
      }
    });
    const stop = api.subscribe(change => seen.push(describeChange(change)));
    api.create(thing('a'), MANAGER);
    stop();
    api.create(thing('b'), MANAGER);
    expect(seen).toEqual(['ADDED a 1', 'MODIFIED a 2']);
  });

  it('counts generations for spec, not for status or what does not change', () => {
    const api = createTestServer();
    const created = api.create(thing('counted'), MANAGER);
    const key = { ...KEY, name: 'counted' };
    const status = api.patch(
      key,
      { spec: { size: 7 }, status: { ready: true } },
      { ...MANAGER, subresource: 'status' },
    );
    expect(status.spec).toEqual({ size: 1 });
    expect(status.metadata.generation).toBe(1);
    const same = api.patch(key, { spec: { size: 1 } }, MANAGER);
    expect(same.metadata.resourceVersion).toBe(status.metadata.resourceVersion);
    const changed = api.patch(
      key,
      { spec: { size: 2 }, status: { ready: false } },
      MANAGER,
    );
    expect(changed.metadata.generation).toBe(2);
    expect(changed.status).toEqual({ ready: true });
    expect(Number(changed.metadata.resourceVersion)).toBe(
      Number(created.metadata.resourceVersion) + 2,
    );
  });

  it('writes nothing for fields that are undefined', () => {
    const api = createTestServer();
    const created = api.create(thing('same'), MANAGER);
    const key = { ...KEY, name: 'same' };
    const patched = api.patch(key, { spec: { more: undefined } }, MANAGER);
    expect(patched).toEqual(created);
  });

  it('lists by namespace and labels', () => {
    const api = createTestServer();
    api.create(thing('a', { metadata: { labels: { team: 'x' } } }), MANAGER);
    api.create(thing('b', { metadata: { labels: { team: 'y' } } }), MANAGER);
    const list = api.list('example.com', 'Thing', {
      namespace: 'default',
      labels: { team: 'y' },
    });
    expect(list.map(object => object.metadata.name)).toEqual(['b']);
  });

  it('deletes a namespace when its content is gone', () => {
    const api = createTestServer();
    api.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } },
      MANAGER,
    );
    const metadata = { namespace: 'team', finalizers: ['example.com/hold'] };
    api.create(thing('held', { metadata }), MANAGER);
    api.create(thing('free', { metadata: { namespace: 'team' } }), MANAGER);
    const namespace = {
      group: '',
      kind: 'Namespace',
      namespace: '',
      name: 'team',
    };
    api.delete(namespace);
    expect(api.get(namespace)?.status).toEqual({ phase: 'Terminating' });
    expect(api.list('example.com', 'Thing')).toHaveLength(1);
    expect(() =>
      api.create(thing('late', { metadata: { namespace: 'team' } }), MANAGER),
    ).toThrow('because it is being terminated');
    api.patch(
      { ...KEY, namespace: 'team', name: 'held' },
      { metadata: { finalizers: null } },
      MANAGER,
    );
    expect(api.get(namespace)).toBeUndefined();
  });

  it('keeps dependents that have another owner', () => {
    const api = createTestServer();
    const ownerReferences = ['one', 'two'].map(name => ({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      name,
      uid: api.create(thing(name), MANAGER).metadata.uid!,
    }));
    api.create(thing('child', { metadata: { ownerReferences } }), MANAGER);
    const child = { ...KEY, name: 'child' };
    api.delete({ ...KEY, name: 'one' });
    expect(api.get(child)?.metadata.ownerReferences).toEqual([
      ownerReferences[1],
    ]);
    api.delete({ ...KEY, name: 'two' });
    expect(api.get(child)).toBeUndefined();
  });

  it('stops serving a kind with its objects and its definition', () => {
    const api = createTestServer();
    api.create(thing('a'), MANAGER);
    const crd = {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      namespace: '',
      name: 'things.example.com',
    };
    expect(api.get(crd)).toBeDefined();
    const [definition] = api
      .definitions()
      .filter(({ kind }) => kind === 'Thing');
    api.undefine('example.com', 'Thing');
    expect(api.get(crd)).toBeUndefined();
    expect(() => api.create(thing('b'), MANAGER)).toThrow(
      'no matches for kind',
    );
    api.define(definition);
    expect(api.list('example.com', 'Thing')).toEqual([]);
  });

  it('stamps times from its clock', () => {
    const clock = new StandingClock('2026-03-01T12:00:00Z');
    const api = createTestServer({ clock });
    clock.advance(1500);
    const { metadata } = api.create(thing('stamped'), MANAGER);
    expect(metadata.creationTimestamp).toBe('2026-03-01T12:00:01Z');
  });

  it.each([
    [
      'a missing namespace',
      () => thing('x', { metadata: { namespace: 'no' } }),
      404,
    ],
    ['a wrong name', () => thing('X'), 422],
  ])('refuses %s with the code that HTTP clients get', (_what, make, code) => {
    const api = createTestServer();
    expect(() => api.create(make(), MANAGER)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
