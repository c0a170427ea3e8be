export * from './FluxObject';
export * from './inventory';
export * from './kinds';
export { readConditions } from './readObject';
export * from './reconciles';
export * from './references';
export * from './revision';
export * from './settle';
export {
  deriveStatus,
  isSuspended,
  STATUSES,
  type DerivedStatus,
  type Status,
} from './status';
