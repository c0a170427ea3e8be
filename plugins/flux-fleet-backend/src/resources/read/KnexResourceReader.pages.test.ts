import {
  RESOURCE_SORT_FIELDS,
  STATUSES,
  type FluxResource,
  type ResourceSort,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { seedIndex } from './__testUtils__/seedIndex';
import { KnexResourceReader } from './KnexResourceReader';

jest.setTimeout(60_000);

const databases = testDatabases();

const clusters = [{ name: 'eu-1' }, { name: 'us-1' }, { name: 'old' }];

describe.each(databases.eachSupportedId())(
  'pages of KnexResourceReader, %p',
  id => {
    let knex: Knex;
    let reader: KnexResourceReader;

    beforeAll(async () => {
      knex = await databases.init(id);
      await seedIndex(knex, { clusters, resources: [] });
      reader = KnexResourceReader.create({ knex });
    });

    const options = {
      filter: {},
      scope: 'all' as const,
      sort: 'name' as const,
      limit: 100,
    };

    it('give each row once, in the order of the whole, at any limit and on ties', async () => {
      const resource = fc.record({
        cluster: fc.constantFrom('eu-1', 'us-1', 'old'),
        name: fc.constantFrom('a', 'b', 'a-b', 'ab', 'z.1'),
        namespace: fc.constantFrom('x', 'y'),
        kind: fc.constantFrom('Kustomization', 'HelmRelease'),
        status: fc.constantFrom(...STATUSES),
        since: fc.constantFrom(
          null,
          '2026-05-01T08:00:00.000Z',
          '2026-05-01T08:00:00.001Z',
        ),
        shortRevision: fc.constantFrom(null, 'main@1', 'main@2'),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(resource, {
            minLength: 1,
            maxLength: 30,
            selector: r => [r.cluster, r.kind, r.namespace, r.name].join(' '),
          }),
          fc.constantFrom(...RESOURCE_SORT_FIELDS),
          fc.boolean(),
          fc.integer({ min: 1, max: 7 }),
          async (seed, field, isReversed, limit) => {
            await knex('resources').delete();
            await seedIndex(knex, { clusters: [], resources: seed });
            const sort: ResourceSort = isReversed ? `-${field}` : field;
            const inOrder = { ...options, sort };
            const whole = await reader.list({ ...inOrder, limit: 1000 });
            const walked: FluxResource[] = [];
            let cursor: string | undefined;
            do {
              const page = await reader.list({ ...inOrder, limit, cursor });
              expect(page.totalItems).toBe(seed.length);
              expect(page.items.length).toBeLessThanOrEqual(limit);
              walked.push(...page.items);
              cursor = page.nextCursor ?? undefined;
            } while (cursor !== undefined);
            expect(walked).toEqual(whole.items);
            expect(walked).toHaveLength(seed.length);
          },
        ),
        { numRuns: 25 },
      );
    });

    it.each([
      ['noise', '%%%'],
      ['another shape', Buffer.from('{"a":1}').toString('base64url')],
      [
        'a key of another length',
        Buffer.from('{"sort":"name","key":["a"]}').toString('base64url'),
      ],
      [
        'a key of another type',
        Buffer.from('{"sort":"name","key":["a",1,"a","a","a"]}').toString(
          'base64url',
        ),
      ],
      [
        'a null character',
        Buffer.from(
          '{"sort":"name","key":["a\\u0000","a","a","a","a"]}',
        ).toString('base64url'),
      ],
      ['something huge', 'a'.repeat(10_000)],
    ])('refuses a cursor that is %s', async (_, cursor) => {
      await expect(reader.list({ ...options, cursor })).rejects.toThrow(
        'The cursor is not one of this list',
      );
    });

    it('refuses the cursor of another order', async () => {
      await seedIndex(knex, {
        clusters: [],
        resources: [
          { cluster: 'eu-1', name: 'one-more' },
          { cluster: 'us-1', name: 'one-more' },
        ],
      });
      const { nextCursor } = await reader.list({
        ...options,
        limit: 1,
        sort: 'kind',
      });
      await expect(
        reader.list({ ...options, cursor: nextCursor! }),
      ).rejects.toThrow('The cursor belongs to another sort order');
    });
  },
);
