import { ResourceDefinition } from '../../apiserver/types';
import { compareVersions } from './compareVersions';

/** A kind that is only ever posted: the answer comes back at once, nothing is stored. */
export interface VirtualKind {
  group: string;
  version: 'v1';
  kind: string;
  plural: string;
}

/** Reviews that clients make about themselves. */
export const VIRTUAL_GROUPS: readonly VirtualKind[] = [
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectReview',
    plural: 'selfsubjectreviews',
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectAccessReview',
    plural: 'selfsubjectaccessreviews',
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectRulesReview',
    plural: 'selfsubjectrulesreviews',
  },
];

/** The groups (without the core group) with their versions, the preferred one first. */
export function groupVersions(
  definitions: ResourceDefinition[],
): Map<string, string[]> {
  const groups = new Map<string, Set<string>>();
  const add = (group: string, version: string) => {
    const versions = groups.get(group) ?? new Set();
    versions.add(version);
    groups.set(group, versions);
  };
  for (const { group, version } of VIRTUAL_GROUPS) {
    add(group, version);
  }
  for (const { group, versions } of definitions) {
    if (group !== '') {
      versions.forEach(version => add(group, version));
    }
  }
  return new Map(
    [...groups].map(([group, versions]) => [
      group,
      [...versions].sort(compareVersions),
    ]),
  );
}

/** Whether a request is for a virtual kind. */
export function isVirtual(resource: {
  group: string;
  version: string;
  plural: string;
}): boolean {
  return VIRTUAL_GROUPS.some(
    kind =>
      kind.group === resource.group &&
      kind.version === resource.version &&
      kind.plural === resource.plural,
  );
}
