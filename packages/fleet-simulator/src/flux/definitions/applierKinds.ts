import { HELM_GROUP, KUSTOMIZE_GROUP } from '../fluxGroups';
import { FluxKind } from './FluxKind';
import { READY_COLUMNS } from './printerColumns';

/** The kinds that apply something to the cluster. */
export const APPLIER_KINDS: FluxKind[] = [
  {
    group: KUSTOMIZE_GROUP,
    kind: 'Kustomization',
    plural: 'kustomizations',
    shortNames: ['ks'],
    categories: ['all', 'fluxcd', 'fluxcd-appliers'],
    versions: {
      '2.6': ['v1', 'v1beta2', 'v1beta1'],
      '2.7': ['v1', 'v1beta2'],
      '2.8': ['v1'],
      '2.9': ['v1'],
    },
    statusSubresource: true,
    columns: READY_COLUMNS,
  },
  {
    group: HELM_GROUP,
    kind: 'HelmRelease',
    plural: 'helmreleases',
    shortNames: ['hr'],
    categories: ['all', 'fluxcd', 'fluxcd-appliers'],
    versions: {
      '2.6': ['v2', 'v2beta2', 'v2beta1'],
      '2.7': ['v2', 'v2beta2'],
      '2.8': ['v2'],
      '2.9': ['v2'],
    },
    statusSubresource: true,
    columns: READY_COLUMNS,
  },
];
