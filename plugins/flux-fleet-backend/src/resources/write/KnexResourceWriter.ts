import {
  STATUSES,
  stringifyResourceRef,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import type {
  IndexRow,
  KindOnCluster,
  PreviousRow,
  ResourceWriter,
  RowBatch,
  WriteCounts,
  WriteResult,
} from '../types';
import type { KeyRow } from './columns';
import { databaseRow } from './databaseRow';
import { deleteOthers, selectNamed, writeRows } from './statements';

/** What is shown while a reconcile runs longer than the last settled status is kept. */
const PROGRESSING = 'Progressing';

const PREVIOUS = [
  'cluster',
  'api_group',
  'kind',
  'namespace',
  'name',
  'uid',
  'digest',
  'status',
  'reason',
  'message',
  'since',
  'reconciling_since',
];

interface PreviousDatabaseRow extends KeyRow {
  uid: string;
  digest: string;
  status: PreviousRow['status'];
  reason: string;
  message: string;
  since: string;
  reconciling_since: string | null;
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

  async write(batch: RowBatch): Promise<WriteResult> {
    const { claims, deletes, settle = row => row } = batch;
    const rows = new Map(
      batch.upserts.map(row => [stringifyResourceRef(row), row]),
    );
    const previous = await this.#previous([...rows.values()]);
    const counts = new Map<string, WriteCounts>(
      claims.map(({ cluster }) => [
        cluster,
        { written: 0, unchanged: 0, deleted: 0 },
      ]),
    );
    const upserts = [...rows].flatMap(([ref, row]) => {
      const before = previous.get(ref);
      const made = databaseRow(settle(row, before && shownOf(before)));
      if (made.digest !== before?.digest) return [made];
      const count = counts.get(row.cluster);
      if (count) count.unchanged += 1;
      return [];
    });
    if (upserts.length === 0 && deletes.length === 0) {
      return { counts, refused: [] };
    }
    const outcome = await writeRows(this.#knex, {
      claims,
      upserts,
      deletes: deletes.map(({ group, ...name }) => ({
        ...name,
        api_group: group,
      })),
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
    return deleteOthers(this.#knex, { claim, ...options });
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

  async #previous(
    names: IndexRow[],
  ): Promise<Map<string, PreviousDatabaseRow>> {
    if (names.length === 0) return new Map();
    const rows = await selectNamed<PreviousDatabaseRow>(
      this.#knex,
      names.map(({ group, ...name }) => ({ ...name, api_group: group })),
      PREVIOUS,
    );
    return new Map(rows.map(row => [refOf(row), row]));
  }
}

function shownOf(row: PreviousDatabaseRow): PreviousRow {
  const { uid, status, reason, message, since } = row;
  return {
    uid,
    status,
    reason,
    message,
    since: since || null,
    reconcilingSince: row.reconciling_since,
  };
}
