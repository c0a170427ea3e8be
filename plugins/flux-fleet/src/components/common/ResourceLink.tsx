import { useRouteRef } from '@backstage/core-plugin-api';
import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { resourceRouteRef } from '../../routes';
import { TextLink } from './TextLink';

/** What the page of a resource hears from the link that led to it. */
export interface ResourceLinkState {
  /** The query of the fleet's page at the time: the way back to the same rows. */
  fleetSearch?: string;
}

/** Leads to the page of a resource. */
export const ResourceLink = (props: {
  resource: ResourceName;
  /** Whether it stands on the fleet's page, so that the way back leads to the same rows. */
  fromFleet?: boolean;
  className?: string;
  children: ReactNode;
}) => {
  const { resource, fromFleet, className, children } = props;
  const to = useRouteRef(resourceRouteRef);
  const { search, state } = useLocation();
  const { cluster, group, kind, namespace, name } = resource;
  const passedOn: ResourceLinkState = fromFleet
    ? { fleetSearch: search }
    : (state as ResourceLinkState | null) ?? {};
  return (
    <TextLink
      to={to({ cluster, group, kind, namespace, name })}
      state={passedOn}
      className={className}
    >
      {children}
    </TextLink>
  );
};
