import { parseArgs } from 'node:util';
import { STORES, type Store } from './lib/startStore';

/** What the flags of a benchmark may say. */
export interface BenchOptions {
  store: Store;
  clusters: number;
  resources: number;
  rate: number;
  seconds: number;
  /** Whether clusters speak TLS with HTTP/2, as real ones do, or HTTP/1.1 in plain text. */
  tls: boolean;
  /** Leaves the queries of `api` whose title holds it; all when missing. */
  query: string | undefined;
}

/** How `yarn bench` is used. */
export const USAGE = `Measures the sync or the HTTP API. Starts what it needs, ends by itself, and prints a table and, last, JSON.

Usage: yarn bench sync|api [options]

  --store sqlite|postgres  the database (default: sqlite)
  --clusters N             how many clusters (default: 100)
  --resources N            Flux objects of a cluster, on average (default: 1000)
  --rate N                 changes, or requests of each query, a second (default: 200, or 10)
  --seconds N              for how long (default: 20, or 10)
  --tls                    sync: clusters speak TLS with HTTP/2, as real ones do; HTTP/1.1 in plain text otherwise
  --query TEXT             api: only the queries with this text in them
  --help                   show this
`;

/** Reads the flags. Throws Error when one is unknown or its value is wrong. */
export function readOptions(
  args: string[],
  defaults: { rate: number; seconds: number },
): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      store: { type: 'string', default: 'sqlite' },
      clusters: { type: 'string', default: '100' },
      resources: { type: 'string', default: '1000' },
      rate: { type: 'string', default: String(defaults.rate) },
      seconds: { type: 'string', default: String(defaults.seconds) },
      tls: { type: 'boolean', default: false },
      query: { type: 'string' },
    },
  });
  const store = STORES.find(name => name === values.store);
  if (!store) {
    throw new Error(`--store is one of ${STORES.join(', ')}: ${values.store}`);
  }
  const numberOf = (name: 'clusters' | 'resources' | 'rate' | 'seconds') => {
    if (!/^[1-9]\d{0,6}$/.test(values[name])) {
      throw new Error(
        `--${name} takes a whole number above zero, not ${values[name]}`,
      );
    }
    return Number(values[name]);
  };
  return {
    store,
    clusters: numberOf('clusters'),
    resources: numberOf('resources'),
    rate: numberOf('rate'),
    seconds: numberOf('seconds'),
    tls: values.tls,
    query: values.query,
  };
}
