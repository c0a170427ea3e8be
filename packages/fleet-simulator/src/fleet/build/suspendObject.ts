import { KubernetesObject } from '../../apiserver/types';
import { timestamp } from '../../flux/machinery/timestamp';
import { Trouble } from '../trouble/Trouble';

const DAY = 86_400_000;

/** Suspends an object before it is written, as people do it: with who and why beside it. */
export function suspendObject(
  object: KubernetesObject,
  trouble: Extract<Trouble, { kind: 'suspended' }>,
  now: number,
): void {
  object.spec = { ...object.spec, suspend: true };
  object.metadata.generation = 2;
  object.metadata.annotations = {
    ...object.metadata.annotations,
    'fluxcd.controlplane.io/suspendedBy': trouble.by,
    'flux-fleet.io/suspend-reason': trouble.reason,
    ...(trouble.forDays !== undefined && {
      'flux-fleet.io/suspend-until': timestamp(now + trouble.forDays * DAY),
    }),
  };
}
