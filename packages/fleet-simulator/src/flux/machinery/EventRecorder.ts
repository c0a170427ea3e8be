import { ClusterApi, KubernetesObject } from '../../apiserver/types';
import { digest } from './digest';
import { EventDraft } from './Outcome';
import { timestamp } from './timestamp';

/** How long a cluster keeps an event (milliseconds): the default of the API server. */
const EVENT_LIFETIME = 3_600_000;

/** Writes core/v1 events. The same thing happening again raises the count of the event that is there. */
export class EventRecorder {
  readonly #api: ClusterApi;
  /** Event (namespace/name) to when it last happened, in order of that. */
  readonly #lastSeen = new Map<string, number>();

  static create(options: { api: ClusterApi }): EventRecorder {
    return new EventRecorder(options.api);
  }

  private constructor(api: ClusterApi) {
    this.#api = api;
  }

  /** Takes over the events that are there already, so that they go in their time. */
  adopt(): void {
    this.#api
      .list('', 'Event')
      .map(({ metadata, lastTimestamp }) => ({
        text: `${metadata.namespace}/${metadata.name}`,
        lastSeen: Date.parse(String(lastTimestamp)) || this.#api.clock.now(),
      }))
      .sort((left, right) => left.lastSeen - right.lastSeen)
      .forEach(({ text, lastSeen }) => this.#lastSeen.set(text, lastSeen));
  }

  /** Records an event about an object at a time (milliseconds). */
  record(
    object: KubernetesObject,
    source: string,
    event: EventDraft,
    now: number,
  ): void {
    const namespace = object.metadata.namespace ?? 'default';
    const name = eventName(object, event);
    const key = { group: '', kind: 'Event', namespace, name };
    const existing = this.#api.get(key);
    if (existing) {
      this.#api.patch(
        key,
        {
          count: ((existing.count as number | undefined) ?? 1) + 1,
          lastTimestamp: timestamp(now),
        },
        { manager: source },
      );
    } else if (this.#api.get(namespaceKey(namespace))) {
      this.#api.create(
        {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: {
            name,
            namespace,
            uid: eventUid(name),
            creationTimestamp: timestamp(now),
          },
          involvedObject: {
            apiVersion: object.apiVersion,
            kind: object.kind,
            name: object.metadata.name,
            namespace,
            uid: object.metadata.uid,
            resourceVersion: object.metadata.resourceVersion,
          },
          reason: event.reason,
          message: event.message,
          type: event.type,
          count: 1,
          firstTimestamp: timestamp(now),
          lastTimestamp: timestamp(now),
          source: { component: source },
          reportingComponent: source,
          reportingInstance: source,
        },
        { manager: source },
      );
    }
    const text = `${namespace}/${name}`;
    this.#lastSeen.delete(text);
    this.#lastSeen.set(text, now);
  }

  /** Deletes events that have outlived their time. */
  expire(now: number): void {
    for (const [text, lastSeen] of this.#lastSeen) {
      if (now - lastSeen < EVENT_LIFETIME) {
        return;
      }
      this.#lastSeen.delete(text);
      const [namespace, name] = text.split('/');
      const key = { group: '', kind: 'Event', namespace, name };
      if (this.#api.get(key)) {
        this.#api.delete(key);
      }
    }
  }
}

function eventName(object: KubernetesObject, event: EventDraft): string {
  const hash = digest(
    [object.metadata.uid, event.type, event.reason, event.message].join('|'),
  ).slice(0, 16);
  return `${object.metadata.name}.${hash}`;
}

/** Events of generated fleets are as repeatable as the fleets: their identity follows from their name. */
function eventUid(name: string): string {
  const hash = digest(name);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

function namespaceKey(name: string) {
  return { group: '', kind: 'Namespace', namespace: '', name };
}
