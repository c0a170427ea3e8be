import type { Knex } from 'knex';
import { isPostgres } from '../../src/database/isPostgres';

/** The label whose value a change sets. */
export const CHANGE_LABEL = 'bench-change';

const POSTGRES = [
  'create table bench_log (id bigserial primary key, value text)',
  `create function bench_write() returns trigger language plpgsql as $$
    declare value text := case when tg_op = 'DELETE' then null else new.labels ->> '${CHANGE_LABEL}' end;
    begin
      insert into bench_log (value) values (value);
      perform pg_notify('bench', coalesce(value, ''));
      return null;
    end $$`,
  `create trigger bench_write after insert or update or delete on resources
    for each row execute function bench_write()`,
];

const SQLITE = [
  'create table bench_log (id integer primary key autoincrement, value text)',
  ...['insert', 'update', 'delete'].map(
    event => `create trigger bench_${event} after ${event} on resources begin
      insert into bench_log (value) values (${
        event === 'delete'
          ? 'null'
          : `json_extract(new.labels, '$."${CHANGE_LABEL}"')`
      });
    end`,
  ),
];

/** Lets the database itself note every row of the index that is written, deleted ones too. */
export async function createWriteLog(knex: Knex): Promise<void> {
  for (const statement of isPostgres(knex) ? POSTGRES : SQLITE) {
    await knex.raw(statement);
  }
}

/** How many rows of the index were written since {@link createWriteLog}. */
export async function countWrites(knex: Knex): Promise<number> {
  const [{ count }] = await knex('bench_log').count({ count: '*' });
  return Number(count);
}

/** What a watcher of the log does with the values that were committed. */
export type OnValues = (values: string[]) => void;

const POLL_MS = 5;

/** Hears of every write once it is committed. PostgreSQL tells; SQLite is asked every few milliseconds, from outside of the process that writes. */
export async function watchWrites(
  knex: Knex,
  onValues: OnValues,
): Promise<{ stop: () => Promise<void> }> {
  if (isPostgres(knex)) {
    const connection = await knex.client.acquireConnection();
    connection.on('notification', ({ payload }: { payload?: string }) =>
      onValues([payload ?? '']),
    );
    await connection.query('listen bench');
    return {
      stop: async () => {
        await connection.query('unlisten bench');
        connection.removeAllListeners('notification');
        await knex.client.releaseConnection(connection);
      },
    };
  }
  let last = 0;
  let isStopped = false;
  const poll = async () => {
    while (!isStopped) {
      const rows: Array<{ id: number; value: string | null }> = await knex(
        'bench_log',
      )
        .where('id', '>', last)
        .orderBy('id')
        .select('id', 'value');
      last = rows.at(-1)?.id ?? last;
      if (rows.length > 0) onValues(rows.map(({ value }) => value ?? ''));
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
  };
  const polling = poll();
  return {
    stop: async () => {
      isStopped = true;
      await polling;
    },
  };
}
