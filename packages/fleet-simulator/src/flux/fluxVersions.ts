import { FluxRelease } from './FluxRelease';

/** Versions of the parts of one Flux release. */
export interface FluxVersions {
  /** The distribution's version, as `app.kubernetes.io/version` of Flux's own workloads has it. */
  distribution: string;
  /** Controller name to image tag. */
  controllers: Record<string, string>;
}

/** The version of the Flux Operator that simulated clusters run. */
export const FLUX_OPERATOR_VERSION = 'v0.58.0';

const VERSIONS: Record<FluxRelease, FluxVersions> = {
  '2.6': {
    distribution: 'v2.6.4',
    controllers: {
      'source-controller': 'v1.6.2',
      'kustomize-controller': 'v1.6.1',
      'helm-controller': 'v1.3.0',
      'notification-controller': 'v1.6.0',
      'image-reflector-controller': 'v0.35.2',
      'image-automation-controller': 'v0.41.2',
    },
  },
  '2.7': {
    distribution: 'v2.7.5',
    controllers: {
      'source-controller': 'v1.7.4',
      'kustomize-controller': 'v1.7.3',
      'helm-controller': 'v1.4.5',
      'notification-controller': 'v1.7.5',
      'image-reflector-controller': 'v1.0.4',
      'image-automation-controller': 'v1.0.4',
      'source-watcher': 'v2.0.3',
    },
  },
  '2.8': {
    distribution: 'v2.8.3',
    controllers: {
      'source-controller': 'v1.8.1',
      'kustomize-controller': 'v1.8.2',
      'helm-controller': 'v1.5.3',
      'notification-controller': 'v1.8.2',
      'image-reflector-controller': 'v1.1.1',
      'image-automation-controller': 'v1.1.1',
      'source-watcher': 'v2.1.1',
    },
  },
  '2.9': {
    distribution: 'v2.9.4',
    controllers: {
      'source-controller': 'v1.9.3',
      'kustomize-controller': 'v1.9.3',
      'helm-controller': 'v1.6.3',
      'notification-controller': 'v1.9.2',
      'image-reflector-controller': 'v1.2.2',
      'image-automation-controller': 'v1.2.2',
      'source-watcher': 'v2.2.2',
    },
  },
};

/** Which versions the parts of a Flux release have. */
export function fluxVersions(release: FluxRelease): FluxVersions {
  return VERSIONS[release];
}
