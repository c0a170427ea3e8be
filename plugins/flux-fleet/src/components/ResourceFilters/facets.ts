/** What can be chosen from lists, in the order of the columns that people look at first. */
export const FACETS = [
  'cluster',
  'environment',
  'kind',
  'namespace',
  'status',
] as const;

/** One of {@link FACETS}: a field of the filter, and what to count by. */
export type Facet = (typeof FACETS)[number];
