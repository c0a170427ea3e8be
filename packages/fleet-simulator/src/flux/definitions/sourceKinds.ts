import { SOURCE_EXTENSIONS_GROUP, SOURCE_GROUP } from '../fluxGroups';
import { FluxKind } from './FluxKind';
import {
  AGE,
  READY,
  READY_COLUMNS,
  STATUS,
  textColumn,
  URL,
} from './printerColumns';

const CATEGORIES = ['all', 'fluxcd', 'fluxcd-sources'];

const SOURCE_VERSIONS: FluxKind['versions'] = {
  '2.6': ['v1', 'v1beta2', 'v1beta1'],
  '2.7': ['v1', 'v1beta2'],
  '2.8': ['v1'],
  '2.9': ['v1'],
};

function source(
  kind: string,
  plural: string,
  shortNames: string[],
  columns: FluxKind['columns'],
): FluxKind {
  return {
    group: SOURCE_GROUP,
    kind,
    plural,
    shortNames,
    categories: CATEGORIES,
    versions: SOURCE_VERSIONS,
    statusSubresource: true,
    columns,
  };
}

/** The kinds that fetch what the others apply. */
export const SOURCE_KINDS: FluxKind[] = [
  source(
    'GitRepository',
    'gitrepositories',
    ['gitrepo'],
    [URL, ...READY_COLUMNS],
  ),
  source(
    'HelmRepository',
    'helmrepositories',
    ['helmrepo'],
    [URL, ...READY_COLUMNS],
  ),
  source(
    'HelmChart',
    'helmcharts',
    ['hc'],
    [
      textColumn('Chart', '.spec.chart'),
      textColumn('Version', '.spec.version'),
      textColumn('Source Kind', '.spec.sourceRef.kind'),
      textColumn('Source Name', '.spec.sourceRef.name'),
      ...READY_COLUMNS,
    ],
  ),
  source(
    'Bucket',
    'buckets',
    [],
    [textColumn('Endpoint', '.spec.endpoint'), ...READY_COLUMNS],
  ),
  {
    ...source(
      'OCIRepository',
      'ocirepositories',
      ['ocirepo'],
      [URL, READY, STATUS, AGE],
    ),
    versions: {
      '2.6': ['v1', 'v1beta2'],
      '2.7': ['v1', 'v1beta2'],
      '2.8': ['v1'],
      '2.9': ['v1'],
    },
  },
  {
    ...source(
      'ExternalArtifact',
      'externalartifacts',
      ['ea'],
      [...READY_COLUMNS, textColumn('Source', '.spec.sourceRef.name')],
    ),
    versions: { '2.7': ['v1'], '2.8': ['v1'], '2.9': ['v1'] },
  },
  {
    group: SOURCE_EXTENSIONS_GROUP,
    kind: 'ArtifactGenerator',
    plural: 'artifactgenerators',
    shortNames: ['ag'],
    categories: CATEGORIES,
    versions: { '2.7': ['v1beta1'], '2.8': ['v1beta1'], '2.9': ['v1beta1'] },
    statusSubresource: true,
    columns: READY_COLUMNS,
  },
];
