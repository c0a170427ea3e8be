import { OPERATOR_GROUP } from '../fluxGroups';
import { everyRelease, FluxKind } from './FluxKind';
import { READY_COLUMNS, textColumn } from './printerColumns';

function operatorKind(
  kind: string,
  plural: string,
  shortNames: string[],
  categories: string[],
  columns: FluxKind['columns'],
): FluxKind {
  return {
    group: OPERATOR_GROUP,
    kind,
    plural,
    shortNames,
    categories,
    versions: everyRelease('v1'),
    statusSubresource: true,
    columns,
  };
}

/** The Flux Operator's kinds; its releases are independent of Flux's. */
export const OPERATOR_KINDS: FluxKind[] = [
  operatorKind(
    'FluxInstance',
    'fluxinstances',
    [],
    ['fluxcd', 'fluxcd-appliers'],
    [...READY_COLUMNS, textColumn('Revision', '.status.lastAttemptedRevision')],
  ),
  operatorKind(
    'FluxReport',
    'fluxreports',
    [],
    ['fluxcd'],
    [
      textColumn('Entitlement', '.spec.distribution.entitlement'),
      ...READY_COLUMNS,
      textColumn(
        'LastUpdated',
        '.status.conditions[?(@.type=="Ready")].lastTransitionTime',
      ),
    ],
  ),
  operatorKind(
    'ResourceSet',
    'resourcesets',
    ['rset'],
    ['all', 'fluxcd', 'fluxcd-appliers'],
    READY_COLUMNS,
  ),
  operatorKind(
    'ResourceSetInputProvider',
    'resourcesetinputproviders',
    ['rsip'],
    ['all', 'fluxcd', 'fluxcd-sources'],
    READY_COLUMNS,
  ),
];
