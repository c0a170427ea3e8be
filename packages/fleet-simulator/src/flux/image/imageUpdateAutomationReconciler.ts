import { KubernetesObject } from '../../apiserver/types';
import { IMAGE_GROUP, SOURCE_GROUP } from '../fluxGroups';
import { failed, succeeded } from '../machinery/outcomes';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { timestamp } from '../machinery/timestamp';
import { artifactOf } from '../source/artifact';

/** Commits the tags that image policies have selected to a Git repository. */
export const imageUpdateAutomationReconciler: Reconciler = {
  group: IMAGE_GROUP,
  kind: 'ImageUpdateAutomation',
  controller: 'image-automation-controller',
  defaultInterval: 300_000,
  progress: 'whenAsked',
  progressMessage: () => 'reconciliation in progress',
  reconcile(object, context) {
    const reference = object.spec?.sourceRef ?? {};
    const source = context.api.get({
      group: SOURCE_GROUP,
      kind: 'GitRepository',
      namespace: reference.namespace ?? object.metadata.namespace ?? '',
      name: String(reference.name),
    });
    if (!source) {
      return failed(
        'SourceManagerFailed',
        `source manager failed: GitRepository.${SOURCE_GROUP} "${reference.name}" not found`,
      );
    }
    const problem = problemOf(object, source, context);
    if (problem) {
      return failed(problem.reason ?? 'GitOperationFailed', problem.message);
    }
    return update(object, source, context);
  },
};

function problemOf(
  object: KubernetesObject,
  source: KubernetesObject,
  { world, api }: ReconcileContext,
) {
  const url = String(source.spec?.url);
  return (
    world.problem({
      kind: 'automation',
      cluster: api.name,
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
    }) ??
    world.problem({ kind: 'access', cluster: api.name, url }) ??
    world.problem({ kind: 'gitRepository', url })
  );
}

function update(
  object: KubernetesObject,
  source: KubernetesObject,
  { api, world, now, effects }: ReconcileContext,
) {
  const namespace = object.metadata.namespace ?? '';
  const policies = Object.fromEntries(
    api
      .list(IMAGE_GROUP, 'ImagePolicy', { namespace })
      .flatMap(policy =>
        policy.status?.latestRef
          ? [[policy.metadata.name, policy.status.latestRef]]
          : [],
      ),
  );
  const before = object.status?.observedPolicies as typeof policies | undefined;
  const updated = Object.keys(policies).filter(
    name => before?.[name] && before[name].tag !== policies[name].tag,
  );
  const status = {
    lastAutomationRunTime: timestamp(now),
    observedPolicies: policies,
    observedSourceRevision: artifactOf(source)?.revision ?? null,
  };
  if (updated.length === 0 || !effects) {
    return succeeded('Succeeded', 'repository up-to-date', { status });
  }
  const branch = object.spec?.git?.push?.branch ?? source.spec?.ref?.branch;
  const sha = world.advance({
    kind: 'commit',
    url: String(source.spec?.url),
    branch: branch ?? 'main',
    message: `Update ${updated.join(', ')}`,
    author: object.spec?.git?.commit?.author?.name ?? 'fluxcdbot',
  });
  const message = `pushed commit '${sha.slice(0, 7)}' to branch '${
    branch ?? 'main'
  }'\n${updated
    .map(name => `- ${policies[name].name}:${policies[name].tag}`)
    .join('\n')}`;
  return succeeded('Succeeded', message, {
    status: { ...status, lastPushCommit: sha, lastPushTime: timestamp(now) },
    event: { type: 'Normal', reason: 'Succeeded', message },
  });
}
