import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Scope } from '../permissions/criteria';

/** Puts one condition into a query. */
export type ApplyCondition<TCondition> = (
  query: Knex.QueryBuilder,
  condition: TCondition,
) => void;

function whereCriteria<TCondition>(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<TCondition>,
  apply: ApplyCondition<TCondition>,
): void {
  if (isAndCriteria(criteria)) {
    for (const child of criteria.allOf) {
      query.andWhere(inner => whereCriteria(inner, child, apply));
    }
  } else if (isOrCriteria(criteria)) {
    query.andWhere(either => {
      for (const child of criteria.anyOf) {
        either.orWhere(inner => whereCriteria(inner, child, apply));
      }
    });
  } else if (isNotCriteria(criteria)) {
    query.whereNot(inner => whereCriteria(inner, criteria.not, apply));
  } else {
    apply(query, criteria);
  }
}

/** Leaves the rows that a scope leaves. Conditions must not be about columns that may be null: `not` would lose them. */
export function whereInScope<TCondition>(
  query: Knex.QueryBuilder,
  scope: Scope<TCondition>,
  apply: ApplyCondition<TCondition>,
): void {
  if (scope === 'none') query.whereRaw('1 = 0');
  else if (scope !== 'all') whereCriteria(query, scope, apply);
}
