import { timestamp } from '../../flux/machinery/timestamp';
import { Random } from '../../flux/Random';
import { ClusterWriter } from './ClusterWriter';

/** A Deployment that Flux has applied. */
export interface WorkloadDraft {
  namespace: string;
  name: string;
  image: string;
  replicas?: number;
  labels: Record<string, string>;
  /** The manager that applied it. */
  manager: string;
  /** What keeps its pods from starting, if anything does. */
  waiting?: { reason: string; message: string };
}

/** Writes a Deployment with its ReplicaSet and pods, and some lines of log, on clusters that have workloads. */
export function buildWorkload(
  writer: ClusterWriter,
  draft: WorkloadDraft,
): void {
  if (!writer.plan.workloads) {
    return;
  }
  const { namespace, name } = draft;
  const random = writer.random.fork(`workload/${namespace}/${name}`);
  const replicas = draft.replicas ?? 1;
  const selector = { 'app.kubernetes.io/name': name };
  const labels = { ...draft.labels, ...selector };
  const available = draft.waiting ? 0 : replicas;
  const template = {
    metadata: { labels: selector },
    spec: { containers: [{ name, image: draft.image }] },
  };
  const deployment = writer.plain(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels },
      spec: { replicas, selector: { matchLabels: selector }, template },
      status: {
        observedGeneration: 1,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: available,
        availableReplicas: available,
        ...(draft.waiting && { unavailableReplicas: replicas }),
        conditions: [
          {
            type: 'Available',
            status: draft.waiting ? 'False' : 'True',
            reason: draft.waiting
              ? 'MinimumReplicasUnavailable'
              : 'MinimumReplicasAvailable',
            message: draft.waiting
              ? 'Deployment does not have minimum availability.'
              : 'Deployment has minimum availability.',
          },
        ],
      },
    },
    draft.manager,
  );
  const hash = random.hex(10);
  const replicaSet = writer.plain(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...selector, 'pod-template-hash': hash },
        ownerReferences: [owner('Deployment', deployment.metadata)],
      },
      spec: { replicas, selector: { matchLabels: selector }, template },
      status: { replicas, readyReplicas: available, observedGeneration: 1 },
    },
    'kube-controller-manager',
  );
  for (let index = 0; index < replicas; index++) {
    buildPod(writer, draft, replicaSet.metadata, random);
  }
}

function buildPod(
  writer: ClusterWriter,
  draft: WorkloadDraft,
  replicaSet: { name: string; uid?: string },
  random: Random,
): void {
  const { namespace, name, waiting } = draft;
  const pod = `${replicaSet.name}-${random.hex(5)}`;
  const startedAt = timestamp(writer.now - random.integer(1, 90) * 3_600_000);
  const written = writer.plain(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: pod,
        namespace,
        creationTimestamp: startedAt,
        labels: {
          'app.kubernetes.io/name': name,
          'pod-template-hash': replicaSet.name.split('-').pop() as string,
        },
        ownerReferences: [owner('ReplicaSet', replicaSet)],
      },
      spec: {
        nodeName: `node-${random.integer(1, 6)}`,
        containers: [{ name, image: draft.image }],
      },
      status: {
        phase: waiting ? 'Pending' : 'Running',
        podIP: `10.42.${random.integer(0, 9)}.${random.integer(2, 250)}`,
        startTime: startedAt,
        conditions: [{ type: 'Ready', status: waiting ? 'False' : 'True' }],
        containerStatuses: [
          {
            name,
            image: draft.image,
            imageID: `${draft.image.split(':')[0]}@sha256:${random.hex(64)}`,
            ready: !waiting,
            restartCount: 0,
            state: waiting ? { waiting } : { running: { startedAt } },
          },
        ],
      },
    },
    'kubelet',
  );
  if (waiting) {
    writer.event(written, 'kubelet', {
      type: 'Warning',
      reason:
        waiting.reason === 'ContainerCreating' ? 'FailedScheduling' : 'Failed',
      message: waiting.message,
    });
  } else {
    writeLog(writer, { namespace, name: pod, container: name });
  }
}

function writeLog(
  writer: ClusterWriter,
  pod: { namespace: string; name: string; container: string },
): void {
  const { container } = pod;
  for (const message of [
    `starting ${container}`,
    'configuration loaded',
    'listening on :8080',
    'ready',
  ]) {
    writer.api.appendPodLog(
      pod,
      JSON.stringify({ level: 'info', logger: container, msg: message }),
    );
  }
}

function owner(kind: string, metadata: { name: string; uid?: string }) {
  return {
    apiVersion: 'apps/v1',
    kind,
    name: metadata.name,
    uid: metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
