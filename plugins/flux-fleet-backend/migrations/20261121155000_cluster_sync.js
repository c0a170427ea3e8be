// @ts-check

/**
 * What the replica that syncs a cluster tells of it, for every replica to answer. The summary stands beside the whole, so
 * that lists of many clusters need not read all of it.
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

  await knex.schema.createTable('cluster_sync', table => {
    table
      .string('cluster', 63)
      .primary()
      .references('name')
      .inTable('clusters')
      .onDelete('CASCADE');
    table.text('replica').notNullable();
    json(table, 'summary').notNullable();
    json(table, 'statistics').notNullable();
    table.string('updated_at', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_sync');
};
