import { ClusterApi, KubernetesObject } from '../../apiserver/types';
import { FluxRelease } from '../FluxRelease';
import { World } from '../world/World';
import { Outcome } from './Outcome';

/** What a reconcile is asked for beyond "bring it up to date". */
export interface ReconcileRequest {
  /** By a fresh `reconcile.fluxcd.io/requestedAt`. */
  requested: boolean;
  /** By `forceAt` equal to it. */
  force: boolean;
  /** By `resetAt` equal to it. */
  reset: boolean;
}

/** What a reconcile may use. */
export interface ReconcileContext {
  readonly api: ClusterApi;
  readonly world: World;
  readonly release: FluxRelease;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long the reconcile took (milliseconds), for messages and histories. */
  readonly took: number;
  readonly request: ReconcileRequest;
  /** Whether other objects are written too; a generator that lays out a settled cluster writes them itself. */
  readonly effects: boolean;
}

/** The kinds of controllers that Flux consists of; also the source of their events and their field manager. */
export type ControllerName =
  | 'source-controller'
  | 'kustomize-controller'
  | 'helm-controller'
  | 'image-reflector-controller'
  | 'image-automation-controller'
  | 'notification-controller'
  | 'source-watcher'
  | 'flux-operator';

/** How one kind is reconciled. */
export interface Reconciler {
  readonly group: string;
  readonly kind: string;
  readonly controller: ControllerName;
  /** Milliseconds when an object states no interval; undefined for kinds that only react. */
  readonly defaultInterval?: number;
  /** Whether progress shows at each reconcile, or only when there is a reason beyond the interval. */
  readonly progress: 'always' | 'whenAsked';
  /** The message of Ready=Unknown while it runs. */
  progressMessage(object: KubernetesObject, context: ReconcileContext): string;
  /** Looks at the world and the cluster and answers what holds now. */
  reconcile(object: KubernetesObject, context: ReconcileContext): Outcome;
  /** Undoes what it did, before a deleted object goes. */
  finalize?(object: KubernetesObject, context: ReconcileContext): void;
}
