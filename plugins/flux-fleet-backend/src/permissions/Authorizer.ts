import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  fluxClusterReadPermission,
  fluxResourceReadPermission,
  type RESOURCE_TYPE_FLUX_RESOURCE,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type {
  ClusterCondition,
  ClusterScope,
  ResourceCondition,
  ResourceScope,
  Scope,
} from './criteria';
import { fluxClusterPermissionResourceRef } from './fluxClusterPermissionResourceRef';
import { fluxResourcePermissionResourceRef } from './fluxResourcePermissionResourceRef';

function toScope<TCondition>(
  decision: PolicyDecision,
  transform: ConditionTransformer<TCondition>,
): Scope<TCondition> {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return 'all';
    case AuthorizeResult.CONDITIONAL:
      return transform(decision.conditions);
    default:
      return 'none';
  }
}

/** Turns credentials into what they may see: a scope that stores put into their queries. */
export class Authorizer {
  readonly #permissions: PermissionsService;
  readonly #transformCluster: ConditionTransformer<ClusterCondition>;
  readonly #transformResource: ConditionTransformer<ResourceCondition>;

  /** The rules must have been registered before; see `registerPermissions`. */
  static create(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }): Authorizer {
    return new Authorizer(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#transformCluster = createConditionTransformer(
      options.permissionsRegistry.getPermissionRuleset(
        fluxClusterPermissionResourceRef,
      ),
    );
    this.#transformResource = createConditionTransformer(
      options.permissionsRegistry.getPermissionRuleset(
        fluxResourcePermissionResourceRef,
      ),
    );
  }

  /** Which clusters may be read. Throws NotAllowedError when none may, whatever it is. */
  async requireClusters(
    credentials: BackstageCredentials,
  ): Promise<ClusterScope> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: fluxClusterReadPermission }],
      { credentials },
    );
    const scope = toScope(decision, this.#transformCluster);
    if (scope === 'none') {
      throw new NotAllowedError('You may not read clusters');
    }
    return scope;
  }

  /** For which resources a permission is given: `none` is an answer here. */
  async resources(
    credentials: BackstageCredentials,
    permission: ResourcePermission<typeof RESOURCE_TYPE_FLUX_RESOURCE>,
  ): Promise<ResourceScope> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return toScope(decision, this.#transformResource);
  }

  /** Which resources may be read. Throws NotAllowedError when none may, whatever it is. */
  async requireResources(
    credentials: BackstageCredentials,
  ): Promise<ResourceScope> {
    const scope = await this.resources(credentials, fluxResourceReadPermission);
    if (scope === 'none') {
      throw new NotAllowedError('You may not read resources');
    }
    return scope;
  }
}
