// @ts-check

/**
 * Times are RFC 3339 in UTC with milliseconds, as text: it sorts, compares and reads the same on SQLite and
 * PostgreSQL, and keyset cursors carry it unchanged. An unknown time is empty where rows are sorted by it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const json = (table, name) =>
    isPostgres ? table.jsonb(name) : table.text(name);

  await knex.schema.createTable('clusters', table => {
    table.string('name', 63).primary();
    table
      .string('uid', 36)
      .notNullable()
      .unique()
      .comment('Opaque id, the only one that signals carry');
    table.text('title').notNullable();
    table.text('dns');
    table.string('environment', 63).notNullable().index();
    json(table, 'labels').notNullable();
    table
      .string('source')
      .notNullable()
      .comment('Where the registration comes from: config, or another source');
    table.integer('version').notNullable();
    table.string('registered_at', 24).notNullable();
  });

  await knex.schema.createTable('cluster_health', table => {
    table
      .string('cluster', 63)
      .primary()
      .references('name')
      .inTable('clusters')
      .onDelete('CASCADE');
    table.string('state', 16).notNullable();
    table.text('message').notNullable();
    table.string('since', 24).notNullable();
    table.string('next_try_at', 24);
    table
      .string('stale_since', 24)
      .comment('Set while the rows of the cluster are not kept current');
    table.string('kubernetes_version');
    table.string('flux_version');
    table.string('operator_version');
    json(table, 'unreadable_kinds').notNullable();
    table.string('last_synced_at', 24);
  });

  await knex.schema.createTable('resources', table => {
    table
      .string('cluster', 63)
      .notNullable()
      .references('name')
      .inTable('clusters')
      .onDelete('CASCADE');
    table.string('api_group').notNullable();
    table.string('kind', 63).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('name', 253).notNullable();
    table.string('version', 63).notNullable();
    table.string('uid', 36).notNullable();
    table
      .string('digest', 64)
      .notNullable()
      .comment('Of everything below: an unchanged row is not written again');
    table.string('status', 16).notNullable();
    table
      .smallint('urgency')
      .notNullable()
      .comment('Position of the status in the order of urgency, to sort by');
    table.text('reason').notNullable();
    table.text('message').notNullable();
    table.string('since', 24).notNullable();
    table.string('reconciling_since', 24).index();
    table.boolean('suspended').notNullable();
    table.string('readiness', 8);
    table.boolean('retrying').notNullable();
    table.boolean('reconcilable').notNullable();
    table.text('revision').notNullable();
    table.text('short_revision').notNullable();
    table.string('source_kind', 63);
    table.string('source_namespace', 253);
    table.string('source_name', 253);
    json(table, 'labels').notNullable();
    table.string('last_reconciled_at', 24).notNullable();
    table
      .text('search')
      .notNullable()
      .comment('What free text is looked for in, lower case');
    table.primary(['cluster', 'api_group', 'kind', 'namespace', 'name']);
    table.index(['urgency', 'name']);
    table.index(['name']);
    table.index(['kind', 'status']);
    table.index(['status']);
  });

  await knex.schema.createTable('operations', table => {
    table.string('id', 36).primary();
    table.string('action', 16).notNullable();
    table.string('state', 16).notNullable();
    table.text('requested_by').notNullable();
    table.string('started_at', 24).notNullable().index();
    table.string('finished_at', 24);
  });

  await knex.schema.createTable('operation_results', table => {
    table
      .string('operation', 36)
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.string('cluster', 63).notNullable();
    table.string('api_group').notNullable();
    table.string('kind', 63).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('name', 253).notNullable();
    table
      .string('token', 64)
      .comment('What was written to the requestedAt annotation');
    table.string('outcome', 16).notNullable();
    table.text('message').notNullable();
    table.primary(['operation', 'position']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'operation_results',
    'operations',
    'resources',
    'cluster_health',
    'clusters',
  ]) {
    await knex.schema.dropTable(table);
  }
};
