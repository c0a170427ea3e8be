import { KindStore } from './KindStore';
import { StoredObject } from './StoredObject';

/** One change, as watches replay it. */
export interface StoredChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resourceVersion: number;
  readonly at: number;
  readonly store: KindStore;
  /** The object after the change; for DELETED its last state, with the deletion's resourceVersion. */
  readonly object: StoredObject;
  /** The object before the change; undefined for ADDED. */
  readonly previous: StoredObject | undefined;
  /** Answers' text by form, so that many watches share the work. */
  readonly texts: Map<string, string>;
}
