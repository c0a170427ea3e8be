import { ApiError, StatusCause } from '../apiserver/ApiError';
import {
  LabelMatcher,
  parseLabelSelector,
} from '../apiserver/selectors/parseLabelSelector';
import {
  ObjectMatcher,
  parseFieldSelector,
} from '../apiserver/selectors/parseFieldSelector';
import { StoredObject } from '../apiserver/store/StoredObject';
import { ResourceDefinition } from '../apiserver/types';
import { ResourceRequest } from './ApiRequest';
import { isTrue } from './isTrue';
import { parseResourceVersion } from './parseResourceVersion';

/** The parameters of a list or watch, checked. */
export interface ListOptions {
  /** 0 for no limit. */
  limit: number;
  continueToken: string;
  /** Undefined when unset; 0 means any. */
  resourceVersion: number | undefined;
  resourceVersionMatch: '' | 'Exact' | 'NotOlderThan';
  allowBookmarks: boolean;
  sendInitialEvents: boolean | undefined;
  timeoutSeconds: number | undefined;
  /** Whether labels or fields narrow the list down. */
  isSelective: boolean;
  /** Whether an object is in the namespace and matches the selectors. */
  matches(object: StoredObject): boolean;
}

/**
 * Reads `metav1.ListOptions` from a request.
 *
 * @throws ApiError 400 for what is not well-formed, 422 for what does not go together
 */
export function parseListOptions(
  query: URLSearchParams,
  definition: ResourceDefinition,
  resource: ResourceRequest,
  watches: boolean,
): ListOptions {
  const match = query.get('resourceVersionMatch') ?? '';
  const sendInitialEvents = query.get('sendInitialEvents');
  const options: ListOptions = {
    limit: parseCount(query, 'limit') ?? 0,
    continueToken: query.get('continue') ?? '',
    resourceVersion: parseResourceVersion(query.get('resourceVersion')),
    resourceVersionMatch: match as ListOptions['resourceVersionMatch'],
    allowBookmarks: isTrue(query.get('allowWatchBookmarks')),
    sendInitialEvents:
      sendInitialEvents === null ? undefined : isTrue(sendInitialEvents),
    timeoutSeconds: parseCount(query, 'timeoutSeconds'),
    isSelective: false,
    matches: () => true,
  };
  const causes = watches ? checkWatch(options) : checkList(options);
  if (causes.length > 0) {
    throw ApiError.invalid(
      { group: 'meta.k8s.io', kind: 'ListOptions' },
      '',
      causes,
    );
  }
  if (
    options.continueToken &&
    options.resourceVersion !== undefined &&
    options.resourceVersion !== 0
  ) {
    throw ApiError.badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(
    query.get('fieldSelector') ?? '',
    definition,
  );
  return {
    ...options,
    isSelective: labels !== undefined || fields !== undefined,
    matches: matcher(resource, labels, fields),
  };
}

function matcher(
  { namespace, name }: ResourceRequest,
  labels: LabelMatcher | undefined,
  fields: ObjectMatcher | undefined,
): (object: StoredObject) => boolean {
  return object =>
    (namespace === '' || object.namespace === namespace) &&
    (name === '' || object.name === name) &&
    (labels === undefined || labels(object.labels)) &&
    (fields === undefined || fields(object));
}

function parseCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(text)) {
    throw ApiError.badRequest(
      `${name}: strconv.ParseInt: parsing ${JSON.stringify(
        text,
      )}: invalid syntax`,
    );
  }
  return Number(text);
}

function checkList(options: ListOptions): StatusCause[] {
  const { resourceVersion, resourceVersionMatch: match } = options;
  if (options.sendInitialEvents !== undefined) {
    return [
      forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'),
    ];
  }
  if (!match) {
    return [];
  }
  if (resourceVersion === undefined) {
    return [
      forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      ),
    ];
  }
  if (options.continueToken) {
    return [
      forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden when continue is provided',
      ),
    ];
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    return [unsupported(match)];
  }
  return match === 'Exact' && resourceVersion === 0
    ? [
        forbidden(
          'resourceVersionMatch',
          'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
        ),
      ]
    : [];
}

function checkWatch(options: ListOptions): StatusCause[] {
  const { resourceVersionMatch: match, sendInitialEvents } = options;
  if (sendInitialEvents === undefined) {
    return match
      ? [
          forbidden(
            'resourceVersionMatch',
            'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
          ),
        ]
      : [];
  }
  if (!match) {
    return [
      forbidden(
        'resourceVersionMatch',
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    ];
  }
  return match === 'NotOlderThan' ? [] : [unsupported(match)];
}

function forbidden(field: string, message: string): StatusCause {
  return {
    reason: 'FieldValueForbidden',
    field,
    message: `Forbidden: ${message}`,
  };
}

function unsupported(value: string): StatusCause {
  return {
    reason: 'FieldValueNotSupported',
    field: 'resourceVersionMatch',
    message: `Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: "Exact", "NotOlderThan", ""`,
  };
}
