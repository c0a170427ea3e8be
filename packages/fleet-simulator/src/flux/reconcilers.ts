import { helmReleaseReconciler } from './helm/helmReleaseReconciler';
import { imagePolicyReconciler } from './image/imagePolicyReconciler';
import { imageRepositoryReconciler } from './image/imageRepositoryReconciler';
import { imageUpdateAutomationReconciler } from './image/imageUpdateAutomationReconciler';
import { kustomizationReconciler } from './kustomize/kustomizationReconciler';
import { Reconciler } from './machinery/Reconciler';
import { receiverReconciler } from './notification/receiverReconciler';
import { fluxInstanceReconciler } from './operator/fluxInstanceReconciler';
import { fluxReportReconciler } from './operator/fluxReportReconciler';
import { inputProviderReconciler } from './operator/inputProviderReconciler';
import { resourceSetReconciler } from './operator/resourceSetReconciler';
import { artifactGeneratorReconciler } from './source/artifactGeneratorReconciler';
import { bucketReconciler } from './source/bucketReconciler';
import { gitRepositoryReconciler } from './source/gitRepositoryReconciler';
import { helmChartReconciler } from './source/helmChartReconciler';
import { helmRepositoryReconciler } from './source/helmRepositoryReconciler';
import { ociRepositoryReconciler } from './source/ociRepositoryReconciler';

const RECONCILERS = new Map<string, Reconciler>(
  [
    gitRepositoryReconciler,
    ociRepositoryReconciler,
    helmRepositoryReconciler,
    bucketReconciler,
    helmChartReconciler,
    artifactGeneratorReconciler,
    kustomizationReconciler,
    helmReleaseReconciler,
    imageRepositoryReconciler,
    imagePolicyReconciler,
    imageUpdateAutomationReconciler,
    receiverReconciler,
    fluxInstanceReconciler,
    fluxReportReconciler,
    resourceSetReconciler,
    inputProviderReconciler,
  ].map(reconciler => [`${reconciler.group}/${reconciler.kind}`, reconciler]),
);

/** How a kind is reconciled; undefined for kinds that Flux does not know and for static ones. */
export function reconcilerOf(kind: {
  group: string;
  kind: string;
}): Reconciler | undefined {
  return RECONCILERS.get(`${kind.group}/${kind.kind}`);
}
