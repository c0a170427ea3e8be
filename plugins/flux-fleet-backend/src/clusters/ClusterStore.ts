import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { Page } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterDefinition } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { Knex } from 'knex';
import type { Claim } from './Claim';
import type { ClusterScope } from '../permissions/criteria';
import { decodeCursor, encodeCursor } from '../database/cursor';
import { whereInScope } from '../database/whereInScope';
import {
  CLUSTER_ROW_COLUMNS,
  toClusterRecord,
  toRegistration,
  type ClusterRow,
  type RegistrationRow,
} from './clusterRow';
import type {
  ClusterFilter,
  ClusterHealthUpdate,
  ClusterReader,
  ClusterRecord,
  ClusterRegistration,
} from './types';
import { whereClusterCondition } from './whereClusterCondition';
import { whereClusterFilter } from './whereClusterFilter';

const MAXIMUM_LIMIT = 1000;

/** Clusters and their health in the database. */
export class ClusterStore implements ClusterReader {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): ClusterStore {
    return new ClusterStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(options: {
    filter: ClusterFilter;
    scope: ClusterScope;
    limit: number;
    cursor?: string;
  }): Promise<Page<ClusterRecord>> {
    const { filter, scope, limit, cursor } = options;
    if (!Number.isInteger(limit) || limit < 1 || limit > MAXIMUM_LIMIT) {
      throw new InputError(`limit must be 1 to ${MAXIMUM_LIMIT}`);
    }
    const matching = () => {
      const query = this.#clusters();
      whereInScope(query, scope, (inner, condition) =>
        whereClusterCondition(this.#knex, inner, condition),
      );
      whereClusterFilter(this.#knex, query, filter);
      return query;
    };
    const [{ total }] = await matching().count({ total: '*' });
    const query = matching()
      .select(CLUSTER_ROW_COLUMNS)
      .orderBy('c.name')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const { key } = decodeCursor(cursor, {
        sort: 'clusters',
        template: ['string'],
      });
      query.where('c.name', '>', key[0]);
    }
    const rows: ClusterRow[] = await query;
    const items = rows.slice(0, limit).map(toClusterRecord);
    return {
      items,
      totalItems: Number(total),
      nextCursor:
        rows.length > limit
          ? encodeCursor({ sort: 'clusters', key: [items[limit - 1].name] })
          : null,
    };
  }

  async get(name: string): Promise<ClusterRecord | undefined> {
    const row: ClusterRow | undefined = await this.#clusters()
      .select(CLUSTER_ROW_COLUMNS)
      .where('c.name', name)
      .first();
    return row && toClusterRecord(row);
  }

  /** Every registration, by name. */
  async registrations(): Promise<Map<string, ClusterRegistration>> {
    const rows: RegistrationRow[] = await this.#knex('clusters').select('*');
    return new Map(rows.map(row => [row.name, toRegistration(row)]));
  }

  /** Registers a cluster; it gets an opaque id that it keeps. If another replica was faster, its registration stays. */
  async insert(
    definition: ClusterDefinition,
    source: string,
  ): Promise<ClusterRegistration> {
    const now = new Date().toISOString();
    const row = {
      ...this.#columns(definition, source),
      name: definition.name,
      uid: randomUUID(),
      version: 1,
      registered_at: now,
    };
    return this.#knex.transaction(async trx => {
      await trx('clusters').insert(row).onConflict('name').ignore();
      await trx('cluster_health')
        .insert({
          cluster: definition.name,
          state: definition.connection ? 'connecting' : 'polling',
          message: '',
          since: now,
          unreadable_kinds: '[]',
        })
        .onConflict('cluster')
        .ignore();
      const kept: RegistrationRow = await trx('clusters')
        .where({ name: definition.name })
        .first();
      return toRegistration(kept);
    });
  }

  /** Writes a changed registration, with the next version. */
  async update(
    definition: ClusterDefinition,
    source: string,
    version: number,
  ): Promise<void> {
    await this.#knex('clusters')
      .where({ name: definition.name })
      .update({ ...this.#columns(definition, source), version });
  }

  /** Unregisters clusters; their health and resources go with them. */
  async delete(names: string[]): Promise<void> {
    for (const name of names) {
      await this.#knex('clusters').where({ name }).delete();
    }
  }

  /**
   * Writes what the sync knows, unless it needs a claim and that is lost. `since` moves when the state changes;
   * `stale_since` keeps its first time.
   */
  async updateHealth(
    cluster: string,
    update: ClusterHealthUpdate,
    claim?: Claim,
  ): Promise<void> {
    const now = new Date().toISOString();
    const optional = {
      kubernetes_version: update.kubernetesVersion,
      flux_version: update.fluxVersion,
      operator_version: update.operatorVersion,
      last_synced_at: update.lastSyncedAt,
    };
    const known = Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    );
    await this.#knex('cluster_health')
      .where({ cluster })
      .modify(query => {
        if (claim) {
          const held = this.#knex('cluster_claims').where({ ...claim });
          query.whereExists(held.select(this.#knex.raw('1')));
        }
      })
      .update({
        ...known,
        since: this.#knex.raw('case when state = ? then since else ? end', [
          update.state,
          now,
        ]),
        state: update.state,
        message: update.message,
        next_try_at: update.nextTryAt,
        stale_since: update.stale
          ? this.#knex.raw('coalesce(stale_since, ?)', [now])
          : null,
        unreadable_kinds: JSON.stringify(update.unreadableKinds),
      });
  }

  #clusters(): Knex.QueryBuilder {
    return this.#knex('clusters as c').join(
      'cluster_health as h',
      'h.cluster',
      'c.name',
    );
  }

  #columns(definition: ClusterDefinition, source: string) {
    const { name, title, dns, environment, labels } = definition;
    return {
      title: title ?? name,
      dns: dns ?? null,
      environment,
      labels: JSON.stringify(labels ?? {}),
      source,
    };
  }
}
