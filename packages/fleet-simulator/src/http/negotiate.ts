import { ApiError } from '../apiserver/ApiError';

/** The form of an answer with objects. */
export type ObjectFormat = 'json' | 'yaml' | 'table' | 'partial';

/** One entry of an `Accept` header. */
export interface AcceptEntry {
  type: string;
  parameters: Readonly<Record<string, string>>;
}

/** Parses an `Accept` header into its entries, the most wanted first. */
export function parseAccept(header: string | undefined): AcceptEntry[] {
  const entries = (header || '*/*').split(',').map(part => {
    const [type, ...parameters] = part.split(';').map(text => text.trim());
    return {
      type: type.toLowerCase(),
      parameters: Object.fromEntries(
        parameters.map(parameter => {
          const [name, value = ''] = parameter.split('=');
          return [name.trim(), value.trim()];
        }),
      ),
    };
  });
  const quality = (entry: AcceptEntry) => Number(entry.parameters.q ?? 1);
  return entries
    .filter(entry => quality(entry) > 0)
    .sort((a, b) => quality(b) - quality(a));
}

/**
 * Chooses the form for an answer with objects: JSON, YAML, a table for `kubectl get`, or metadata only.
 *
 * @throws ApiError 406 when the client takes nothing of these
 */
export function negotiate(header: string | undefined): ObjectFormat {
  for (const { type, parameters } of parseAccept(header)) {
    const isJson =
      type === 'application/json' || type === '*/*' || type === 'application/*';
    if (isJson && parameters.as === undefined) {
      return 'json';
    }
    const isMeta =
      parameters.g === 'meta.k8s.io' &&
      (parameters.v === 'v1' || parameters.v === 'v1beta1');
    if (isJson && isMeta && parameters.as === 'Table') {
      return 'table';
    }
    if (
      isJson &&
      isMeta &&
      parameters.as?.startsWith('PartialObjectMetadata')
    ) {
      return 'partial';
    }
    if (type === 'application/yaml' && parameters.as === undefined) {
      return 'yaml';
    }
  }
  throw ApiError.notAcceptable([
    'application/json',
    'application/yaml',
    'application/json;stream=watch',
  ]);
}
