import { StoredObject } from './StoredObject';

/** All objects of a kind at one resourceVersion, in the order of their keys. */
export interface Snapshot {
  readonly resourceVersion: number;
  readonly items: readonly StoredObject[];
}
