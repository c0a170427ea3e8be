import { printTable } from '../lib/printTable';
import { rounded } from '../lib/quantile';
import type { BenchOptions } from '../readOptions';

/** What was measured. */
export interface SyncFigures extends BenchOptions {
  objects: number;
  pages: number;
  /** How many clusters are listed at once, by the sync and by the bare loop. */
  concurrency: number;
  indexSeconds: number;
  indexCpuSeconds: number;
  bareListSeconds: number;
  startRssMiB: number;
  indexPeakRssMiB: number;
  peakRssMiB: number;
  idleRssMiB: number;
  changesPerSecond: number;
  changeP50Ms: number;
  changeP99Ms: number;
  idleCpuPercent: number;
  relistSeconds: number;
  relistRowsWritten: number;
}

/** Prints the figures: a table for people, then one line of JSON. */
export function reportSync(figures: SyncFigures): void {
  const { store, clusters, resources, objects, pages, concurrency } = figures;
  const ratio = figures.indexSeconds / figures.bareListSeconds;
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  const mebibytes = (value: number) => `${value.toFixed(0)} MiB`;
  printTable([
    ['what', 'figure', 'of'],
    [
      'bare list',
      seconds(figures.bareListSeconds),
      `${objects} objects in ${pages} pages, ${concurrency} clusters at once`,
    ],
    [
      'full index',
      seconds(figures.indexSeconds),
      `from an empty ${store}; ${seconds(figures.indexCpuSeconds)} of CPU`,
    ],
    ['ratio', ratio.toFixed(2), 'full index to bare list'],
    [
      'peak memory',
      mebibytes(figures.peakRssMiB),
      `${mebibytes(figures.startRssMiB)} before, ${mebibytes(
        figures.indexPeakRssMiB,
      )} when the index was full`,
    ],
    [
      'change to row',
      `p50 ${figures.changeP50Ms.toFixed(
        0,
      )} ms, p99 ${figures.changeP99Ms.toFixed(0)} ms`,
      `at ${figures.changesPerSecond.toFixed(1)} changes/s`,
    ],
    [
      'idle',
      `${figures.idleCpuPercent} % of a core`,
      mebibytes(figures.idleRssMiB),
    ],
    [
      'relist',
      `${figures.relistRowsWritten} rows written`,
      `in ${seconds(figures.relistSeconds)}, without changes`,
    ],
  ]);
  process.stdout.write(
    `${JSON.stringify({
      bench: 'sync',
      store,
      clusters,
      resources,
      indexSeconds: rounded(figures.indexSeconds, 2),
      bareListSeconds: rounded(figures.bareListSeconds, 2),
      ratio: rounded(ratio, 2),
      peakRssMiB: rounded(figures.peakRssMiB, 0),
      changesPerSecond: rounded(figures.changesPerSecond),
      changeP50Ms: rounded(figures.changeP50Ms, 0),
      changeP99Ms: rounded(figures.changeP99Ms, 0),
      idleCpuPercent: figures.idleCpuPercent,
      relistRowsWritten: figures.relistRowsWritten,
    })}\n`,
  );
}
