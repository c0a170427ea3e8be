/**
 * What `/summary` can count by.
 *
 * @public
 */
export const SUMMARY_DIMENSIONS = [
  'cluster',
  'environment',
  'kind',
  'namespace',
  'status',
  'version',
] as const;

/**
 * One thing to count by; `version` is the readable part of the revision.
 *
 * @public
 */
export type SummaryDimension = (typeof SUMMARY_DIMENSIONS)[number];

/**
 * How many resources share one value of each dimension asked for.
 *
 * @public
 */
export interface SummaryGroup {
  /** The values, by dimension; an unknown version is empty. */
  key: Partial<Record<SummaryDimension, string>>;
  count: number;
}

/**
 * Counts of the resources that a filter and the reader's permissions leave.
 *
 * @public
 */
export interface Summary {
  groups: SummaryGroup[];
  /** How many resources there are in all groups together. */
  totalResources: number;
}
