import { RequestVerb } from '../faults/Fault';

/**
 * What a cluster's clients did so far.
 *
 * @public
 */
export interface ClusterStatistics {
  /** Requests by verb, refused and failed ones too. */
  requests: Partial<Record<RequestVerb | 'none', number>>;
  /** Answers by HTTP code. */
  answers: Record<number, number>;
  /** Watches that are open now. */
  openWatches: number;
  /** The most requests (watches aside) that were open at once. */
  mostConcurrentRequests: number;
  /** Events that watches sent. */
  watchEvents: number;
  /** Objects of all kinds. */
  objects: number;
  /** The current resourceVersion. */
  resourceVersion: number;
}

/** Counts what a cluster's clients do. */
export class ClusterStats {
  readonly requests: Partial<Record<RequestVerb | 'none', number>> = {};
  readonly answers: Record<number, number> = {};
  watchEvents = 0;
  mostConcurrent = 0;
  #concurrent = 0;

  /** Counts a request; the answer is to be called when it ends. */
  begin(verb: RequestVerb | 'none'): (code: number) => void {
    this.requests[verb] = (this.requests[verb] ?? 0) + 1;
    const counts = verb !== 'watch';
    if (counts) {
      this.#concurrent += 1;
      this.mostConcurrent = Math.max(this.mostConcurrent, this.#concurrent);
    }
    return code => {
      if (counts) {
        this.#concurrent -= 1;
      }
      this.answers[code] = (this.answers[code] ?? 0) + 1;
    };
  }
}
