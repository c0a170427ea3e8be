import { KubernetesObject } from '../../apiserver/types';
import { ReconcileContext } from '../machinery/Reconciler';
import { findSource } from './findSource';

/** The Flux objects that a Kustomization's path describes; undefined when the world keeps no manifests for it. */
export function manifestsOf(
  object: KubernetesObject,
  context: ReconcileContext,
): KubernetesObject[] | undefined {
  const found = findSource(object, context);
  if ('message' in found) {
    return undefined;
  }
  return context.world.git.manifests(
    String(found.source.spec?.url),
    String(object.spec?.path ?? './'),
  );
}
