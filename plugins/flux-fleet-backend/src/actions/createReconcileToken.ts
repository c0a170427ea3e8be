import { randomInt } from 'node:crypto';

/**
 * A fresh value for the annotation `reconcile.fluxcd.io/requestedAt`: RFC 3339 with nanoseconds, as the flux command
 * writes it. The digits below a millisecond are random, so that two requests at the same time differ.
 */
export function createReconcileToken(now: Date): string {
  const belowMillisecond = String(randomInt(1_000_000)).padStart(6, '0');
  return now.toISOString().replace('Z', `${belowMillisecond}Z`);
}
