import { KubernetesObject, ObjectKey } from '../../apiserver/types';
import {
  HELM_GROUP,
  IMAGE_GROUP,
  KUSTOMIZE_GROUP,
  SOURCE_EXTENSIONS_GROUP,
  SOURCE_GROUP,
} from '../fluxGroups';
import { helmChartName, helmChartNamespace } from '../helm/releaseChart';
import { groupOf } from './objectKeys';

/** Something that an object reads: it is reconciled again when that changes. */
export interface Reference {
  key: ObjectKey;
  /** `source`: on a new revision. `dependency`: once it is Ready. */
  as: 'source' | 'dependency';
}

/** What an object of a Flux kind reads. */
export function referencesOf(object: KubernetesObject): Reference[] {
  const group = groupOf(object.apiVersion);
  const source = (reference: {
    kind?: string;
    name?: string;
    namespace?: string;
  }): Reference => ({
    as: 'source',
    key: {
      group: SOURCE_GROUP,
      kind: String(reference.kind),
      namespace: reference.namespace ?? object.metadata.namespace ?? '',
      name: String(reference.name),
    },
  });
  const dependencies: Reference[] = (object.spec?.dependsOn ?? []).map(
    (dependency: Record<string, string>) => ({
      as: 'dependency' as const,
      key: {
        group: groupOf(dependency.apiVersion ?? object.apiVersion),
        kind: dependency.kind ?? object.kind,
        namespace: dependency.namespace ?? object.metadata.namespace ?? '',
        name: dependency.name,
      },
    }),
  );
  switch (`${group}/${object.kind}`) {
    case `${KUSTOMIZE_GROUP}/Kustomization`:
      return [source(object.spec?.sourceRef ?? {}), ...dependencies];
    case `${SOURCE_GROUP}/HelmChart`:
      return [source(object.spec?.sourceRef ?? {})];
    case `${HELM_GROUP}/HelmRelease`:
      return [
        source(
          object.spec?.chartRef ?? {
            kind: 'HelmChart',
            name: helmChartName(object),
            namespace: helmChartNamespace(object),
          },
        ),
        ...dependencies,
      ];
    case `${SOURCE_EXTENSIONS_GROUP}/ArtifactGenerator`:
      return (object.spec?.sources ?? []).map(source);
    case `${IMAGE_GROUP}/ImagePolicy`: {
      const reference = source(object.spec?.imageRepositoryRef ?? {});
      return [
        {
          as: 'source',
          key: {
            ...reference.key,
            group: IMAGE_GROUP,
            kind: 'ImageRepository',
          },
        },
      ];
    }
    default:
      return dependencies;
  }
}
