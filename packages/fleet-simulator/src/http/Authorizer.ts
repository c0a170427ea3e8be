import { ApiError } from '../apiserver/ApiError';
import { ApiRequest } from './ApiRequest';

/**
 * What a token may do, as a rule of a Role has it; `*` stands for all. Subresources are named as `kustomizations/status`.
 *
 * @public
 */
export interface AccessRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  /** The namespaces that the rule is for; without them it is for the whole cluster, as a ClusterRoleBinding's is. */
  namespaces?: string[];
  resourceNames?: string[];
}

/**
 * A token beside the cluster's own, with what it may do.
 *
 * @public
 */
export interface AccessToken {
  token: string;
  /** The user's name in messages; `system:serviceaccount:default:<token>` when left out. */
  user?: string;
  rules: AccessRule[];
}

/** Somebody who makes requests. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  /** Undefined for who may do everything. */
  readonly rules: readonly AccessRule[] | undefined;
}

/** What somebody wants to do, as Kubernetes' `ResourceAttributes`. */
export interface AccessAttributes {
  verb: string;
  group: string;
  /** The plural name. */
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
}

const ANONYMOUS: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [],
};

/** Who may do what on one cluster. */
export class Authorizer {
  readonly #users = new Map<string, User>();

  constructor(adminToken: string) {
    this.#users.set(adminToken, {
      name: 'admin',
      groups: ['system:masters', 'system:authenticated'],
      rules: undefined,
    });
  }

  addToken(access: AccessToken): void {
    this.#users.set(access.token, {
      name: access.user ?? `system:serviceaccount:default:${access.token}`,
      groups: ['system:authenticated'],
      rules: access.rules,
    });
  }

  removeToken(token: string): void {
    this.#users.delete(token);
  }

  /**
   * Who a request is from.
   *
   * @throws ApiError 401 for a token that is unknown, and for none where one is needed
   */
  authenticate(authorization: string | undefined, request: ApiRequest): User {
    if (authorization === undefined) {
      // Everybody may ask for the version and the health of a real API server too (system:public-info-viewer).
      if (request.verb === 'version' || request.verb === 'health') {
        return ANONYMOUS;
      }
      throw ApiError.unauthorized();
    }
    const user = this.#users.get(authorization.replace(/^Bearer +/i, ''));
    if (!user) {
      throw ApiError.unauthorized();
    }
    return user;
  }

  allows(user: User, wanted: AccessAttributes): boolean {
    if (!user.rules) {
      return true;
    }
    // Everybody may ask what they may do themselves (system:basic-user).
    if (
      wanted.verb === 'create' &&
      (wanted.group === 'authorization.k8s.io' ||
        wanted.group === 'authentication.k8s.io')
    ) {
      return true;
    }
    const resource = wanted.subresource
      ? `${wanted.resource}/${wanted.subresource}`
      : wanted.resource;
    return user.rules.some(
      rule =>
        includes(rule.apiGroups, wanted.group) &&
        (includes(rule.resources, resource) ||
          (wanted.subresource !== '' &&
            rule.resources.includes(`*/${wanted.subresource}`))) &&
        includes(rule.verbs, wanted.verb) &&
        (!rule.namespaces || rule.namespaces.includes(wanted.namespace)) &&
        (!rule.resourceNames || rule.resourceNames.includes(wanted.name)),
    );
  }

  /** @throws ApiError 403, worded as Kubernetes words it */
  check(user: User, wanted: AccessAttributes): void {
    if (this.allows(user, wanted)) {
      return;
    }
    const resource = wanted.subresource
      ? `${wanted.resource}/${wanted.subresource}`
      : wanted.resource;
    const scope = wanted.namespace
      ? `in the namespace "${wanted.namespace}"`
      : 'at the cluster scope';
    throw ApiError.forbidden(
      { group: wanted.group, plural: wanted.resource },
      wanted.name,
      `User "${user.name}" cannot ${wanted.verb} resource "${resource}" in API group "${wanted.group}" ${scope}`,
    );
  }
}

function includes(allowed: readonly string[], wanted: string): boolean {
  return allowed.includes('*') || allowed.includes(wanted);
}
