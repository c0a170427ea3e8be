import { apiVersionOf } from '../../apiserver/store/objectText';
import { ResourceDefinition } from '../../apiserver/types';
import { VIRTUAL_GROUPS } from './groupVersions';

/** The verbs of every stored kind. */
export const VERBS: readonly string[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
/** The verbs of `status`. */
export const STATUS_VERBS: readonly string[] = ['get', 'patch', 'update'];

/** `APIResourceList` of one group and version. */
export function resourceList(
  group: string,
  version: string,
  definitions: ResourceDefinition[],
): Record<string, unknown> {
  const stored = definitions
    .filter(
      definition =>
        definition.group === group && definition.versions.includes(version),
    )
    .flatMap(resourcesOf);
  const virtual = VIRTUAL_GROUPS.filter(
    kind => kind.group === group && kind.version === version,
  ).map(({ kind, plural }) => ({
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['create'],
  }));
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(group, version),
    resources: [...stored, ...virtual],
  };
}

function resourcesOf(
  definition: ResourceDefinition,
): Array<Record<string, unknown>> {
  const { plural, singular, namespaced, kind, shortNames, categories } =
    definition;
  const resources: Array<Record<string, unknown>> = [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs: VERBS,
      ...(shortNames.length > 0 ? { shortNames } : {}),
      ...(categories.length > 0 ? { categories } : {}),
    },
  ];
  if (definition.statusSubresource) {
    resources.push({
      name: `${plural}/status`,
      singularName: '',
      namespaced,
      kind,
      verbs: STATUS_VERBS,
    });
  }
  if (definition.group === '' && kind === 'Pod') {
    resources.push({
      name: 'pods/log',
      singularName: '',
      namespaced,
      kind,
      verbs: ['get'],
    });
  }
  return resources;
}
