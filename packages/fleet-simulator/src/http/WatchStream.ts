import { ServerResponse } from 'node:http';

import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { StoredChange } from '../apiserver/store/StoredChange';
import { StoredObject } from '../apiserver/store/StoredObject';
import { Clock } from '../apiserver/types';
import { cut } from './cut';
import { AnswerFaults } from './Exchange';

const BOOKMARK_EVERY_MS = 60_000;
/** A client that reads so slowly that this many events wait is cut off, as the real watch cache does. */
const MOST_WAITING_EVENTS = 10_000;

/** How one watch writes its events. */
export interface WatchFormat {
  /** Distinguishes the forms of one kind's events, so that watches of one form share their text. */
  readonly key: string;
  /** The object of an event. */
  object(object: StoredObject): string;
  bookmark(
    resourceVersion: number,
    annotations?: Record<string, string>,
  ): string;
}

/** The parameters of a watch's stream. */
export interface WatchStreamOptions {
  response: ServerResponse;
  kind: KindStore;
  format: WatchFormat;
  matches: (object: StoredObject) => boolean;
  clock: Clock;
  faults: AnswerFaults;
  faultyText: (text: string) => string;
  bookmarks: boolean;
  timeoutSeconds: number;
  /** Changes up to this one are known to the client. */
  from: number;
  /** The newest resourceVersion, for bookmarks. */
  current: () => number;
  onEvent: () => void;
  onEnd: () => void;
}

/** An open watch: takes changes in, writes events as fast as the client reads. */
export class WatchStream {
  readonly #options: WatchStreamOptions;
  readonly #waiting: string[] = [];
  #mostWaiting = MOST_WAITING_EVENTS;
  #blocked = false;
  #ended = false;
  #stop: Array<() => void> = [];

  constructor(options: WatchStreamOptions) {
    this.#options = options;
    const { response, kind, clock } = options;
    const listener = (change: StoredChange) => this.take(change);
    const close = () => this.end();
    kind.listeners.add(listener);
    kind.closeListeners.add(close);
    response.on('close', close);
    response.on('drain', () => this.#drain());
    this.#stop = [
      () => kind.listeners.delete(listener),
      () => kind.closeListeners.delete(close),
      clock.schedule(clock.now() + options.timeoutSeconds * 1000, () =>
        this.#timeOut(),
      ),
    ];
    if (options.bookmarks) {
      this.#scheduleBookmark();
    }
  }

  /** Sends an object as ADDED: it was there when the watch began. */
  initial(object: StoredObject): void {
    const { matches, format } = this.#options;
    if (matches(object)) {
      // The state at the beginning may be large; only what comes later counts as falling behind.
      this.#mostWaiting += 1;
      this.#send(`{"type":"ADDED","object":${format.object(object)}}\n`);
    }
  }

  /** Sends a change, as what it is to this watch's selectors. */
  take(change: StoredChange): void {
    const { matches, format, from } = this.#options;
    if (change.resourceVersion <= from || this.#ended) {
      return;
    }
    const was = change.previous !== undefined && matches(change.previous);
    const is = change.type !== 'DELETED' && matches(change.object);
    if (!was && !is) {
      return;
    }
    let type = is ? 'ADDED' : 'DELETED';
    if (was && is) {
      type = 'MODIFIED';
    }
    const key = `${type} ${format.key}`;
    let text = change.texts.get(key);
    if (text === undefined) {
      text = `{"type":"${type}","object":${format.object(change.object)}}\n`;
      change.texts.set(key, text);
    }
    this.#send(text);
  }

  bookmark(annotations?: Record<string, string>): void {
    const { format, current } = this.#options;
    this.#send(
      `{"type":"BOOKMARK","object":${format.bookmark(
        current(),
        annotations,
      )}}\n`,
    );
  }

  /** Sends a failure as the last event. */
  fail(error: ApiError): void {
    this.#send(
      `{"type":"ERROR","object":${JSON.stringify(error.toStatus())}}\n`,
    );
    this.end();
  }

  /** Ends the answer; events that wait are still written. */
  end(): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    for (const stop of this.#stop) {
      stop();
    }
    this.#options.response.end(this.#waiting.join(''));
    this.#options.onEnd();
  }

  /** Cuts the connection. */
  destroy(): void {
    cut(this.#options.response);
    this.end();
  }

  #timeOut(): void {
    if (this.#options.bookmarks) {
      this.bookmark();
    }
    this.end();
  }

  #scheduleBookmark(): void {
    const { clock } = this.#options;
    const cancel = clock.schedule(clock.now() + BOOKMARK_EVERY_MS, () => {
      this.#stop = this.#stop.filter(stop => stop !== cancel);
      this.bookmark();
      this.#scheduleBookmark();
    });
    this.#stop.push(cancel);
  }

  #send(event: string): void {
    if (this.#ended) {
      return;
    }
    const text = this.#withFaults(event);
    if (text === undefined) {
      return;
    }
    this.#options.onEvent();
    if (this.#blocked) {
      this.#waiting.push(text);
      if (this.#waiting.length > this.#mostWaiting) {
        this.destroy();
      }
      return;
    }
    this.#blocked = !this.#options.response.write(text);
  }

  #drain(): void {
    this.#blocked = false;
    if (this.#waiting.length > 0 && !this.#ended) {
      const text = this.#waiting.join('');
      this.#waiting.length = 0;
      this.#blocked = !this.#options.response.write(text);
    }
  }

  #withFaults(event: string): string | undefined {
    const { faults, response } = this.#options;
    if (faults.malformedText) {
      faults.malformedText = false;
      return `${event.slice(0, Math.floor(event.length / 2))}\u0000}{\n`;
    }
    if (faults.halfWritten) {
      faults.halfWritten = false;
      response.write(event.slice(0, Math.floor(event.length / 2)), () =>
        this.destroy(),
      );
      return undefined;
    }
    return this.#options.faultyText(event);
  }
}
