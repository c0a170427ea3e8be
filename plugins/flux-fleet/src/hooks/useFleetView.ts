import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import {
  parseFleetView,
  serializeFleetView,
  type FleetView,
} from '../model/fleetView';

/** The view in the URL, and how to go to another. */
export function useFleetView() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const view = useMemo(
    () => parseFleetView(new URLSearchParams(search)),
    [search],
  );

  /** Changes the view and goes back to its first page; `replace` keeps it out of the browser's history. */
  const setView = useCallback(
    (change: Partial<FleetView>, options: { replace?: boolean } = {}) => {
      const next = { ...view, cursor: undefined, page: 1, ...change };
      navigate({ search: serializeFleetView(next) }, options);
    },
    [navigate, view],
  );

  const setFilter = useCallback(
    (change: Partial<ResourceFilter>, options?: { replace?: boolean }) =>
      setView({ filter: { ...view.filter, ...change } }, options),
    [setView, view.filter],
  );

  return { view, setView, setFilter };
}
