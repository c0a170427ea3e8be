import { ApiError } from '../apiserver/ApiError';
import { isPlainObject } from '../apiserver/managedFields/isPlainObject';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { readObject } from './readBody';
import { sendJson } from './sendJson';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Answers what clients ask about themselves: who they are, and what they may do. */
export async function handleReview(
  cluster: ClusterContext,
  exchange: Exchange,
  plural: string,
): Promise<void> {
  const review = await readObject(exchange);
  const spec = isPlainObject(review.spec) ? review.spec : {};
  const status = statusOf(cluster, exchange, plural, spec);
  await sendJson(
    exchange,
    201,
    JSON.stringify({
      kind: review.kind,
      apiVersion: review.apiVersion,
      metadata: {},
      ...(plural === 'selfsubjectreviews' ? {} : { spec }),
      status,
    }),
  );
}

function statusOf(
  cluster: ClusterContext,
  { user }: Exchange,
  plural: string,
  spec: Record<string, unknown>,
): Record<string, unknown> {
  switch (plural) {
    case 'selfsubjectreviews':
      return { userInfo: { username: user.name, groups: user.groups } };
    case 'selfsubjectrulesreviews':
      return {
        resourceRules: (
          user.rules ?? [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
        )
          .filter(
            rule =>
              !rule.namespaces ||
              rule.namespaces.includes(text(spec.namespace)),
          )
          .map(({ namespaces: _namespaces, ...rule }) => rule),
        nonResourceRules: user.rules
          ? [{ nonResourceURLs: ['/api', '/apis', '/version'], verbs: ['get'] }]
          : [{ nonResourceURLs: ['*'], verbs: ['*'] }],
        incomplete: false,
      };
    default:
      return accessOf(cluster, user, spec);
  }
}

function accessOf(
  cluster: ClusterContext,
  user: Exchange['user'],
  spec: Record<string, unknown>,
): Record<string, unknown> {
  const attributes = spec.resourceAttributes;
  if (isPlainObject(attributes)) {
    const allowed = cluster.authorizer.allows(user, {
      verb: text(attributes.verb),
      group: text(attributes.group),
      resource: text(attributes.resource),
      subresource: text(attributes.subresource),
      namespace: text(attributes.namespace),
      name: text(attributes.name),
    });
    return { allowed };
  }
  if (isPlainObject(spec.nonResourceAttributes)) {
    return { allowed: true };
  }
  throw ApiError.invalid(
    { group: 'authorization.k8s.io', kind: 'SelfSubjectAccessReview' },
    '',
    [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.resourceAttributes',
        message:
          'Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified',
      },
    ],
  );
}
