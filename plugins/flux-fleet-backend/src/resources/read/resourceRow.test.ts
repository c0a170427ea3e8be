import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { seedIndex } from './__testUtils__/seedIndex';
import { KnexResourceReader } from './KnexResourceReader';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('rows of the index, %p', id => {
  it('are stale when their kind cannot be read, and the others of the cluster are not', async () => {
    const unreadable = (since?: string) => ({
      group: 'helm.toolkit.fluxcd.io',
      kind: 'HelmRelease',
      message: 'forbidden',
      since,
    });
    const own = await databases.init(id);
    await seedIndex(own, {
      clusters: [
        {
          name: 'known',
          unreadableKinds: [unreadable('2026-05-01T09:30:00.000Z')],
        },
        { name: 'unknown', unreadableKinds: [unreadable()] },
        {
          name: 'old',
          staleSince: '2026-05-01T09:00:00.000Z',
          unreadableKinds: [unreadable('2026-05-01T09:30:00.000Z')],
        },
      ],
      resources: ['known', 'unknown', 'old'].flatMap(cluster => [
        {
          cluster,
          name: 'a',
          group: 'helm.toolkit.fluxcd.io',
          kind: 'HelmRelease',
        },
        { cluster, name: 'b' },
      ]),
    });
    const { items } = await KnexResourceReader.create({ knex: own }).list({
      filter: {},
      scope: 'all',
      sort: 'cluster',
      limit: 10,
    });
    expect(
      items.map(r => [`${r.cluster}/${r.name}`, r.stale, r.staleSince]),
    ).toEqual([
      ['known/a', true, '2026-05-01T09:30:00.000Z'],
      ['known/b', false, null],
      ['old/a', true, '2026-05-01T09:00:00.000Z'],
      ['old/b', true, '2026-05-01T09:00:00.000Z'],
      ['unknown/a', true, null],
      ['unknown/b', false, null],
    ]);
  });
});
