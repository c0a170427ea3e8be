import { ResourceDefinition } from '../../apiserver/types';
import { groupVersions, VIRTUAL_GROUPS } from './groupVersions';
import { STATUS_VERBS, VERBS } from './resourceList';

/** `APIGroupDiscoveryList`: everything that `/api` or `/apis` and the paths below them say, in one answer. */
export function aggregatedDiscovery(
  definitions: ResourceDefinition[],
  isCore: boolean,
  version: 'v2' | 'v2beta1',
): Record<string, unknown> {
  const groups = isCore ? new Map([['', ['v1']]]) : groupVersions(definitions);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: [...groups].map(([group, versions]) => ({
      metadata: group ? { name: group, creationTimestamp: null } : {},
      versions: versions.map(served => ({
        version: served,
        resources: [
          ...definitions
            .filter(
              definition =>
                definition.group === group &&
                definition.versions.includes(served),
            )
            .map(definition => resourceOf(definition, served)),
          ...VIRTUAL_GROUPS.filter(kind => kind.group === group).map(
            ({ kind, plural }) => ({
              resource: plural,
              responseKind: { group, version: served, kind },
              scope: 'Cluster',
              singularResource: kind.toLowerCase(),
              verbs: ['create'],
            }),
          ),
        ],
        freshness: 'Current',
      })),
    })),
  };
}

function resourceOf(
  definition: ResourceDefinition,
  version: string,
): Record<string, unknown> {
  const { group, kind, plural, singular, shortNames, categories } = definition;
  const responseKind = { group, version, kind };
  const subresources: Array<Record<string, unknown>> = [];
  if (definition.statusSubresource) {
    subresources.push({
      subresource: 'status',
      responseKind,
      verbs: STATUS_VERBS,
    });
  }
  if (group === '' && kind === 'Pod') {
    subresources.push({ subresource: 'log', responseKind, verbs: ['get'] });
  }
  return {
    resource: plural,
    responseKind,
    scope: definition.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs: VERBS,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
