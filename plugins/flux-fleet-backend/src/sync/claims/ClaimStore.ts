import type { Knex } from 'knex';
import { databaseClock } from '../../database/databaseClock';
import { isPostgres } from '../../database/isPostgres';
import type { Claim } from '../../clusters/Claim';

/** Who syncs what, as the database has it. */
export interface ClaimBoard {
  /** Replicas that are alive, the one that joined first before the others. */
  replicas: string[];
  /** Every cluster that some replica can connect to, with the replica alive that holds it. */
  clusters: Map<string, { holder: string | undefined; fence: number }>;
}

interface BoardRow {
  cluster: string;
  holder: string | null;
  fence: number | string;
}

/** How long after its lease ended a replica is forgotten: it may only have been paused. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** Replicas and their claims in the database, whose clock alone counts. */
export class ClaimStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): ClaimStore {
    return new ClaimStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Joins, or goes on to be alive for so many milliseconds from now. */
  async renew(replica: string, leaseMs: number): Promise<void> {
    const now = databaseClock(this.#knex);
    const expiresAt = this.#knex.raw('? + ?', [now, leaseMs]);
    await this.#knex('replicas')
      .insert({ id: replica, joined_at: now, expires_at: expiresAt })
      .onConflict('id')
      .merge({ expires_at: expiresAt as never });
    await this.#knex('replicas')
      .where(
        'expires_at',
        '<',
        this.#knex.raw('? - ?', [now, FORGOTTEN_AFTER_MS]),
      )
      .delete();
  }

  /** Gives up every claim of a replica, which is not alive from then on. */
  async leave(replica: string): Promise<void> {
    await this.#knex('cluster_claims')
      .where({ replica })
      .update({ replica: null });
    await this.#knex('replicas').where({ id: replica }).delete();
  }

  /** Forgets all other replicas. Only where no other can be: SQLite's file belongs to one process. */
  async expel(except: string): Promise<void> {
    await this.#knex('replicas').whereNot({ id: except }).delete();
  }

  async board(): Promise<ClaimBoard> {
    const now = databaseClock(this.#knex);
    const replicas: string[] = await this.#knex('replicas')
      .where('expires_at', '>', now)
      .orderBy(['joined_at', 'id'])
      .pluck('id');
    const rows: BoardRow[] = await this.#knex('cluster_claims as c')
      .leftJoin('replicas as r', join =>
        join.on('r.id', 'c.replica').andOn('r.expires_at', '>', now),
      )
      .orderBy('c.cluster')
      .select('c.cluster', 'c.fence', 'r.id as holder');
    return {
      replicas,
      clusters: new Map(
        rows.map(({ cluster, holder, fence }) => [
          cluster,
          { holder: holder ?? undefined, fence: Number(fence) },
        ]),
      ),
    };
  }

  /** Lets replicas claim clusters; those that are not registered (any more) are left out. */
  async offer(clusters: string[]): Promise<void> {
    if (clusters.length === 0) return;
    await this.#knex.raw(
      `insert into cluster_claims (cluster, fence)
       select name, 0 from clusters where name in (${clusters
         .map(() => '?')
         .join(', ')})
       on conflict do nothing`,
      clusters,
    );
  }

  /** Lets no replica claim the cluster, unless another one offers it again or holds it. */
  async withdraw(cluster: string, replica: string): Promise<void> {
    await this.#knex('cluster_claims')
      .where({ cluster })
      .andWhere(any => any.whereNull('replica').orWhere({ replica }))
      .delete();
  }

  /**
   * Takes at most so many of the clusters that nobody alive holds. What another replica takes at the same moment is
   * skipped, as Backstage's catalog takes its work.
   */
  async take(options: {
    replica: string;
    clusters: string[];
    limit: number;
  }): Promise<Claim[]> {
    const { replica, clusters, limit } = options;
    if (clusters.length === 0 || limit < 1) return [];
    const now = databaseClock(this.#knex);
    const free = this.#knex('cluster_claims as c')
      .select('c.cluster')
      .whereIn('c.cluster', clusters)
      .whereNotExists(
        this.#knex('replicas as r')
          .select(this.#knex.raw('1'))
          .where('r.id', this.#knex.ref('c.replica'))
          .andWhere('r.expires_at', '>', now),
      )
      .limit(limit);
    if (isPostgres(this.#knex)) free.forUpdate('c').skipLocked();
    const rows: Array<{ cluster: string; fence: number | string }> =
      await this.#knex('cluster_claims')
        // Never planned as part of the update: the limit holds.
        .with('free', free)
        .whereIn('cluster', this.#knex.select('cluster').from('free'))
        .update({ replica, fence: this.#knex.raw('fence + 1') })
        .returning(['cluster', 'fence']);
    return rows.map(({ cluster, fence }) => ({
      cluster,
      replica,
      fence: Number(fence),
    }));
  }

  /** Gives a claim up, if it is held still. */
  async release({ cluster, replica, fence }: Claim): Promise<void> {
    await this.#knex('cluster_claims')
      .where({ cluster, replica, fence })
      .update({ replica: null });
  }
}
