// @ts-check

/**
 * Indexes that are read instead of the table: each starts with the cluster, as the rows that are written together do, so
 * that a write touches few of their pages. Indexes in other orders cost the sync more than they save the readers, who
 * count all that matches anyway.
 */

/** What lists are filtered, sorted and counted by. */
const READING = [
  'cluster',
  'kind',
  'urgency',
  'namespace',
  'name',
  'api_group',
  'since',
  'short_revision',
];

/** The orders that pages ask for most. PostgreSQL walks them; SQLite is as fast without, and slower to write with. */
const ORDERS = [['urgency', 'name'], ['since']];

/** PostgreSQL bounds the size of an entry of an index; short revisions that are not short were never of use. */
const SHORT = 128;

/** @type {Array<string[]>} */
const REPLACED = [
  ['urgency', 'name'],
  ['name'],
  ['kind', 'status'],
  ['status'],
];

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex('resources')
    .whereRaw('length(short_revision) > ?', [SHORT])
    .update({
      short_revision: knex.raw('substr(short_revision, 1, ?)', [SHORT]),
    });
  await knex.schema.alterTable('resources', table => {
    for (const columns of REPLACED) table.dropIndex(columns);
    table.dropIndex(['reconciling_since']);
    table.index(READING, 'resources_reading_index');
  });
  await knex.raw(
    'create index resources_reconciling_index on resources (reconciling_since) where reconciling_since is not null',
  );
  if (isPostgres(knex)) {
    await knex.schema.alterTable('resources', table => {
      for (const columns of ORDERS) table.index(columns);
    });
    await knex.raw(
      'create index resources_labels_index on resources using gin (labels jsonb_path_ops)',
    );
  } else {
    // SQLite has nothing to look for labels and words with: it reads them all, but not the rest of the rows.
    await knex.schema.alterTable('resources', table => {
      table.index([...READING, 'labels', 'search'], 'resources_texts_index');
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('resources', table => {
    if (isPostgres(knex)) {
      for (const columns of ORDERS) table.dropIndex(columns);
    }
    table.dropIndex([], 'resources_reading_index');
    table.dropIndex([], 'resources_reconciling_index');
    table.dropIndex(
      [],
      isPostgres(knex) ? 'resources_labels_index' : 'resources_texts_index',
    );
    table.index(['reconciling_since']);
    for (const columns of REPLACED) table.index(columns);
  });
};
