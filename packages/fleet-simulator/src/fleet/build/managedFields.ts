import { KubernetesObject, ManagedFieldsEntry } from '../../apiserver/types';
import { timestamp } from '../../flux/machinery/timestamp';

/**
 * `metadata.managedFields` of an object that `manager` has applied and whose status `statusManager` writes. Lists count as
 * one field each, as those of custom resources do.
 */
export function managedFields(
  object: KubernetesObject,
  options: { manager: string; statusManager?: string; now: number },
): ManagedFieldsEntry[] {
  const time = timestamp(options.now);
  const { labels, annotations, finalizers } = object.metadata;
  const shared = {
    apiVersion: object.apiVersion,
    time,
    fieldsType: 'FieldsV1' as const,
  };
  return [
    {
      ...shared,
      manager: options.manager,
      operation: 'Apply',
      fieldsV1: fieldsOf({
        ...((labels || annotations) && {
          metadata: {
            ...(labels && { labels }),
            ...(annotations && { annotations }),
          },
        }),
        spec: object.spec ?? {},
      }),
    },
    ...(finalizers && options.statusManager
      ? [
          {
            ...shared,
            manager: options.statusManager,
            operation: 'Update' as const,
            fieldsV1: {
              'f:metadata': {
                'f:finalizers': {
                  '.': {},
                  ...Object.fromEntries(
                    finalizers.map(name => [`v:"${name}"`, {}]),
                  ),
                },
              },
            },
          },
        ]
      : []),
    ...(object.status && options.statusManager
      ? [
          {
            ...shared,
            manager: options.statusManager,
            operation: 'Update' as const,
            subresource: 'status',
            fieldsV1: {
              'f:status': Object.fromEntries(
                Object.keys(object.status).map(field => [`f:${field}`, {}]),
              ),
            },
          },
        ]
      : []),
  ];
}

function fieldsOf(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      `f:${field}`,
      isObject(inner) && Object.keys(inner).length > 0 ? fieldsOf(inner) : {},
    ]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
