// @ts-check

/**
 * Which replica syncs which cluster. Leases are in milliseconds since 1970 by the database's clock: those of replicas may
 * differ. A claim is alive while its replica is; its fence grows each time that the cluster changes hands.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replicas', table => {
    table.string('id', 255).primary();
    table.bigInteger('joined_at').notNullable();
    table.bigInteger('expires_at').notNullable();
  });

  await knex.schema.createTable('cluster_claims', table => {
    table
      .string('cluster', 63)
      .primary()
      .references('name')
      .inTable('clusters')
      .onDelete('CASCADE');
    table
      .string('replica', 255)
      .index()
      .comment('Who holds it; not alive any more when it is not in replicas');
    table.bigInteger('fence').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_claims');
  await knex.schema.dropTable('replicas');
};
