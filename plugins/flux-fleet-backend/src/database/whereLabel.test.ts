import fc from 'fast-check';
import type { Knex } from 'knex';
import { testDatabases } from './__testUtils__/testDatabases';
import { whereLabel } from './whereLabel';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('whereLabel, %p', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
  });

  it('finds exactly the rows with the key and the value, whatever these are made of', async () => {
    const text = fc.oneof(
      fc.constantFrom('a', 'A', 'team', '"', '":"', '\\', 'a"b', ',', '{', ''),
      fc.string({
        unit: fc.constantFrom(
          '"',
          '\\',
          ':',
          ',',
          '{',
          '}',
          'a',
          'A',
          'ä',
          '%',
          '_',
        ),
        maxLength: 4,
      }),
    );
    const labels = fc.dictionary(text, text, { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(labels, { minLength: 1, maxLength: 8 }),
        text,
        fc.option(text, { nil: undefined }),
        async (rows, key, value) => {
          await knex('clusters').delete();
          await knex('clusters').insert(
            rows.map((row, i) => ({
              name: `c${i}`,
              uid: `u${i}`,
              title: 'x',
              environment: 'dev',
              labels: JSON.stringify(row),
              source: 'test',
              version: 1,
              registered_at: '2026-01-01T00:00:00.000Z',
            })),
          );
          const query = knex('clusters as c').orderBy('name').pluck('name');
          whereLabel(knex, query, 'c.labels', { key, value });
          const expected = rows.flatMap((row, i) =>
            Object.hasOwn(row, key) &&
            (value === undefined || row[key] === value)
              ? [`c${i}`]
              : [],
          );
          expect(await query).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});
