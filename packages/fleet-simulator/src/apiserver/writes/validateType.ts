import { ApiError } from '../ApiError';
import { isPlainObject } from '../managedFields/isPlainObject';
import { KubernetesObject, ObjectMeta, ResourceDefinition } from '../types';

/**
 * Checks that a request's body is an object of the kind that its path names.
 *
 * @throws ApiError 400 when it is no object, has no kind or another version; 422 for another kind
 */
export function validateType(
  definition: ResourceDefinition,
  apiVersion: string,
  body: unknown,
): KubernetesObject {
  if (!isPlainObject(body)) {
    throw ApiError.badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${describe(
        body,
      )} into Go value of type struct { APIVersion string; Kind string }`,
    );
  }
  // Clients may leave both out for the built-in kinds: the path says what it is.
  const kind = body.kind ?? (definition.custom ? undefined : definition.kind);
  const version =
    body.apiVersion ?? (definition.custom ? undefined : apiVersion);
  if (typeof kind !== 'string' || kind === '') {
    throw ApiError.badRequest(
      `Object 'Kind' is missing in '${JSON.stringify(body)}'`,
    );
  }
  if (version !== apiVersion) {
    throw ApiError.badRequest(
      `the API version in the data (${version}) does not match the expected API version (${apiVersion})`,
    );
  }
  if (kind !== definition.kind) {
    throw ApiError.invalid(definition, nameOf(body), [
      {
        reason: 'FieldValueInvalid',
        field: 'kind',
        message: `Invalid value: ${JSON.stringify(kind)}: must be ${
          definition.kind
        }`,
      },
    ]);
  }
  if (body.metadata !== undefined && !isPlainObject(body.metadata)) {
    throw ApiError.badRequest(
      `${definition.kind} in version "${apiVersion}" cannot be handled as a ${
        definition.kind
      }: json: cannot unmarshal ${describe(
        body.metadata,
      )} into Go struct field .metadata of type v1.ObjectMeta`,
    );
  }
  return {
    ...body,
    apiVersion,
    kind,
    // The name is checked with the rest of the metadata, once the server has set its part.
    metadata: { ...(body.metadata as Partial<ObjectMeta>) } as ObjectMeta,
  };
}

function nameOf(body: Record<string, unknown>): string {
  const name = isPlainObject(body.metadata) ? body.metadata.name : undefined;
  return typeof name === 'string' ? name : '';
}

function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
