import { FluxRelease } from '../FluxRelease';
import { PrinterColumn } from './printerColumns';

/** How one Flux kind is served, release by release. */
export interface FluxKind {
  group: string;
  kind: string;
  plural: string;
  shortNames: string[];
  /** Names of their own that came with 2.9's CRDs. */
  shortNamesFrom29?: string[];
  /** Categories: the operator's kinds have them with every release, Flux's own since 2.9's CRDs. */
  categories: string[];
  /** Served versions by release, the preferred one first; a release that is missing does not serve the kind. */
  versions: Partial<Record<FluxRelease, string[]>>;
  statusSubresource: boolean;
  columns: PrinterColumn[];
  /** Columns of releases whose preferred version is still a beta, where they differ. */
  betaColumns?: PrinterColumn[];
}

/** The same versions in every release. */
export function everyRelease(
  ...versions: string[]
): Record<FluxRelease, string[]> {
  return { '2.6': versions, '2.7': versions, '2.8': versions, '2.9': versions };
}
