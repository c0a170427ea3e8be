import { KubernetesObject } from '../../apiserver/types';
import { IMAGE_GROUP } from '../fluxGroups';
import { isAtLeast } from '../FluxRelease';
import { failed, succeeded } from '../machinery/outcomes';
import { Reconciler } from '../machinery/Reconciler';
import { World } from '../world/World';

/** Selects the tag of an image that a policy wants. */
export const imagePolicyReconciler: Reconciler = {
  group: IMAGE_GROUP,
  kind: 'ImagePolicy',
  controller: 'image-reflector-controller',
  progress: 'whenAsked',
  progressMessage: () => 'reconciliation in progress',
  reconcile(object, context) {
    const { api, world, release } = context;
    const reference = object.spec?.imageRepositoryRef ?? {};
    const namespace = reference.namespace ?? object.metadata.namespace ?? '';
    const repository = api.get({
      group: IMAGE_GROUP,
      kind: 'ImageRepository',
      namespace,
      name: String(reference.name),
    });
    const scanned = repository?.status?.lastScanResult;
    if (!repository || !scanned) {
      return failed(
        'DependencyNotReady',
        repository
          ? 'referenced ImageRepository has not been scanned yet'
          : `failed to get the referenced ImageRepository: ImageRepository.${IMAGE_GROUP} "${reference.name}" not found`,
        { requeue: 'never' },
      );
    }
    const image = String(repository.spec?.image);
    const tag = selectTag(object, world, image);
    if (!tag) {
      return failed(
        'Failure',
        'cannot determine latest tag for policy: no tags match the policy',
        { requeue: 'never' },
      );
    }
    const before = object.status?.latestRef?.tag as string | undefined;
    const previous = object.status?.observedPreviousRef;
    const changed = before !== undefined && before !== tag;
    const message = describe(image, tag, changed ? before : previous?.tag);
    return succeeded('Succeeded', message, {
      status: {
        latestRef: { name: image, tag },
        ...(changed && { observedPreviousRef: { name: image, tag: before } }),
        ...(!isAtLeast(release, '2.7') && {
          latestImage: `${image}:${tag}`,
          ...(changed && { observedPreviousImage: `${image}:${before}` }),
        }),
      },
      ...(before !== tag && {
        event: { type: 'Normal', reason: 'Succeeded', message },
      }),
      requeue: 'never',
    });
  },
};

function describe(image: string, tag: string, previous?: string): string {
  const from = previous ? ` (previously ${image}:${previous})` : '';
  return `Latest image tag for ${image} resolved to ${tag}${from}`;
}

function selectTag(
  object: KubernetesObject,
  world: World,
  image: string,
): string | undefined {
  const policy = object.spec?.policy ?? {};
  if (policy.semver) {
    return world.images.highest(image, String(policy.semver.range ?? '*'));
  }
  const pattern = object.spec?.filterTags?.pattern as string | undefined;
  const tags = world.images
    .tags(image)
    .filter(tag => !pattern || new RegExp(pattern).test(tag))
    .sort();
  const order = (policy.alphabetical ?? policy.numerical)?.order ?? 'asc';
  return order === 'desc' ? tags[0] : tags[tags.length - 1];
}
