/**
 * What a request does, as faults and access rules name it: Kubernetes' verbs for resources; for other paths `discovery` (`/api`,
 * `/apis`, and what is below them without naming a resource, `/openapi`), `version` and `health` (`/livez`, `/readyz`, `/healthz`).
 *
 * @public
 */
export type RequestVerb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection'
  | 'discovery'
  | 'version'
  | 'health';

/**
 * Which requests a fault is for: those that match all fields that are given. `group` is empty for the core group.
 *
 * @public
 */
export interface FaultScope {
  group?: string;
  plural?: string;
  namespace?: string;
  name?: string;
  verb?: RequestVerb | RequestVerb[];
}

/**
 * For whom and how often a fault happens: `times` requests and then no more (default: all of them), each with a probability
 * between 0 and 1 (default 1).
 *
 * @public
 */
export interface FaultLimits {
  where?: FaultScope;
  times?: number;
  probability?: number;
}

/**
 * A fault of a simulated cluster:
 *
 * - `latency`: the answer comes later, by `milliseconds` and up to `jitterMilliseconds` more.
 * - `hang`: the request is read and never answered, until the fault is removed (then the connection is cut).
 * - `drop`: the connection is cut before an answer.
 * - `halfWritten`: the answer stops halfway and the connection is cut; of a watch, in the middle of its next event.
 * - `status`: the request fails with this code and the `Status` that Kubernetes gives for it.
 * - `gone`: lists answer 410; watches `as` status (410 at once) or as event (200 and an ERROR event, the default).
 * - `malformed`: of `text`, the answer (or the watch's next event) is not JSON; of `objects`, it is, but fields have wrong types.
 * - `huge`: each answer's first object (and each event's) carries an annotation of `bytes`.
 * - `unserved`: the kinds in `where` vanish from discovery and answer 404, as if their CRD were gone; their objects come back with it.
 *   Limits do not apply.
 * - `clockSkew`: the cluster's clock is ahead by `milliseconds` (behind when negative). Scope and limits do not apply.
 *
 * @public
 */
export type Fault = FaultLimits &
  (
    | {
        kind: 'latency';
        milliseconds: number;
        jitterMilliseconds?: number;
      }
    | { kind: 'hang' }
    | { kind: 'drop' }
    | { kind: 'halfWritten' }
    | {
        kind: 'status';
        code: FaultCode;
        retryAfterSeconds?: number;
        message?: string;
      }
    | { kind: 'gone'; as?: 'status' | 'event' }
    | { kind: 'malformed'; what: 'text' | 'objects' }
    | { kind: 'huge'; bytes: number }
    | { kind: 'unserved' }
    | { kind: 'clockSkew'; milliseconds: number }
  );

/**
 * The codes that a `status` fault can answer with.
 *
 * @public
 */
export type FaultCode =
  | 400
  | 401
  | 403
  | 404
  | 409
  | 410
  | 422
  | 429
  | 500
  | 502
  | 503
  | 504;
