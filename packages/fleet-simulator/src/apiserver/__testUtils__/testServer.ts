import { ApiServer } from '../ApiServer';
import { TimerHeap } from '../TimerHeap';
import { Clock, KubernetesObject, ResourceDefinition } from '../types';

/** A custom kind for tests. */
export const THING: ResourceDefinition = {
  group: 'example.com',
  versions: ['v1', 'v1beta1'],
  kind: 'Thing',
  plural: 'things',
  singular: 'thing',
  shortNames: ['th'],
  categories: [],
  namespaced: true,
  custom: true,
  statusSubresource: true,
  printerColumns: [
    { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
};

/** A clock that stands still until it is told to move; then it runs what is due. */
export class StandingClock implements Clock {
  readonly #heap = new TimerHeap();
  #now: number;

  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  now(): number {
    return this.#now;
  }

  schedule(at: number, task: () => void): () => void {
    const entry = this.#heap.push(at, task);
    return () => this.#heap.cancel(entry);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    let task = this.#heap.popDue(this.#now);
    while (task) {
      task();
      task = this.#heap.popDue(this.#now);
    }
  }
}

/** A server with the kind Thing and the namespace `default`. */
export function createTestServer(
  options: { clock?: Clock; watchHistory?: number } = {},
): ApiServer {
  return ApiServer.create({
    name: 'test',
    clock: options.clock ?? new StandingClock('2026-01-01T00:00:00Z'),
    definitions: [THING],
    watchHistory: options.watchHistory,
  });
}

/** A Thing in the namespace `default`. */
export function thing(
  name: string,
  options: { metadata?: object; spec?: object; status?: object } = {},
): KubernetesObject {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name, namespace: 'default', ...options.metadata },
    spec: { size: 1, ...options.spec },
    ...(options.status ? { status: options.status } : {}),
  };
}
