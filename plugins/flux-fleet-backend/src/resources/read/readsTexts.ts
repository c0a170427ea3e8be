import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ResourceScope } from '../../permissions/criteria';

function asksForLabels(scope: ResourceScope): boolean {
  if (scope === 'all' || scope === 'none') return false;
  if (isAndCriteria(scope)) return scope.allOf.some(asksForLabels);
  if (isOrCriteria(scope)) return scope.anyOf.some(asksForLabels);
  if (isNotCriteria(scope)) return asksForLabels(scope.not);
  return scope.field === 'label';
}

/** Whether a query has to look through texts or labels of the resources, which costs more than all the rest of it. */
export function readsTexts(
  filter: ResourceFilter,
  scope: ResourceScope,
): boolean {
  return (
    Boolean(filter.q?.trim()) ||
    (filter.label ?? []).length > 0 ||
    asksForLabels(scope)
  );
}
