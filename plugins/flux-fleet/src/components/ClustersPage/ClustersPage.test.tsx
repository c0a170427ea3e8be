import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Cluster,
  ClusterSyncSummary,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { aCluster } from '../../__testUtils__/aResource';
import { ago } from '../../__testUtils__/aSync';
import { backendError, InMemoryFleet } from '../../__testUtils__/InMemoryFleet';
import { renderFleet } from '../../__testUtils__/renderFleet';

const fine: ClusterSyncSummary = {
  reportedAt: ago(10),
  lagSeconds: { median: 0.1, maximum: 0.9 },
  errors: 0,
};

async function cellsOf(clusters: Cluster[]): Promise<string[][]> {
  renderFleet({
    fleet: new InMemoryFleet({ clusters }),
    path: '/flux-fleet/clusters',
  });
  const table = await screen.findByRole('table', { name: 'Clusters' });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => [...row.children].map(cell => cell.textContent ?? ''));
}

describe('the table of the clusters', () => {
  it('has a row for each, with what is off with its sync alone', async () => {
    const health = {
      state: 'unreachable' as const,
      message: 'it does not answer',
      since: ago(120),
      nextTryAt: null,
    };
    const counts = { ...aCluster().counts, Ready: 1200, Failed: 2 };
    expect(
      await cellsOf([
        aCluster({ name: 'a', title: 'Ay', sync: fine, counts }),
        aCluster({
          name: 'b',
          sync: {
            ...fine,
            lagSeconds: { median: 0.1, maximum: 12 },
            errors: 3,
          },
        }),
        aCluster({ name: 'c', health, sync: { ...fine, errors: 1 } }),
        aCluster({ name: 'd', sync: { ...fine, reportedAt: ago(605) } }),
        aCluster({
          name: 'e',
          sync: null,
          versions: { flux: null, kubernetes: null, operator: null },
        }),
        aCluster({
          name: 'f',
          health: { ...health, state: 'polling', message: '' },
          sync: { ...fine, reportedAt: ago(605) },
        }),
      ]),
    ).toEqual([
      ['aAy', 'prod', 'connected', '1,202, 2 failed', '2.9.4'],
      [
        'b',
        'prod',
        'connectedSync: up to 12 s behind, 3 failed requests',
        '0',
        '2.9.4',
      ],
      [
        'c',
        'prod',
        'unreachable for 2mit does not answerSync: one failed request',
        '0',
        '2.9.4',
      ],
      ['d', 'prod', 'connectedSync: no report for 10m', '0', '2.9.4'],
      ['e', 'prod', 'connected', '0', 'unknown'],
      ['f', 'prod', 'polling only for 2m', '0', '2.9.4'],
    ]);
  });

  it('is reached from the fleet, and leads to each cluster', async () => {
    renderFleet({ fleet: new InMemoryFleet({ clusters: [aCluster()] }) });
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'Health and sync of all clusters',
      }),
    );
    const table = await screen.findByRole('table', { name: 'Clusters' });
    await userEvent.click(within(table).getByRole('link', { name: 'eu-1' }));
    expect(await screen.findByRole('heading', { name: 'eu-1' })).toBeVisible();
  });

  it('says what to do when there are no clusters', async () => {
    renderFleet({ fleet: new InMemoryFleet(), path: '/flux-fleet/clusters' });
    expect(await screen.findByText('No clusters yet')).toBeVisible();
  });

  it('says why the backend refuses to show them', async () => {
    const fleet = new InMemoryFleet();
    fleet.failure = backendError(403, 'You may not read clusters');
    renderFleet({ fleet, path: '/flux-fleet/clusters' });
    expect(await screen.findByText('You may not read clusters')).toBeVisible();
  });
});
