import {
  STATUSES,
  type FluxResource,
  type ResourceFilter,
  type ResourceSort,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type { ResourceScope } from '../../permissions/criteria';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { sampleClusters, sampleResources } from './__testUtils__/sampleIndex';
import { seedIndex } from './__testUtils__/seedIndex';
import { KnexResourceReader } from './KnexResourceReader';

jest.setTimeout(60_000);

const databases = testDatabases();

const nameOf = (r: FluxResource) => `${r.cluster}/${r.name}`;

describe.each(databases.eachSupportedId())('KnexResourceReader, %p', id => {
  let knex: Knex;
  let reader: KnexResourceReader;

  beforeAll(async () => {
    knex = await databases.init(id);
    await seedIndex(knex, {
      clusters: sampleClusters,
      resources: sampleResources,
    });
    reader = KnexResourceReader.create({ knex });
  });

  const list = async (options: {
    filter?: ResourceFilter;
    scope?: ResourceScope;
    sort?: ResourceSort;
    limit?: number;
    cursor?: string;
  }) =>
    reader.list({
      filter: {},
      scope: 'all',
      sort: 'name',
      limit: 100,
      ...options,
    });

  it('answers rows with what their cluster adds', async () => {
    const page = await list({
      filter: { name: ['podinfo'], cluster: ['us-1'] },
    });
    expect(page).toEqual({
      totalItems: 1,
      nextCursor: null,
      items: [
        {
          cluster: 'us-1',
          clusterUid: 'uid-us-1',
          environment: 'dev',
          group: 'helm.toolkit.fluxcd.io',
          version: 'v1',
          kind: 'HelmRelease',
          namespace: 'apps',
          name: 'podinfo',
          uid: 'u',
          status: 'Ready',
          reason: '',
          message: '',
          since: '2026-05-01T07:00:00.000Z',
          reconcilingSince: null,
          suspended: false,
          readiness: null,
          retrying: false,
          reconcilable: true,
          revision: '6.5.4',
          shortRevision: '6.5.4',
          source: { kind: 'OCIRepository', namespace: 'apps', name: 'podinfo' },
          labels: { team: 'b' },
          lastReconciledAt: null,
          stale: false,
          staleSince: null,
        },
      ],
    });
  });

  it('says since when rows of a cluster that is not heard of are stale', async () => {
    const { items } = await list({ filter: { cluster: ['old'] } });
    expect(items.map(r => [r.stale, r.staleSince])).toEqual([
      [true, '2026-05-01T09:00:00.000Z'],
      [true, '2026-05-01T09:00:00.000Z'],
    ]);
  });

  it.each<[string, ResourceFilter, string[]]>([
    [
      'any of some clusters',
      { cluster: ['eu-1', 'old'] },
      ['old/apps', 'eu-1/podinfo', 'old/wait_ing'],
    ],
    ['an environment', { environment: ['prod'] }, ['eu-1/podinfo']],
    [
      'a kind and a status',
      { kind: ['HelmRelease'], status: ['Ready'] },
      ['us-1/podinfo'],
    ],
    ['a namespace', { namespace: ['flux-system'] }, ['us-1/infra']],
    [
      'a label with its value',
      { label: ['team=a'] },
      ['old/apps', 'eu-1/podinfo'],
    ],
    [
      'a label with any value',
      { label: ['team'] },
      ['old/apps', 'eu-1/podinfo', 'us-1/podinfo'],
    ],
    [
      'a label whose key has dots',
      { label: ['app.kubernetes.io/name=podinfo'] },
      ['eu-1/podinfo'],
    ],
    [
      'all of some labels',
      { label: ['team=a', 'app.kubernetes.io/name'] },
      ['eu-1/podinfo'],
    ],
    ['text in any case', { q: 'HELM INSTALL' }, ['eu-1/podinfo']],
    ['text with a percent sign', { q: '0% wro' }, ['eu-1/podinfo']],
    ['a percent sign alone', { q: '%' }, ['eu-1/podinfo']],
    ['text with an underscore', { q: 't_i' }, ['old/wait_ing']],
    ['words in any order', { q: 'failed helm' }, ['eu-1/podinfo']],
    ['nothing', { q: 'nowhere' }, []],
    ['no values', { cluster: [] }, []],
  ])('finds %s', async (_, filter, expected) => {
    const page = await list({ filter });
    expect(page.items.map(nameOf)).toEqual(expected);
    expect(page.totalItems).toBe(expected.length);
  });

  it.each<[string, ResourceScope, string[]]>([
    [
      'all',
      'all',
      [
        'old/apps',
        'us-1/infra',
        'eu-1/podinfo',
        'us-1/podinfo',
        'old/wait_ing',
      ],
    ],
    ['none', 'none', []],
    ['clusters', { field: 'cluster', values: ['eu-1'] }, ['eu-1/podinfo']],
    ['no clusters', { field: 'cluster', values: [] }, []],
    [
      'environments',
      { field: 'environment', values: ['prod'] },
      ['eu-1/podinfo'],
    ],
    [
      'a label of the cluster',
      { field: 'clusterLabel', key: 'region', value: 'us' },
      ['us-1/infra', 'us-1/podinfo'],
    ],
    [
      'a label of the cluster with a quote',
      { field: 'clusterLabel', key: 'a"b' },
      ['eu-1/podinfo'],
    ],
    [
      'a label',
      { field: 'label', key: 'team', value: 'a' },
      ['old/apps', 'eu-1/podinfo'],
    ],
    [
      'a namespace',
      { field: 'namespace', values: ['flux-system'] },
      ['us-1/infra'],
    ],
    [
      'not a kind',
      { not: { field: 'kind', values: ['HelmRelease'] } },
      ['old/apps', 'us-1/infra', 'old/wait_ing'],
    ],
    [
      'any of all of',
      {
        anyOf: [
          {
            allOf: [
              { field: 'kind', values: ['HelmRelease'] },
              { not: { field: 'environment', values: ['prod'] } },
            ],
          },
          { field: 'namespace', values: ['flux-system'] },
        ],
      },
      ['us-1/infra', 'us-1/podinfo'],
    ],
  ])(
    'leaves what a scope of %s leaves, in lists, counts and single rows',
    async (_, scope, expected) => {
      const page = await list({ scope });
      expect(page.items.map(nameOf)).toEqual(expected);
      expect(page.totalItems).toBe(expected.length);
      const summary = await reader.summarize({
        by: ['status'],
        filter: {},
        scope,
      });
      expect(summary.totalResources).toBe(expected.length);
      const counts = await reader.countByStatus({
        clusters: ['eu-1', 'us-1', 'old'],
        scope,
      });
      const total = [...counts.values()]
        .flatMap(c => Object.values(c))
        .reduce((a, b) => a + b);
      expect(total).toBe(expected.length);
      for (const resource of (await list({})).items) {
        const one = await reader.get(resource, scope);
        expect(one !== undefined).toBe(expected.includes(nameOf(resource)));
      }
    },
  );

  it('answers many by name in the order asked, and nothing for what is missing', async () => {
    const { items } = await list({});
    const missing = { ...items[0], name: 'missing' };
    const many = await reader.getMany([items[2], missing, items[0], items[2]]);
    expect(many.map(r => r && nameOf(r))).toEqual([
      'eu-1/podinfo',
      undefined,
      'old/apps',
      'eu-1/podinfo',
    ]);
    expect(many[0]?.clusterLabels).toEqual({ region: 'eu', 'a"b': 'x' });
    await expect(reader.getMany([])).resolves.toEqual([]);
  });

  it.each<[ResourceSort, string[]]>([
    ['status', ['Failed', 'Waiting', 'Suspended', 'Ready', 'Ready']],
    ['-status', ['Ready', 'Ready', 'Suspended', 'Waiting', 'Failed']],
  ])('sorts by %s in the order of urgency', async (sort, expected) => {
    expect((await list({ sort })).items.map(r => r.status)).toEqual(expected);
  });

  it('sorts by since with the newest change first and the unknown last', async () => {
    const { items } = await list({ sort: 'since' });
    expect(items.map(r => r.since)).toEqual([
      '2026-05-01T08:00:00.000Z',
      '2026-05-01T07:00:00.000Z',
      null,
      null,
      null,
    ]);
  });

  it('counts by every dimension asked for', async () => {
    await expect(
      reader.summarize({
        by: ['kind', 'version'],
        filter: { environment: ['prod', 'dev'] },
        scope: 'all',
      }),
    ).resolves.toEqual({
      totalResources: 5,
      groups: [
        { key: { kind: 'Kustomization', version: '' }, count: 3 },
        { key: { kind: 'HelmRelease', version: '6.5.4' }, count: 1 },
        { key: { kind: 'HelmRelease', version: '6.6.0' }, count: 1 },
      ],
    });
  });

  it('counts by status for each cluster, with zeros', async () => {
    const counts = await reader.countByStatus({
      clusters: ['old', 'empty'],
      scope: 'all',
    });
    const zeros = Object.fromEntries(STATUSES.map(s => [s, 0]));
    expect(counts.get('old')).toEqual({ ...zeros, Suspended: 1, Waiting: 1 });
    expect(counts.get('empty')).toEqual(zeros);
  });
});
