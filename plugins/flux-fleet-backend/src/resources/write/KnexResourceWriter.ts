import {
  STATUSES,
  stringifyResourceRef,
  type ResourceName,
  type Status,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { isPostgres } from '../../database/isPostgres';
import type {
  KindOnCluster,
  PreviousRow,
  ResourceWriter,
  RowBatch,
  WriteCounts,
  WriteResult,
} from '../types';
import type { KeyRow } from './columns';
import { databaseRow } from './databaseRow';
import type { IndexTables, PreviousDatabaseRow } from './IndexTables';
import { PostgresTables } from './PostgresTables';
import { SqliteTables } from './SqliteTables';

/** What is shown while a reconcile runs longer than the last settled status is kept. */
const PROGRESSING = 'Progressing';

/** Writes the index, on PostgreSQL and SQLite. Unchanged rows are known by their digest and not written again. */
export class KnexResourceWriter implements ResourceWriter {
  readonly #knex: Knex;
  readonly #tables: IndexTables;

  static create(options: { knex: Knex }): KnexResourceWriter {
    return new KnexResourceWriter(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#tables = isPostgres(knex)
      ? PostgresTables.create(knex)
      : SqliteTables.create(knex);
  }

  async write(batch: RowBatch): Promise<WriteResult> {
    const { claims, deletes, settle = row => row } = batch;
    const rows = [
      ...new Map(
        batch.upserts.map(row => [stringifyResourceRef(row), row]),
      ).values(),
    ];
    const previous = await this.#tables.previous(rows.map(keyOf));
    const counts = new Map<string, WriteCounts>(
      claims.map(({ cluster }) => [
        cluster,
        { written: 0, unchanged: 0, deleted: 0 },
      ]),
    );
    const upserts = rows.flatMap((row, i) => {
      const before = previous[i];
      const made = databaseRow(settle(row, before && shownOf(before)));
      if (made.digest !== before?.digest) return [made];
      const count = counts.get(row.cluster);
      if (count) count.unchanged += 1;
      return [];
    });
    if (upserts.length === 0 && deletes.length === 0) {
      return { counts, refused: [] };
    }
    const outcome = await this.#tables.write({
      claims,
      upserts,
      deletes: deletes.map(keyOf),
    });
    for (const cluster of outcome.written) counts.get(cluster)!.written += 1;
    for (const cluster of outcome.deleted) counts.get(cluster)!.deleted += 1;
    const refused = claims.filter(({ cluster }) => !outcome.held.has(cluster));
    for (const { cluster } of refused) counts.delete(cluster);
    return { counts, refused };
  }

  prune(
    claim: Claim,
    options: {
      group: string;
      kind: string;
      keep: Array<{ namespace: string; name: string }>;
    },
  ): Promise<number> {
    return this.#tables.deleteOthers({ claim, ...options });
  }

  async kindsOf(cluster: string): Promise<KindOnCluster[]> {
    const rows: Array<{ api_group: string; kind: string }> = await this.#knex(
      'resources',
    )
      .where({ cluster })
      .distinct('api_group', 'kind');
    return rows.map(({ api_group: group, kind }) => ({ cluster, group, kind }));
  }

  async showProgress(
    replica: string,
    reconcilingSinceBefore: string,
  ): Promise<string[]> {
    const rows: Array<{ cluster: string }> = await this.#knex('resources')
      .where('reconciling_since', '<', reconcilingSinceBefore)
      .whereNot('status', PROGRESSING)
      .whereIn(
        'cluster',
        this.#knex('cluster_claims').where({ replica }).select('cluster'),
      )
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
}

function keyOf(of: ResourceName): KeyRow {
  const { cluster, group, kind, namespace, name } = of;
  return { cluster, api_group: group, kind, namespace, name };
}

function shownOf(row: PreviousDatabaseRow): PreviousRow {
  const { uid, reason, message, since } = row;
  return {
    uid,
    status: row.status as Status,
    reason,
    message,
    since: since || null,
    reconcilingSince: row.reconciling_since,
  };
}
