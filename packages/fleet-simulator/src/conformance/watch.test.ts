import { useConformanceTarget } from './useConformanceTarget';
import { WatchEvent } from './WatchReader';

// WATCH: state, changes, bookmarks, ends.
const get = useConformanceTarget();
const describeEvent = ({ type, object }: WatchEvent) =>
  `${type} ${object.metadata.name}`;
const isFor = (name: string) => (event: WatchEvent) =>
  event.object.metadata?.name === name;
const make = (name: string, team: string) =>
  get().create(name, { metadata: { labels: { suite: 'watch', team } } });
const relabel = (name: string, team: string) =>
  get().client.patch('merge', get().path(name), {
    metadata: { labels: { team } },
  });
const newest = async () => {
  const { json } = await get().client.get(get().path());
  return json.metadata.resourceVersion as string;
};

describe('watch', () => {
  beforeAll(async () => {
    await make('seen-a', 'blue');
    await make('seen-b', 'blue');
  });

  it.each([undefined, '0'])(
    'begins with the state when resourceVersion is %s',
    async resourceVersion => {
      const watch = await get().client.watch(get().path(), {
        query: {
          labelSelector: 'suite=watch,team=blue',
          ...(resourceVersion ? { resourceVersion } : {}),
        },
      });
      const events = await watch.until(isFor('seen-b'));
      watch.close();
      expect(events.map(describeEvent)).toEqual([
        'ADDED seen-a',
        'ADDED seen-b',
      ]);
    },
  );

  it('goes on after a resourceVersion, with nothing lost', async () => {
    const resourceVersion = await newest();
    await make('life', 'red');
    await relabel('life', 'green');
    const watch = await get().client.watch(get().path(), {
      query: { resourceVersion, labelSelector: 'suite=watch' },
    });
    await get().client.delete(get().path('life'));
    const events = await watch.until(({ type }) => type === 'DELETED');
    watch.close();
    expect(events.map(describeEvent)).toEqual([
      'ADDED life',
      'MODIFIED life',
      'DELETED life',
    ]);
    const versions = events.map(({ object }) =>
      Number(object.metadata.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(3);
  });

  it('sees what enters and leaves a selection as added and deleted', async () => {
    await make('mover', 'red');
    const watch = await get().client.watch(get().path(), {
      query: {
        resourceVersion: await newest(),
        labelSelector: 'suite=watch,team=yellow',
      },
    });
    await relabel('mover', 'yellow');
    await relabel('mover', 'red');
    const events = await watch.until(({ type }) => type === 'DELETED');
    watch.close();
    expect(events.map(describeEvent)).toEqual(['ADDED mover', 'DELETED mover']);
  });

  it('watches one object by its name', async () => {
    await make('alone', 'red');
    const watch = await get().client.watch(get().path(), {
      query: {
        resourceVersion: await newest(),
        fieldSelector: 'metadata.name=alone',
      },
    });
    await relabel('mover', 'black');
    await relabel('alone', 'black');
    const event = await watch.next();
    watch.close();
    expect(describeEvent(event!)).toBe('MODIFIED alone');
  });

  it('ends after its timeout, with a bookmark before that', async () => {
    const resourceVersion = await newest();
    const watch = await get().client.watch(get().path(), {
      query: {
        resourceVersion,
        timeoutSeconds: '3',
        allowWatchBookmarks: 'true',
      },
    });
    const events = await watch.rest();
    const last = events[events.length - 1];
    expect(last).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Kustomization' },
    });
    expect(Number(last.object.metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(resourceVersion),
    );
  });

  it('streams the state when asked for it, and marks its end', async () => {
    const watch = await get().client.watch(get().path(), {
      query: {
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
        allowWatchBookmarks: 'true',
        labelSelector: 'suite=watch,team=blue',
      },
    });
    if (watch.code !== 200) {
      watch.close();
      get().lacks('sendInitialEvents', 'the feature WatchList is off');
      return;
    }
    const events = await watch.until(({ type }) => type === 'BOOKMARK');
    watch.close();
    expect(events.slice(0, -1).map(describeEvent)).toEqual([
      'ADDED seen-a',
      'ADDED seen-b',
    ]);
    expect(events[events.length - 1].object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
  });

  it.each<Record<string, string>>([
    { sendInitialEvents: 'true' },
    { resourceVersionMatch: 'NotOlderThan', resourceVersion: '1' },
  ])('refuses %j', async query => {
    const { code } = await get().client.get(get().path(), {
      query: { watch: 'true', ...query },
    });
    expect(code).toBe(422);
  });

  it('says 410 to who comes back too late', async () => {
    const watch = await get().client.watch(get().path(), {
      query: { resourceVersion: '1', timeoutSeconds: '5' },
    });
    const event = await watch.next();
    watch.close();
    // As an event of a watch that began, or as the answer itself.
    const status = watch.code === 410 ? event : event?.object;
    if (!status || status.code === undefined) {
      get().lacks('a watch from too long ago', 'nothing is compacted yet');
      return;
    }
    expect(status).toMatchObject({
      kind: 'Status',
      reason: 'Expired',
      code: 410,
    });
  });

  it('gives metadata alone to who asks for that', async () => {
    const watch = await get().client.watch(get().path(), {
      query: { labelSelector: 'suite=watch,team=blue' },
      headers: {
        Accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
      },
    });
    const event = await watch.next();
    watch.close();
    expect(event?.object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'seen-a' },
    });
    expect(event?.object).not.toHaveProperty('spec');
  });
});
