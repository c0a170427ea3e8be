/**
 * What keeps something in the world from working. `pending` is not a failure (yet): whatever waits for it goes on
 * waiting, as a roll-out that takes long does.
 *
 * @public
 */
export interface Problem {
  state: 'failing' | 'pending';
  /** As the controller would report it. */
  message: string;
  /** The reason of the Ready condition, where it is not the usual one of the step that fails. */
  reason?: string;
}

/**
 * A thing in the world that can break: remote ones by address, those on one cluster by its name.
 * `access` is one cluster's way to an address, for example its credentials.
 *
 * @public
 */
export type WorldTarget =
  | { kind: 'gitRepository'; url: string }
  | { kind: 'chartRepository'; url: string }
  | { kind: 'artifact'; url: string }
  | { kind: 'image'; image: string }
  | { kind: 'bucket'; endpoint: string; bucketName: string }
  | { kind: 'access'; cluster: string; url: string }
  | {
      kind: 'workload' | 'kustomization' | 'release' | 'automation';
      cluster: string;
      namespace: string;
      name: string;
    };

/** A text that is the same for the same target. */
export function targetKey(target: WorldTarget): string {
  return `${target.kind}|${Object.entries(target)
    .filter(([field]) => field !== 'kind')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, value]) => value)
    .join('|')}`;
}
