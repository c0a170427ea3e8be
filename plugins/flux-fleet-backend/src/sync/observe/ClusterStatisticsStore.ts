import type {
  ClusterSync,
  ClusterSyncSummary,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/isPostgres';
import type { Claim } from '../../clusters/Claim';
import type { ClusterStatisticsSnapshot } from './ClusterStatistics';

/** Rises when what is stored changes its shape: replicas of different versions then leave each other's alone. */
const FORMAT = 1;

/** SQLite takes this many names in one query at least. */
const NAMES_PER_QUERY = 500;

type StoredSummary = Omit<ClusterSyncSummary, 'reportedAt'> & {
  format: number;
};
type StoredStatistics = ClusterStatisticsSnapshot & { format: number };

interface SummaryRow {
  cluster: string;
  summary: string | StoredSummary;
  updated_at: string;
}

interface StatisticsRow {
  replica: string;
  statistics: string | StoredStatistics;
  updated_at: string;
}

function parsed<T>(value: string | T): T {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** Reads how the sync of clusters goes, whichever replica does it. */
export interface ClusterStatisticsReader {
  /** In few words, by the names of clusters; those that no replica has told of are missing. */
  summaries(clusters: string[]): Promise<Map<string, ClusterSyncSummary>>;
  /** In full; undefined when no replica has told of the cluster. */
  get(cluster: string): Promise<ClusterSync | undefined>;
}

/** How the sync of clusters goes, in the database. */
export class ClusterStatisticsStore implements ClusterStatisticsReader {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): ClusterStatisticsStore {
    return new ClusterStatisticsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async summaries(
    clusters: string[],
  ): Promise<Map<string, ClusterSyncSummary>> {
    const summaries = new Map<string, ClusterSyncSummary>();
    for (let at = 0; at < clusters.length; at += NAMES_PER_QUERY) {
      const rows: SummaryRow[] = await this.#knex('cluster_sync')
        .select('cluster', 'summary', 'updated_at')
        .whereIn('cluster', clusters.slice(at, at + NAMES_PER_QUERY));
      for (const row of rows) {
        const { format, ...summary } = parsed(row.summary);
        if (format !== FORMAT) continue;
        summaries.set(row.cluster, { ...summary, reportedAt: row.updated_at });
      }
    }
    return summaries;
  }

  async get(cluster: string): Promise<ClusterSync | undefined> {
    const row: StatisticsRow | undefined = await this.#knex('cluster_sync')
      .select('replica', 'statistics', 'updated_at')
      .where({ cluster })
      .first();
    if (!row) return undefined;
    const { format, ...statistics } = parsed(row.statistics);
    if (format !== FORMAT) return undefined;
    return { ...statistics, replica: row.replica, reportedAt: row.updated_at };
  }

  /**
   * Writes what is told of clusters, in one statement; what is told under a claim that is not held (any more) is left out.
   * Answers the names of the clusters that were written.
   *
   * @param told - `reportedAt`: RFC 3339 in UTC
   */
  async write(
    told: Array<{ claim: Claim; statistics: ClusterStatisticsSnapshot }>,
    reportedAt: string,
  ): Promise<string[]> {
    if (told.length === 0) return [];
    const rows = told.map(({ claim, statistics }) => {
      const { lagSeconds, errors } = statistics;
      const summary: StoredSummary = { format: FORMAT, lagSeconds, errors };
      const { cluster, replica, fence } = claim;
      return {
        cluster,
        replica,
        fence,
        summary,
        statistics: { format: FORMAT, ...statistics },
      };
    });
    const source = isPostgres(this.#knex)
      ? `jsonb_to_recordset(?::jsonb) as told(cluster text, replica text, fence bigint, summary jsonb, statistics jsonb)`
      : `(select value ->> 'cluster' as cluster, value ->> 'replica' as replica, value ->> 'fence' as fence,
          value -> 'summary' as summary, value -> 'statistics' as statistics from json_each(?)) as told`;
    const answer = await this.#knex.raw(
      `insert into cluster_sync (cluster, replica, summary, statistics, updated_at)
       select told.cluster, told.replica, told.summary, told.statistics, ? from ${source}
       where exists (
         select 1 from cluster_claims as held
         where held.cluster = told.cluster and held.replica = told.replica and held.fence = told.fence
       )
       order by told.cluster
       on conflict (cluster) do update set
         replica = excluded.replica, summary = excluded.summary,
         statistics = excluded.statistics, updated_at = excluded.updated_at
       returning cluster`,
      [reportedAt, JSON.stringify(rows)],
    );
    const written: Array<{ cluster: string }> = isPostgres(this.#knex)
      ? answer.rows
      : answer;
    return written.map(({ cluster }) => cluster);
  }
}
