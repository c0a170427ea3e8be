import {
  findFluxKind,
  type FluxResource,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { NotFoundError } from '@backstage/errors';
import type { ObjectPath } from '../../kubernetes/types';

/** Where the object of a resource is in its cluster's API. Throws NotFoundError for a kind that is not one of Flux. */
export function objectPathOf(
  resource: Pick<
    FluxResource,
    'group' | 'kind' | 'version' | 'namespace' | 'name'
  >,
): ObjectPath {
  const { group, kind, version, namespace, name } = resource;
  const known = findFluxKind(group, kind);
  if (!known) throw new NotFoundError(`${kind} of ${group} is no kind of Flux`);
  return { group, version, plural: known.plural, namespace, name };
}
