import { NOTIFICATION_GROUP } from '../fluxGroups';
import { FluxKind } from './FluxKind';
import { AGE, READY_COLUMNS } from './printerColumns';

const CATEGORIES = ['all', 'fluxcd', 'fluxcd-notifications'];

const STATIC_VERSIONS: FluxKind['versions'] = {
  '2.6': ['v1beta3', 'v1beta2', 'v1beta1'],
  '2.7': ['v1beta3', 'v1beta2'],
  '2.8': ['v1beta3', 'v1beta2'],
  '2.9': ['v1beta3'],
};

/** The kinds that tell others, or are told. Alerts and providers are static: they have no status. */
export const NOTIFICATION_KINDS: FluxKind[] = [
  {
    group: NOTIFICATION_GROUP,
    kind: 'Receiver',
    plural: 'receivers',
    shortNames: [],
    categories: CATEGORIES,
    versions: {
      '2.6': ['v1', 'v1beta2', 'v1beta1'],
      '2.7': ['v1', 'v1beta2'],
      '2.8': ['v1', 'v1beta2'],
      '2.9': ['v1'],
    },
    statusSubresource: true,
    columns: READY_COLUMNS,
  },
  {
    group: NOTIFICATION_GROUP,
    kind: 'Alert',
    plural: 'alerts',
    shortNames: [],
    categories: CATEGORIES,
    versions: STATIC_VERSIONS,
    statusSubresource: false,
    columns: [AGE],
  },
  {
    group: NOTIFICATION_GROUP,
    kind: 'Provider',
    plural: 'providers',
    shortNames: [],
    categories: CATEGORIES,
    versions: STATIC_VERSIONS,
    statusSubresource: false,
    columns: [AGE],
  },
];
