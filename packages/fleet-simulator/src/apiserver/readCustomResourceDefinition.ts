import { ApiError } from './ApiError';
import { isPlainObject } from './managedFields/isPlainObject';
import { KubernetesObject, ResourceDefinition } from './types';

/**
 * The kind that a CustomResourceDefinition defines.
 *
 * @throws ApiError 422 when it lacks what a definition needs
 */
export function readCustomResourceDefinition(
  object: KubernetesObject,
): ResourceDefinition {
  const spec = object.spec ?? {};
  const names = isPlainObject(spec.names) ? spec.names : {};
  const versions: Array<Record<string, any>> = Array.isArray(spec.versions)
    ? spec.versions.filter(version => version?.served)
    : [];
  const missing = Object.entries({
    'spec.group': spec.group,
    'spec.names.kind': names.kind,
    'spec.names.plural': names.plural,
    'spec.versions': versions[0]?.name,
  })
    .filter(([, value]) => typeof value !== 'string' || value === '')
    .map(([field]) => field);
  if (object.metadata.name !== `${names.plural}.${spec.group}`) {
    missing.push('metadata.name');
  }
  if (missing.length > 0) {
    throw ApiError.invalid(
      { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
      object.metadata.name ?? '',
      missing.map(field => ({
        reason: 'FieldValueRequired',
        field,
        message: 'Required value',
      })),
    );
  }
  const kind = String(names.kind);
  const stored = versions.find(version => version.storage) ?? versions[0];
  return {
    group: spec.group,
    versions: [
      stored.name,
      ...versions.map(({ name }) => name).filter(name => name !== stored.name),
    ],
    kind,
    plural: String(names.plural),
    singular: String(names.singular ?? kind.toLowerCase()),
    shortNames: stringsOf(names.shortNames),
    categories: stringsOf(names.categories),
    namespaced: spec.scope === 'Namespaced',
    custom: true,
    statusSubresource: Boolean(stored.subresources?.status),
    printerColumns: stored.additionalPrinterColumns ?? [],
  };
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
