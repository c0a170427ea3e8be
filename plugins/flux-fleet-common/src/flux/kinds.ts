/**
 * The API group of a Flux or Flux Operator kind.
 *
 * @public
 */
export type FluxGroup =
  | 'kustomize.toolkit.fluxcd.io'
  | 'helm.toolkit.fluxcd.io'
  | 'source.toolkit.fluxcd.io'
  | 'source.extensions.fluxcd.io'
  | 'image.toolkit.fluxcd.io'
  | 'notification.toolkit.fluxcd.io'
  | 'fluxcd.controlplane.io';

/**
 * How a user suspends a kind: a field of its spec, an annotation, or not at all.
 *
 * @public
 */
export type SuspendMechanism =
  | { by: 'spec' }
  | { by: 'annotation'; annotation: string }
  | { by: 'none' };

/**
 * What there is to know about a kind without looking at an object of it.
 *
 * @public
 */
export interface FluxKind {
  group: FluxGroup;
  kind: string;
  /** The resource name in API paths, for example `helmreleases`. */
  plural: string;
  /** Whether a controller answers to `reconcile.fluxcd.io/requestedAt`. */
  reconcilable: boolean;
  suspend: SuspendMechanism;
}

const bySpec: SuspendMechanism = { by: 'spec' };
const byOperatorAnnotation: SuspendMechanism = {
  by: 'annotation',
  annotation: 'fluxcd.controlplane.io/reconcile',
};
const byExtensionAnnotation: SuspendMechanism = {
  by: 'annotation',
  annotation: 'source.extensions.fluxcd.io/reconcile',
};
const never: SuspendMechanism = { by: 'none' };

function kind(
  group: FluxGroup,
  name: string,
  plural: string,
  reconcilable: boolean,
  suspend: SuspendMechanism,
): FluxKind {
  return { group, kind: name, plural, reconcilable, suspend };
}

/**
 * Every kind of Flux and of the Flux Operator, in the order in which they are shown.
 * A cluster serves any subset of them: what it serves is always discovered.
 *
 * @public
 */
export const FLUX_KINDS: readonly FluxKind[] = [
  kind(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'kustomizations',
    true,
    bySpec,
  ),
  kind('helm.toolkit.fluxcd.io', 'HelmRelease', 'helmreleases', true, bySpec),
  kind(
    'source.toolkit.fluxcd.io',
    'GitRepository',
    'gitrepositories',
    true,
    bySpec,
  ),
  kind(
    'source.toolkit.fluxcd.io',
    'OCIRepository',
    'ocirepositories',
    true,
    bySpec,
  ),
  kind(
    'source.toolkit.fluxcd.io',
    'HelmRepository',
    'helmrepositories',
    true,
    bySpec,
  ),
  kind('source.toolkit.fluxcd.io', 'HelmChart', 'helmcharts', true, bySpec),
  kind('source.toolkit.fluxcd.io', 'Bucket', 'buckets', true, bySpec),
  kind(
    'source.toolkit.fluxcd.io',
    'ExternalArtifact',
    'externalartifacts',
    false,
    never,
  ),
  kind(
    'source.extensions.fluxcd.io',
    'ArtifactGenerator',
    'artifactgenerators',
    true,
    byExtensionAnnotation,
  ),
  kind(
    'image.toolkit.fluxcd.io',
    'ImageRepository',
    'imagerepositories',
    true,
    bySpec,
  ),
  kind('image.toolkit.fluxcd.io', 'ImagePolicy', 'imagepolicies', true, bySpec),
  kind(
    'image.toolkit.fluxcd.io',
    'ImageUpdateAutomation',
    'imageupdateautomations',
    true,
    bySpec,
  ),
  kind('notification.toolkit.fluxcd.io', 'Receiver', 'receivers', true, bySpec),
  kind('notification.toolkit.fluxcd.io', 'Alert', 'alerts', false, bySpec),
  kind(
    'notification.toolkit.fluxcd.io',
    'Provider',
    'providers',
    false,
    bySpec,
  ),
  kind(
    'fluxcd.controlplane.io',
    'FluxInstance',
    'fluxinstances',
    true,
    byOperatorAnnotation,
  ),
  kind(
    'fluxcd.controlplane.io',
    'FluxReport',
    'fluxreports',
    true,
    byOperatorAnnotation,
  ),
  kind(
    'fluxcd.controlplane.io',
    'ResourceSet',
    'resourcesets',
    true,
    byOperatorAnnotation,
  ),
  kind(
    'fluxcd.controlplane.io',
    'ResourceSetInputProvider',
    'resourcesetinputproviders',
    true,
    byOperatorAnnotation,
  ),
];

/**
 * The kind of a group, or undefined when it is not one of Flux.
 *
 * @public
 */
export function findFluxKind(
  group: string,
  kindName: string,
): FluxKind | undefined {
  return FLUX_KINDS.find(k => k.group === group && k.kind === kindName);
}
