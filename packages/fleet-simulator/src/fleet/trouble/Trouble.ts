import { WorldTarget } from '../../flux/world/Problem';

/** Something that is wrong, or set aside, with one object of a generated cluster. */
export type Trouble =
  | {
      kind: 'problem';
      /** What is broken in the world when the object is last reconciled. */
      target: WorldTarget;
      message: string;
      reason?: string;
      state?: 'failing' | 'pending';
      /** `gone`: the cause is mended since, so the next reconcile succeeds. */
      cause: 'lasting' | 'gone';
      /** How long ago it happened (minutes). */
      minutesAgo?: number;
      /** Merged into the object's specification. */
      spec?: Record<string, unknown>;
      /** Merged into the object's status before it is reconciled. */
      status?: Record<string, unknown>;
      /** What keeps the pods of its workloads from running. */
      pods?: { reason: string; message: string };
    }
  | {
      kind: 'suspended';
      by: string;
      reason: string;
      /** Days from now, when an end was agreed. */
      forDays?: number;
    }
  | {
      /** Another specification alone makes the difference, for example a chart version that does not exist. */
      kind: 'spec';
      spec: Record<string, unknown>;
      minutesAgo?: number;
    };

/** Finds the trouble of an object, if it has one. */
export type TroubleFinder = (
  kind: string,
  namespace: string,
  name: string,
) => Trouble | undefined;
