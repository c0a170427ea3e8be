import { IMAGE_GROUP } from '../fluxGroups';
import { FluxKind } from './FluxKind';
import { AGE, READY, STATUS, textColumn } from './printerColumns';

const CATEGORIES = ['all', 'fluxcd', 'fluxcd-images'];

const IMAGE_VERSIONS: FluxKind['versions'] = {
  '2.6': ['v1beta2', 'v1beta1'],
  '2.7': ['v1', 'v1beta2'],
  '2.8': ['v1', 'v1beta2'],
  '2.9': ['v1'],
};

const LAST_SCAN = textColumn('Last scan', '.status.lastScanResult.scanTime');
const LAST_RUN = textColumn('Last run', '.status.lastAutomationRunTime');
const TAGS = textColumn('Tags', '.status.lastScanResult.tagCount');

/** The kinds that look for newer images and write them to Git. */
export const IMAGE_KINDS: FluxKind[] = [
  {
    group: IMAGE_GROUP,
    kind: 'ImageRepository',
    plural: 'imagerepositories',
    shortNames: [],
    shortNamesFrom29: ['imgrepo', 'imagerepo'],
    categories: CATEGORIES,
    versions: IMAGE_VERSIONS,
    statusSubresource: true,
    columns: [
      textColumn('Image', '.spec.image'),
      TAGS,
      READY,
      STATUS,
      LAST_SCAN,
      AGE,
    ],
    betaColumns: [LAST_SCAN, TAGS],
  },
  {
    group: IMAGE_GROUP,
    kind: 'ImagePolicy',
    plural: 'imagepolicies',
    shortNames: [],
    shortNamesFrom29: ['imgpol', 'imagepol'],
    categories: CATEGORIES,
    versions: IMAGE_VERSIONS,
    statusSubresource: true,
    columns: [
      textColumn('Image', '.status.latestRef.name'),
      textColumn('Tag', '.status.latestRef.tag'),
      READY,
      STATUS,
      AGE,
    ],
    betaColumns: [textColumn('LatestImage', '.status.latestImage')],
  },
  {
    group: IMAGE_GROUP,
    kind: 'ImageUpdateAutomation',
    plural: 'imageupdateautomations',
    shortNames: [],
    shortNamesFrom29: ['iua', 'imgupd', 'imgauto'],
    categories: CATEGORIES,
    versions: IMAGE_VERSIONS,
    statusSubresource: true,
    columns: [READY, STATUS, LAST_RUN, AGE],
    betaColumns: [LAST_RUN],
  },
];
