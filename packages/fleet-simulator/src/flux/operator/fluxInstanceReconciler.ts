import { OPERATOR_GROUP } from '../fluxGroups';
import { fluxVersions } from '../fluxVersions';
import { digest } from '../machinery/digest';
import { formatDuration } from '../machinery/duration';
import { extendHistory } from '../machinery/history';
import { inventoryEntry } from '../machinery/inventory';
import { succeeded } from '../machinery/outcomes';
import { Reconciler } from '../machinery/Reconciler';

/** Installs Flux itself. */
export const fluxInstanceReconciler: Reconciler = {
  group: OPERATOR_GROUP,
  kind: 'FluxInstance',
  controller: 'flux-operator',
  defaultInterval: 3_600_000,
  progress: 'whenAsked',
  progressMessage: () => 'Reconciliation in progress',
  reconcile(object, context) {
    const versions = fluxVersions(context.release);
    const components = (object.spec?.components ??
      Object.keys(versions.controllers)) as string[];
    const registry = String(
      object.spec?.distribution?.registry ?? 'ghcr.io/fluxcd',
    );
    const revision = `${versions.distribution}@sha256:${digest(
      JSON.stringify([versions.distribution, components, object.spec]),
    )}`;
    const isNew = object.status?.lastAppliedRevision !== revision;
    const message = `Reconciliation finished in ${formatDuration(
      context.took,
    )}`;
    return succeeded('ReconciliationSucceeded', message, {
      status: {
        components: components.map(name => ({
          digest: `sha256:${digest(`${name}:${versions.controllers[name]}`)}`,
          name,
          repository: `${registry}/${name}`,
          tag: versions.controllers[name],
        })),
        inventory: {
          entries: components
            .map(name =>
              inventoryEntry({
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                namespace: object.metadata.namespace,
                name,
              }),
            )
            .sort((left, right) => (left.id < right.id ? -1 : 1)),
        },
        lastAppliedRevision: revision,
        lastAttemptedRevision: revision,
        lastArtifactRevision: `sha256:${digest(versions.distribution)}`,
        history: extendHistory(
          object,
          {
            digest: `sha256:${revision.split(':').pop()}`,
            status: 'ReconciliationSucceeded',
            duration: formatDuration(context.took),
            metadata: { flux: versions.distribution },
          },
          context.now,
        ),
      },
      ...((isNew || context.request.requested) && {
        event: { type: 'Normal', reason: 'ReconciliationSucceeded', message },
      }),
    });
  },
};
