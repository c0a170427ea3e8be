import { ApiError, StatusCause } from '../ApiError';
import { isPlainObject } from '../managedFields/isPlainObject';
import { KubernetesObject, ResourceDefinition } from '../types';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_KEY = new RegExp(`^(${SUBDOMAIN}/)?${QUALIFIED_NAME}$`);
const LONGEST_ANNOTATIONS = 256 * 1024;

/**
 * Checks the metadata that a client may set, with the messages of `k8s.io/apimachinery/pkg/api/validation`.
 *
 * @throws ApiError 422 with a cause for every field that is wrong
 */
export function validateMetadata(
  definition: ResourceDefinition,
  object: KubernetesObject,
): void {
  const { metadata } = object;
  const causes = [
    ...checkName(definition, metadata.name),
    ...checkStrings('metadata.labels', metadata.labels),
    ...checkStrings('metadata.annotations', metadata.annotations),
  ];
  if (causes.length === 0) {
    causes.push(...checkLabels(metadata.labels ?? {}));
    causes.push(...checkAnnotations(metadata.annotations ?? {}));
    causes.push(...checkFinalizers(metadata.finalizers));
    causes.push(...checkOwners(metadata.ownerReferences));
  }
  if (causes.length > 0) {
    throw ApiError.invalid(definition, metadata.name ?? '', causes);
  }
}

function checkName(
  definition: ResourceDefinition,
  name: unknown,
): StatusCause[] {
  const field = 'metadata.name';
  if (typeof name !== 'string' || name === '') {
    return [required(field, 'name or generateName is required')];
  }
  if (definition.group === 'rbac.authorization.k8s.io') {
    return /[/%]/.test(name)
      ? [invalid(field, name, `may not contain '/' or '%'`)]
      : [];
  }
  if (definition.group === '' && definition.kind === 'Namespace') {
    return name.length <= 63 && new RegExp(`^${LABEL}$`).test(name)
      ? []
      : [
          invalid(
            field,
            name,
            `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
          ),
        ];
  }
  if (name.length > 253) {
    return [invalid(field, name, 'must be no more than 253 characters')];
  }
  return new RegExp(`^${SUBDOMAIN}$`).test(name)
    ? []
    : [
        invalid(
          field,
          name,
          `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
        ),
      ];
}

function checkStrings(field: string, value: unknown): StatusCause[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!isPlainObject(value)) {
    return [invalid(field, value, 'must be a map of strings')];
  }
  return Object.entries(value)
    .filter(([, text]) => typeof text !== 'string')
    .map(([key, text]) => invalid(`${field}.${key}`, text, 'must be a string'));
}

function checkLabels(labels: Record<string, string>): StatusCause[] {
  const causes: StatusCause[] = [];
  for (const [key, value] of Object.entries(labels)) {
    if (!isQualifiedName(key)) {
      causes.push(
        invalid(
          'metadata.labels',
          key,
          `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
        ),
      );
    }
    if (value.length > 63 || !LABEL_VALUE.test(value)) {
      causes.push(
        invalid(
          'metadata.labels',
          value,
          value.length > 63
            ? 'must be no more than 63 characters'
            : `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
        ),
      );
    }
  }
  return causes;
}

function checkAnnotations(annotations: Record<string, string>): StatusCause[] {
  let size = 0;
  const causes: StatusCause[] = [];
  for (const [key, value] of Object.entries(annotations)) {
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (!isQualifiedName(key.toLowerCase())) {
      causes.push(
        invalid('metadata.annotations', key, 'must be a qualified name'),
      );
    }
  }
  if (size > LONGEST_ANNOTATIONS) {
    causes.push({
      reason: 'FieldValueTooLong',
      field: 'metadata.annotations',
      message: `Too long: may not be more than ${LONGEST_ANNOTATIONS} bytes`,
    });
  }
  return causes;
}

function checkFinalizers(finalizers: unknown): StatusCause[] {
  if (finalizers === undefined || finalizers === null) {
    return [];
  }
  const names = Array.isArray(finalizers) ? finalizers : [finalizers];
  return names
    .filter(name => typeof name !== 'string' || !isQualifiedName(name))
    .map(name =>
      invalid('metadata.finalizers', name, 'name part must be non-empty'),
    );
}

function checkOwners(owners: unknown): StatusCause[] {
  const list = Array.isArray(owners) ? owners : [];
  return list.flatMap(owner =>
    ['apiVersion', 'kind', 'name', 'uid']
      .filter(field => typeof owner?.[field] !== 'string' || !owner[field])
      .map(field =>
        invalid(
          `metadata.ownerReferences.${field}`,
          owner?.[field] ?? '',
          `${field === 'apiVersion' ? 'version' : field} must not be empty`,
        ),
      ),
  );
}

function isQualifiedName(key: string): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return name.length <= 63 && key.length <= 317 && LABEL_KEY.test(key);
}

function required(field: string, message: string): StatusCause {
  return {
    reason: 'FieldValueRequired',
    field,
    message: `Required value: ${message}`,
  };
}

function invalid(field: string, value: unknown, message: string): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value)}: ${message}`,
  };
}
