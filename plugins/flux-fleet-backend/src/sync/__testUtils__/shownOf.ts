import type { UnreadableKind } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { eventually } from './eventually';
import type { TestFleet } from './TestFleet';

/** What people see of a cluster: its health, and its rows by name. */
export interface Shown {
  state: string;
  message: string;
  since: string;
  nextTryAt: string | null;
  lastSyncedAt: string | null;
  unreadable: UnreadableKind[];
  /** Rows that are known to be current. */
  fresh: string[];
  /** Rows that may be out of date. */
  stale: string[];
}

export async function shownOf(fleet: TestFleet, name: string): Promise<Shown> {
  const { health, unreadableKinds, lastSyncedAt } = await fleet.cluster(name);
  const rows = (await fleet.resources()).filter(row => row.cluster === name);
  const names = (stale: boolean) =>
    rows.filter(row => row.stale === stale).map(row => row.name);
  return {
    ...health,
    lastSyncedAt,
    unreadable: unreadableKinds,
    fresh: names(false),
    stale: names(true),
  };
}

/** Waits until a cluster is connected, and shows these rows and no others, none of them stale. */
export function expectShownWell(
  fleet: TestFleet,
  name: string,
  rows: string[],
): Promise<Shown> {
  return eventually(async () => {
    const shown = await shownOf(fleet, name);
    expect(shown).toMatchObject({
      state: 'connected',
      message: '',
      nextTryAt: null,
      unreadable: [],
      fresh: rows,
      stale: [],
    });
    expect(shown.lastSyncedAt).not.toBeNull();
    return shown;
  });
}
