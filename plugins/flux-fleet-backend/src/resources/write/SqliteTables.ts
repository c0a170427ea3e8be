import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { KEY, VALUES, type KeyRow } from './columns';
import {
  PREVIOUS,
  type IndexTables,
  type Outcome,
  type PreviousDatabaseRow,
} from './IndexTables';

/** What we use of a connection of `better-sqlite3`. */
interface Connection {
  prepare(sql: string): Statement;
  transaction<T>(run: () => T): { immediate(): T };
}

interface Statement {
  get(...values: unknown[]): unknown;
  run(...values: unknown[]): { changes: number };
}

const VALUE_COLUMNS = Object.keys(VALUES) as Array<keyof typeof VALUES>;
const COLUMNS = [...KEY, ...VALUE_COLUMNS];
const BY_KEY = KEY.map(column => `${column} = ?`).join(' and ');

const SQL = {
  held: 'select 1 from cluster_claims where cluster = ? and replica = ? and fence = ?',
  previous: `select ${PREVIOUS.join(', ')} from resources where ${BY_KEY}`,
  remove: `delete from resources where ${BY_KEY}`,
  upsert: `insert into resources (${COLUMNS.join(', ')})
    values (${COLUMNS.map(() => '?').join(', ')})
    on conflict (${KEY.join(', ')}) do update set ${VALUE_COLUMNS.map(
    column => `${column} = excluded.${column}`,
  ).join(', ')}`,
  removeOthers: `delete from resources
    where cluster = ? and api_group = ? and kind = ? and (namespace, name) not in (
      select value->>0, value->>1 from json_each(?)
    )`,
};

type Statements = Record<keyof typeof SQL, Statement>;

/**
 * The index on SQLite. It answers within this process: a transaction is one piece of work that nothing comes in between, and
 * its statements are prepared once for a connection. Through knex each row would cost several times as much.
 */
export class SqliteTables implements IndexTables {
  readonly #knex: Knex;
  readonly #statements = new WeakMap<Connection, Statements>();

  static create(knex: Knex): SqliteTables {
    return new SqliteTables(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  previous(
    names: readonly KeyRow[],
  ): Promise<Array<PreviousDatabaseRow | undefined>> {
    return this.#transaction(({ previous }) =>
      names.map(name => previous.get(...keyOf(name)) as PreviousDatabaseRow),
    );
  }

  write({
    claims,
    upserts,
    deletes,
  }: Parameters<IndexTables['write']>[0]): Promise<Outcome> {
    return this.#transaction(statements => {
      const held = heldOf(statements, claims);
      const deleted: string[] = [];
      const written: string[] = [];
      for (const row of deletes) {
        if (!held.has(row.cluster)) continue;
        const { changes } = statements.remove.run(...keyOf(row));
        if (changes > 0) deleted.push(row.cluster);
      }
      for (const row of upserts) {
        if (!held.has(row.cluster)) continue;
        statements.upsert.run(...COLUMNS.map(column => valueOf(row[column])));
        written.push(row.cluster);
      }
      return { held, deleted, written };
    });
  }

  deleteOthers({
    claim,
    group,
    kind,
    keep,
  }: Parameters<IndexTables['deleteOthers']>[0]): Promise<number> {
    return this.#transaction(statements => {
      if (heldOf(statements, [claim]).size === 0) return 0;
      const names = keep.map(({ namespace, name }) => [namespace, name]);
      return statements.removeOthers.run(
        claim.cluster,
        group,
        kind,
        JSON.stringify(names),
      ).changes;
    });
  }

  async #transaction<T>(run: (statements: Statements) => T): Promise<T> {
    const connection: Connection = await this.#knex.client.acquireConnection();
    try {
      let statements = this.#statements.get(connection);
      if (!statements) {
        statements = Object.fromEntries(
          Object.entries(SQL).map(([name, sql]) => [
            name,
            connection.prepare(sql),
          ]),
        ) as Statements;
        this.#statements.set(connection, statements);
      }
      const prepared = statements;
      return connection.transaction(() => run(prepared)).immediate();
    } finally {
      await this.#knex.client.releaseConnection(connection);
    }
  }
}

function heldOf({ held }: Statements, claims: readonly Claim[]): Set<string> {
  return new Set(
    claims.flatMap(({ cluster, replica, fence }) =>
      held.get(cluster, replica, fence) ? [cluster] : [],
    ),
  );
}

function keyOf(row: KeyRow): string[] {
  return KEY.map(column => row[column]);
}

/** SQLite has no booleans. */
function valueOf(value: string | number | boolean | null) {
  return typeof value === 'boolean' ? Number(value) : value;
}
