export { SkewedClock } from './SkewedClock';
export { SystemClock } from './SystemClock';
export type { Clock } from './types';
