import { createInterface } from 'node:readline';

import { OpenAnswer } from './Http2Session';

/** One event of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: any;
}

/** Reads the events of an open watch. */
export class WatchReader {
  readonly code: number;
  readonly #response: OpenAnswer;
  readonly #lines: AsyncIterator<string>;

  constructor(response: OpenAnswer) {
    this.code = response.statusCode ?? 0;
    this.#response = response;
    // Cutting the watch is how it usually ends here.
    response.on('error', () => undefined);
    const reader = createInterface({ input: response });
    reader.on('error', () => undefined);
    this.#lines = reader[Symbol.asyncIterator]();
  }

  /** The next event; undefined when the watch is over. */
  async next(): Promise<WatchEvent | undefined> {
    const { done, value } = await this.#lines.next();
    return done ? undefined : JSON.parse(value);
  }

  /** The next events up to and with the first one that `isLast` holds for. */
  async until(isLast: (event: WatchEvent) => boolean): Promise<WatchEvent[]> {
    const events: WatchEvent[] = [];
    for (;;) {
      const event = await this.next();
      if (!event) {
        return events;
      }
      events.push(event);
      if (isLast(event)) {
        return events;
      }
    }
  }

  /** All events until the server ends the watch. */
  rest(): Promise<WatchEvent[]> {
    return this.until(() => false);
  }

  close(): void {
    this.#response.destroy();
  }
}
