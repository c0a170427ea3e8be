import {
  STATUSES,
  stringifyResourceRef,
  type ResourceName,
  type ShownStatus,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type {
  IndexRow,
  KindOnCluster,
  ResourceWriter,
  WriteResult,
} from '../types';
import { chunksOf } from './chunksOf';
import { databaseRow } from './databaseRow';
import { NAMES_PER_QUERY, namedRows } from './namedRows';

const KEY = ['cluster', 'api_group', 'kind', 'namespace', 'name'];

/** Knex writes SQLite's inserts as a compound select, which has at most 500 terms. */
const ROWS_PER_INSERT = 200;

/** What is shown while a reconcile runs longer than the last settled status is kept. */
const PROGRESSING = 'Progressing';

interface KeyRow {
  cluster: string;
  api_group: string;
  kind: string;
  namespace: string;
  name: string;
}

function refOf(row: KeyRow): string {
  return stringifyResourceRef({ ...row, group: row.api_group });
}

/** Writes the index, on PostgreSQL and SQLite. Unchanged rows are known by their digest and not written again. */
export class KnexResourceWriter implements ResourceWriter {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): KnexResourceWriter {
    return new KnexResourceWriter(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async write(batch: {
    upserts: IndexRow[];
    deletes: ResourceName[];
  }): Promise<WriteResult> {
    const rows = new Map(
      batch.upserts.map(row => [stringifyResourceRef(row), row]),
    );
    const changed = new Set<string>();
    const result = { written: 0, unchanged: 0, deleted: 0 };
    await this.#knex.transaction(async trx => {
      for (const names of chunksOf(batch.deletes, NAMES_PER_QUERY)) {
        // Knex answers no rows of a delete on SQLite.
        const deleted: Array<Pick<KeyRow, 'cluster'>> = await namedRows(
          trx,
          names,
        ).select('cluster');
        await namedRows(trx, names).delete();
        result.deleted += deleted.length;
        for (const { cluster } of deleted) changed.add(cluster);
      }
      for (const chunk of chunksOf([...rows.values()], NAMES_PER_QUERY)) {
        const known = await this.#registered(trx, chunk);
        const outcome = await this.#upsert(trx, known);
        result.written += outcome.written.length;
        result.unchanged += known.length - outcome.written.length;
        for (const cluster of outcome.written) changed.add(cluster);
      }
    });
    return { ...result, changedClusters: [...changed] };
  }

  async prune(
    options: KindOnCluster & {
      keep: Array<{ namespace: string; name: string }>;
    },
  ): Promise<number> {
    const { cluster, group, kind } = options;
    const keep = new Set(
      options.keep.map(({ namespace, name }) => `${namespace}/${name}`),
    );
    const rows: Array<{ namespace: string; name: string }> = await this.#knex(
      'resources',
    )
      .where({ cluster, api_group: group, kind })
      .select('namespace', 'name');
    const gone = rows
      .filter(({ namespace, name }) => !keep.has(`${namespace}/${name}`))
      .map(({ namespace, name }) => ({
        cluster,
        group,
        kind,
        namespace,
        name,
      }));
    for (const names of chunksOf(gone, NAMES_PER_QUERY)) {
      await namedRows(this.#knex, names).delete();
    }
    return gone.length;
  }

  async kindsOf(cluster: string): Promise<KindOnCluster[]> {
    const rows: Array<{ api_group: string; kind: string }> = await this.#knex(
      'resources',
    )
      .where({ cluster })
      .distinct('api_group', 'kind');
    return rows.map(({ api_group: group, kind }) => ({ cluster, group, kind }));
  }

  async shownStatuses(
    names: ResourceName[],
  ): Promise<Map<string, ShownStatus>> {
    const shown = new Map<string, ShownStatus>();
    for (const chunk of chunksOf(names, NAMES_PER_QUERY)) {
      const rows = await namedRows(this.#knex, chunk).select('*');
      for (const row of rows) {
        shown.set(refOf(row), {
          status: row.status,
          reason: row.reason,
          message: row.message,
          since: row.since || null,
          reconcilingSince: row.reconciling_since,
        });
      }
    }
    return shown;
  }

  async showProgress(reconcilingSinceBefore: string): Promise<string[]> {
    const rows: Array<{ cluster: string }> = await this.#knex('resources')
      .where('reconciling_since', '<', reconcilingSinceBefore)
      .whereNot('status', PROGRESSING)
      .update({
        status: PROGRESSING,
        urgency: STATUSES.indexOf(PROGRESSING),
        reason: PROGRESSING,
        message: '',
        since: this.#knex.ref('reconciling_since') as never,
        // Differs from that of any row: what the cluster says next is written.
        digest: '',
      })
      .returning('cluster');
    return [...new Set(rows.map(({ cluster }) => cluster))];
  }

  /** A cluster can be unregistered while its last rows wait: they would break the whole batch. */
  async #registered(trx: Knex, rows: IndexRow[]): Promise<IndexRow[]> {
    const names = [...new Set(rows.map(({ cluster }) => cluster))];
    const known: string[] = await trx('clusters')
      .whereIn('name', names)
      .pluck('name');
    return known.length === names.length
      ? rows
      : rows.filter(({ cluster }) => known.includes(cluster));
  }

  /** Answers the cluster of each row that was written. */
  async #upsert(trx: Knex, rows: IndexRow[]): Promise<{ written: string[] }> {
    if (rows.length === 0) return { written: [] };
    const before: Array<KeyRow & { digest: string }> = await namedRows(
      trx,
      rows,
    ).select([...KEY, 'digest']);
    const digests = new Map(before.map(row => [refOf(row), row.digest]));
    const changed = rows.flatMap(row => {
      const made = databaseRow(row);
      return digests.get(stringifyResourceRef(row)) === made.digest
        ? []
        : [made];
    });
    for (const chunk of chunksOf(changed, ROWS_PER_INSERT)) {
      await trx('resources').insert(chunk).onConflict(KEY).merge();
    }
    return { written: changed.map(({ cluster }) => cluster as string) };
  }
}
