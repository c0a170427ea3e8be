import type { SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  FLUX_FLEET_SIGNAL_CHANNEL,
  type FluxFleetSignal,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** A connection of signals whose other end is the test. */
export class TestSignals implements SignalApi {
  readonly #listeners = new Set<(message: FluxFleetSignal) => void>();
  /** How often somebody subscribed. */
  subscriptions = 0;

  subscribe<TMessage extends JsonObject = JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = (message: FluxFleetSignal) =>
      onMessage(message as JsonObject as TMessage);
    if (channel === FLUX_FLEET_SIGNAL_CHANNEL) {
      this.subscriptions += 1;
      this.#listeners.add(listener);
    }
    return { unsubscribe: () => void this.#listeners.delete(listener) };
  }

  /** Tells everybody that these clusters' resources changed. */
  changed(...resourcesOf: string[]): void {
    this.#listeners.forEach(tell => tell({ resourcesOf, clusters: [] }));
  }
}
