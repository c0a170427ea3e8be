import { KubernetesObject, ResourceDefinition } from './types';
import { timestamp } from './writes/timestamp';

/** The CustomResourceDefinition object of a custom kind, established at `now` (milliseconds since the epoch). */
export function createCustomResourceDefinition(
  definition: ResourceDefinition,
  now: number,
): KubernetesObject {
  const { group, kind, plural, singular, shortNames, categories } = definition;
  const names = {
    kind,
    listKind: `${kind}List`,
    plural,
    singular,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const time = timestamp(now);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names,
      scope: definition.namespaced ? 'Namespaced' : 'Cluster',
      versions: definition.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        ...(definition.statusSubresource
          ? { subresources: { status: {} } }
          : {}),
        ...(definition.printerColumns.length > 0
          ? { additionalPrinterColumns: definition.printerColumns }
          : {}),
      })),
      conversion: { strategy: 'None' },
    },
    status: {
      acceptedNames: names,
      conditions: [
        {
          type: 'NamesAccepted',
          status: 'True',
          reason: 'NoConflicts',
          message: 'no conflicts found',
          lastTransitionTime: time,
        },
        {
          type: 'Established',
          status: 'True',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
          lastTransitionTime: time,
        },
      ],
      storedVersions: [definition.versions[0]],
    },
  };
}
