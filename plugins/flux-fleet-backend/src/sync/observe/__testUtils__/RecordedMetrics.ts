import type {
  MetricAttributes,
  MetricOptions,
  MetricsService,
  MetricsServiceObservable,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/** One number with its attributes. */
export interface Measurement {
  value: number;
  attributes: MetricAttributes;
}

/** An instrument, and what was recorded with it. */
export interface RecordedInstrument {
  type: string;
  options: MetricOptions;
  measurements: Measurement[];
  callbacks: Set<MetricsServiceObservableCallback>;
}

/** A metrics service that keeps what it is told, and asks observable instruments when a test reads them. */
export class RecordedMetrics implements MetricsService {
  readonly instruments = new Map<string, RecordedInstrument>();

  createCounter = this.#direct('counter');
  createUpDownCounter = this.#direct('upDownCounter');
  createHistogram = this.#direct('histogram');
  createGauge = this.#direct('gauge');
  createObservableCounter = this.#observable('observableCounter');
  createObservableUpDownCounter = this.#observable('observableUpDownCounter');
  createObservableGauge = this.#observable('observableGauge');

  /** What an instrument recorded, or what an observable one answers now. */
  async read(name: string): Promise<Measurement[]> {
    const instrument = this.instruments.get(name);
    if (!instrument) throw new Error(`There is no instrument ${name}`);
    const observed: Measurement[] = [];
    for (const callback of instrument.callbacks) {
      await callback({
        observe: (value, attributes = {}) => {
          observed.push({ value, attributes });
        },
      });
    }
    return [...instrument.measurements, ...observed];
  }

  #make(type: string, name: string, options: MetricOptions = {}) {
    if (this.instruments.has(name)) {
      throw new Error(`There is an instrument ${name} already`);
    }
    const instrument: RecordedInstrument = {
      type,
      options,
      measurements: [],
      callbacks: new Set(),
    };
    this.instruments.set(name, instrument);
    return instrument;
  }

  #direct(type: string) {
    return (name: string, options?: MetricOptions) => {
      const { measurements } = this.#make(type, name, options);
      const record = (value: number, attributes: MetricAttributes = {}) => {
        measurements.push({ value, attributes });
      };
      return { add: record, record };
    };
  }

  #observable(type: string) {
    return <T extends MetricAttributes>(
      name: string,
      options?: MetricOptions,
    ): MetricsServiceObservable<T> => {
      const { callbacks } = this.#make(type, name, options);
      return {
        addCallback: callback =>
          callbacks.add(callback as MetricsServiceObservableCallback),
        removeCallback: callback =>
          callbacks.delete(callback as MetricsServiceObservableCallback),
      };
    };
  }
}
