import { Random } from '../../flux/Random';
import { TroubleFinder } from './Trouble';

const RELEASE_MESSAGES = [
  'context deadline exceeded',
  'timed out waiting for the condition',
  'cannot patch "api" with kind Deployment: Deployment.apps "api" is invalid: spec.selector: field is immutable',
  'execution error at (service/templates/deployment.yaml:42:20): image.tag is required',
];

/** Troubles for a share of a large fleet's releases and Kustomizations, drawn from the seed. */
export function benchmarkTroubles(
  cluster: string,
  random: Random,
): TroubleFinder {
  return (kind, namespace, name) => {
    if (
      namespace === 'flux-system' ||
      !['HelmRelease', 'Kustomization'].includes(kind)
    ) {
      return undefined;
    }
    const own = random.fork(`${kind}/${namespace}/${name}`);
    if (own.chance(0.02)) {
      return {
        kind: 'suspended',
        by: 'platform-oncall@acme.example',
        reason: 'Maintenance',
      };
    }
    if (!own.chance(0.04)) {
      return undefined;
    }
    return kind === 'HelmRelease'
      ? {
          kind: 'problem',
          target: { kind: 'release', cluster, namespace, name },
          message: own.pick(RELEASE_MESSAGES),
          cause: 'lasting',
          minutesAgo: own.integer(5, 2_000),
        }
      : {
          kind: 'problem',
          target: { kind: 'kustomization', cluster, namespace, name },
          reason: 'BuildFailed',
          message:
            'kustomize build failed: map[string]interface {}(nil): yaml: unmarshal errors:\n  line 27: mapping key "resources" already defined at line 14',
          cause: 'lasting',
          minutesAgo: own.integer(5, 2_000),
        };
  };
}
