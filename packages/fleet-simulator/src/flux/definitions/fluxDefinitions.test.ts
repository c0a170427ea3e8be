import { FluxRelease } from '../FluxRelease';
import { fluxDefinitions } from './fluxDefinitions';

const RELEASES: FluxRelease[] = ['2.6', '2.7', '2.8', '2.9'];

/** Kind to served versions in 2.6, 2.7, 2.8 and 2.9; a dash where it is not served. */
const TABLE: Array<[kind: string, plural: string, ...versions: string[]]> = [
  [
    'Kustomization',
    'kustomizations',
    'v1,v1beta2,v1beta1',
    'v1,v1beta2',
    'v1',
    'v1',
  ],
  [
    'HelmRelease',
    'helmreleases',
    'v2,v2beta2,v2beta1',
    'v2,v2beta2',
    'v2',
    'v2',
  ],
  [
    'GitRepository',
    'gitrepositories',
    'v1,v1beta2,v1beta1',
    'v1,v1beta2',
    'v1',
    'v1',
  ],
  [
    'HelmRepository',
    'helmrepositories',
    'v1,v1beta2,v1beta1',
    'v1,v1beta2',
    'v1',
    'v1',
  ],
  ['HelmChart', 'helmcharts', 'v1,v1beta2,v1beta1', 'v1,v1beta2', 'v1', 'v1'],
  ['Bucket', 'buckets', 'v1,v1beta2,v1beta1', 'v1,v1beta2', 'v1', 'v1'],
  ['OCIRepository', 'ocirepositories', 'v1,v1beta2', 'v1,v1beta2', 'v1', 'v1'],
  ['ExternalArtifact', 'externalartifacts', '-', 'v1', 'v1', 'v1'],
  [
    'ArtifactGenerator',
    'artifactgenerators',
    '-',
    'v1beta1',
    'v1beta1',
    'v1beta1',
  ],
  [
    'ImageRepository',
    'imagerepositories',
    'v1beta2,v1beta1',
    'v1,v1beta2',
    'v1,v1beta2',
    'v1',
  ],
  [
    'ImagePolicy',
    'imagepolicies',
    'v1beta2,v1beta1',
    'v1,v1beta2',
    'v1,v1beta2',
    'v1',
  ],
  [
    'ImageUpdateAutomation',
    'imageupdateautomations',
    'v1beta2,v1beta1',
    'v1,v1beta2',
    'v1,v1beta2',
    'v1',
  ],
  [
    'Receiver',
    'receivers',
    'v1,v1beta2,v1beta1',
    'v1,v1beta2',
    'v1,v1beta2',
    'v1',
  ],
  [
    'Alert',
    'alerts',
    'v1beta3,v1beta2,v1beta1',
    'v1beta3,v1beta2',
    'v1beta3,v1beta2',
    'v1beta3',
  ],
  [
    'Provider',
    'providers',
    'v1beta3,v1beta2,v1beta1',
    'v1beta3,v1beta2',
    'v1beta3,v1beta2',
    'v1beta3',
  ],
  ['FluxInstance', 'fluxinstances', 'v1', 'v1', 'v1', 'v1'],
  ['FluxReport', 'fluxreports', 'v1', 'v1', 'v1', 'v1'],
  ['ResourceSet', 'resourcesets', 'v1', 'v1', 'v1', 'v1'],
  [
    'ResourceSetInputProvider',
    'resourcesetinputproviders',
    'v1',
    'v1',
    'v1',
    'v1',
  ],
];

describe('fluxDefinitions', () => {
  it.each(TABLE)(
    'serves %s as %s in the versions of each release',
    (kind, plural, ...versions) => {
      RELEASES.forEach((release, index) => {
        const found = fluxDefinitions(release, { operator: true }).find(
          definition => definition.kind === kind,
        );
        expect(found?.versions.join(',') ?? '-').toBe(versions[index]);
        expect(found?.plural ?? plural).toBe(plural);
      });
    },
  );

  it.each(RELEASES)(
    'knows no other kinds in %s, and each name once',
    release => {
      const definitions = fluxDefinitions(release, { operator: true });
      const names = definitions.flatMap(({ plural, shortNames }) => [
        plural,
        ...shortNames,
      ]);
      expect(new Set(names).size).toBe(names.length);
      expect(
        definitions.every(({ namespaced, custom }) => namespaced && custom),
      ).toBe(true);
      expect(
        definitions.every(({ kind }) =>
          TABLE.some(([known]) => known === kind),
        ),
      ).toBe(true);
    },
  );

  it("leaves out the operator's kinds where it does not run", () => {
    const groups = fluxDefinitions('2.9', { operator: false }).map(
      ({ group }) => group,
    );
    expect(groups).not.toContain('fluxcd.controlplane.io');
  });

  it('gives alerts and providers no status', () => {
    const without = fluxDefinitions('2.8', { operator: true })
      .filter(({ statusSubresource }) => !statusSubresource)
      .map(({ kind }) => kind);
    expect(without).toEqual(['Alert', 'Provider']);
  });

  it('shows the columns of the beta image kinds in 2.6 only', () => {
    const columns = (release: FluxRelease) =>
      fluxDefinitions(release, { operator: false })
        .find(({ kind }) => kind === 'ImagePolicy')
        ?.printerColumns.map(({ name }) => name);
    expect(columns('2.6')).toEqual(['LatestImage']);
    expect(columns('2.9')).toEqual(['Image', 'Tag', 'Ready', 'Status', 'Age']);
  });
});
