import { IMAGE_GROUP } from '../fluxGroups';
import { isAtLeast } from '../FluxRelease';
import { digest } from '../machinery/digest';
import { failed, succeeded } from '../machinery/outcomes';
import { Reconciler } from '../machinery/Reconciler';
import { timestamp } from '../machinery/timestamp';
import { missingSecret } from '../source/missingSecret';

/** Scans the tags of an image. */
export const imageRepositoryReconciler: Reconciler = {
  group: IMAGE_GROUP,
  kind: 'ImageRepository',
  controller: 'image-reflector-controller',
  defaultInterval: 300_000,
  progress: 'whenAsked',
  progressMessage: () => 'reconciliation in progress',
  reconcile(object, context) {
    const image = String(object.spec?.image);
    const { world, api } = context;
    const secret = missingSecret(object, context);
    if (secret) {
      return failed('AuthenticationFailed', secret);
    }
    const problem =
      world.problem({ kind: 'access', cluster: api.name, url: image }) ??
      world.problem({ kind: 'image', image });
    if (problem || !world.images.has(image)) {
      return failed(
        problem?.reason ?? 'ReadOperationFailed',
        problem?.message ??
          `scan failed: GET https://${image.replace(
            '/',
            '/v2/',
          )}/tags/list: NAME_UNKNOWN: repository name not known to registry`,
      );
    }
    const tags = world.images.tags(image);
    const checksum = digest(tags.join(' ')).slice(0, 10);
    const isNew = object.status?.lastScanResult?.tagCount !== tags.length;
    const message = `successful scan: found ${tags.length} tags${
      isAtLeast(context.release, '2.7') ? ` with checksum ${checksum}` : ''
    }`;
    return succeeded('Succeeded', message, {
      status: {
        canonicalImageName: image,
        lastScanResult: {
          latestTags: [...tags].reverse().slice(0, 10),
          ...(isAtLeast(context.release, '2.7') && { revision: checksum }),
          scanTime: timestamp(context.now),
          tagCount: tags.length,
        },
        observedExclusionList: ['^.*\\.sig$'],
      },
      ...(isNew && { event: { type: 'Normal', reason: 'Succeeded', message } }),
    });
  },
};
