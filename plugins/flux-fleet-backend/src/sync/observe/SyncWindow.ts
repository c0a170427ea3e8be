import {
  SYNC_WINDOW_SECONDS,
  type ClusterSync,
  type SyncErrorReason,
  type SyncLag,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** The window moves in steps of one slice. */
const SLICE_MS = 30_000;
const SLICES = (SYNC_WINDOW_SECONDS * 1000) / SLICE_MS;

/** Of how many writes at most the median is taken. */
const LAGS_KEPT = 50;

interface Slice {
  number: number;
  written: number;
  unchanged: number;
  deleted: number;
  relists: number;
  maximumLag: number;
  errors: Map<SyncErrorReason, number>;
}

/** What a window comes to. */
export type WindowSums = Pick<
  ClusterSync,
  'rows' | 'relists' | 'errors' | 'errorsByReason' | 'lagSeconds'
>;

/**
 * Sums up the last {@link SYNC_WINDOW_SECONDS} in slices, so that it takes the same memory whatever happens. The median lag
 * is that of the last writes. Times are milliseconds since 1970.
 */
export class SyncWindow {
  #slices: Slice[] = [];
  #lags: Array<{ at: number; seconds: number }> = [];

  /** Counts the rows of a batch and how late it was; a batch that changed nothing was not late with anything. */
  wrote(
    at: number,
    rows: {
      written: number;
      unchanged: number;
      deleted: number;
      lagSeconds: number;
    },
  ): void {
    const slice = this.#slice(at);
    slice.written += rows.written;
    slice.unchanged += rows.unchanged;
    slice.deleted += rows.deleted;
    if (rows.written + rows.deleted === 0) return;
    slice.maximumLag = Math.max(slice.maximumLag, rows.lagSeconds);
    this.#lags.push({ at, seconds: rows.lagSeconds });
    if (this.#lags.length > LAGS_KEPT) this.#lags.shift();
  }

  /** Counts a list of what had been listed before. */
  relisted(at: number): void {
    this.#slice(at).relists += 1;
  }

  /** Counts a request that failed. */
  failed(at: number, reason: SyncErrorReason): void {
    const { errors } = this.#slice(at);
    errors.set(reason, (errors.get(reason) ?? 0) + 1);
  }

  /** What the window that ends at a time comes to. */
  sums(at: number): WindowSums {
    this.#drop(at);
    const total = (of: (slice: Slice) => number) =>
      this.#slices.reduce((sum, slice) => sum + of(slice), 0);
    const errors = new Map<SyncErrorReason, number>();
    for (const slice of this.#slices) {
      for (const [reason, count] of slice.errors) {
        errors.set(reason, (errors.get(reason) ?? 0) + count);
      }
    }
    const errorsByReason = [...errors]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
    return {
      rows: {
        written: total(slice => slice.written),
        unchanged: total(slice => slice.unchanged),
        deleted: total(slice => slice.deleted),
      },
      relists: total(slice => slice.relists),
      errors: errorsByReason.reduce((sum, { count }) => sum + count, 0),
      errorsByReason,
      lagSeconds: this.#lag(),
    };
  }

  #lag(): SyncLag | null {
    if (this.#lags.length === 0) return null;
    const sorted = this.#lags
      .map(({ seconds }) => seconds)
      .sort((a, b) => a - b);
    return {
      median: sorted[Math.floor((sorted.length - 1) / 2)],
      maximum: Math.max(...this.#slices.map(slice => slice.maximumLag)),
    };
  }

  #slice(at: number): Slice {
    const number = Math.floor(at / SLICE_MS);
    const last = this.#slices.at(-1);
    // A clock that was set back counts into the last slice.
    if (last && last.number >= number) return last;
    const slice: Slice = {
      number,
      written: 0,
      unchanged: 0,
      deleted: 0,
      relists: 0,
      maximumLag: 0,
      errors: new Map(),
    };
    this.#slices.push(slice);
    this.#drop(at);
    return slice;
  }

  #drop(at: number): void {
    const oldest = Math.floor(at / SLICE_MS) - SLICES;
    if (this.#slices.length === 0 || this.#slices[0].number > oldest) return;
    this.#slices = this.#slices.filter(({ number }) => number > oldest);
    this.#lags = this.#lags.filter(
      lag => Math.floor(lag.at / SLICE_MS) > oldest,
    );
  }
}
