import { createConditionExports } from '@backstage/plugin-permission-node';
import { fluxClusterPermissionResourceRef } from './fluxClusterPermissionResourceRef';
import { fluxResourcePermissionResourceRef } from './fluxResourcePermissionResourceRef';
import { clusterRules } from './rules/cluster';
import { resourceRules } from './rules/resource';

const clusterExports = createConditionExports({
  resourceRef: fluxClusterPermissionResourceRef,
  rules: clusterRules,
});

const resourceExports = createConditionExports({
  resourceRef: fluxResourcePermissionResourceRef,
  rules: resourceRules,
});

/**
 * Conditions on clusters, for permission policies.
 *
 * @public
 */
export const fluxClusterConditions = clusterExports.conditions;

/**
 * Makes a policy's conditional decision about a permission on clusters.
 *
 * @public
 */
export const createFluxClusterConditionalDecision =
  clusterExports.createConditionalDecision;

/**
 * Conditions on Flux resources, for permission policies.
 *
 * @public
 */
export const fluxResourceConditions = resourceExports.conditions;

/**
 * Makes a policy's conditional decision about a permission on Flux resources.
 *
 * @public
 */
export const createFluxResourceConditionalDecision =
  resourceExports.createConditionalDecision;
