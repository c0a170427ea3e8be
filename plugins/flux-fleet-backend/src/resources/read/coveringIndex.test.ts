import {
  RESOURCE_SORT_FIELDS,
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

const LABEL: ResourceScope = {
  not: { anyOf: [{ field: 'label', key: 'team', value: 'a' }] },
};

const FILTERS: Array<[string, ResourceFilter, ResourceScope]> = [
  ['everything', {}, 'all'],
  ['a cluster', { cluster: ['eu-1'] }, 'all'],
  [
    'every list of values',
    {
      environment: ['dev'],
      kind: ['Kustomization'],
      namespace: ['apps'],
      name: ['podinfo'],
      status: ['Ready'],
    },
    'all',
  ],
  ['a label', { label: ['team=a'] }, 'all'],
  ['words', { q: 'helm failed' }, 'all'],
  ['a scope', {}, { field: 'environment', values: ['dev'] }],
  ['a scope of labels', {}, LABEL],
];

// PostgreSQL decides by statistics; SQLite's plans are the same wherever it runs.
describe('the index that SQLite reads', () => {
  let knex: Knex;
  let reader: KnexResourceReader;
  let asked: Array<{ sql: string; bindings: never[] }>;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    await seedIndex(knex, {
      clusters: sampleClusters,
      resources: sampleResources,
    });
    reader = KnexResourceReader.create({ knex });
  });

  beforeEach(() => {
    asked = [];
    knex.on('query', query => asked.push(query));
  });

  afterEach(() => {
    knex.removeAllListeners('query');
  });

  /** How the table of resources is gone through, other than for one row by its name. */
  async function waysOfReading(): Promise<string[]> {
    const ways: string[] = [];
    for (const { sql, bindings } of [...asked]) {
      const plan: Array<{ detail: string }> = await knex.raw(
        `explain query plan ${sql}`,
        bindings,
      );
      for (const { detail } of plan) {
        // The rows of the page themselves are found by their primary key.
        const isByName = detail.includes('sqlite_autoindex_resources');
        if (/^(SCAN|SEARCH) r\b/.test(detail) && !isByName) ways.push(detail);
      }
    }
    return ways;
  }

  const sorts = RESOURCE_SORT_FIELDS.flatMap((field): ResourceSort[] => [
    field,
    `-${field}`,
  ]);

  it.each(FILTERS)(
    'holds all that lists of %s need',
    async (_, filter, scope) => {
      for (const sort of sorts) {
        await reader.list({ filter, scope, sort, limit: 2 });
      }
      const ways = await waysOfReading();
      expect(ways.length).toBeGreaterThanOrEqual(sorts.length);
      expect(ways.filter(way => !way.includes('COVERING INDEX'))).toEqual([]);
    },
  );

  it.each(FILTERS)(
    'holds all that counts of %s need',
    async (_, filter, scope) => {
      await reader.summarize({
        by: [
          'cluster',
          'environment',
          'kind',
          'namespace',
          'status',
          'version',
        ],
        filter,
        scope,
      });
      await reader.countByStatus({ clusters: ['eu-1'], scope });
      const ways = await waysOfReading();
      expect(ways.length).toBeGreaterThanOrEqual(2);
      expect(ways.filter(way => !way.includes('COVERING INDEX'))).toEqual([]);
    },
  );
});
