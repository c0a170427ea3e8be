import type { Condition, FluxObject } from '../flux/FluxObject';
import type { InventoryEntry } from '../flux/inventory';
import type { ObjectReference } from '../flux/references';
import type { FluxResource } from './FluxResource';

/**
 * One resource, read live from its cluster.
 *
 * @public
 */
export interface ResourceDetail {
  resource: FluxResource;
  /** The live object, without managed fields, last-applied annotations and secrets; null when the cluster cannot be read now. */
  object: FluxObject | null;
  /** Why there is no live object, in words for people; null when there is one. */
  unavailable: string | null;
  conditions: Condition[];
  dependsOn: ObjectReference[];
  inventory: InventoryEntry[];
}

/**
 * A Kubernetes event about a resource. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface ResourceEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  count: number;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  /** The controller that reported it; empty when unknown. */
  reportedBy: string;
}
