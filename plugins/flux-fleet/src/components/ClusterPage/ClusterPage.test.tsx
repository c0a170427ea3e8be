import { screen, within } from '@testing-library/react';
import type {
  Cluster,
  ClusterSync,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { aCluster } from '../../__testUtils__/aResource';
import { ago, aKindSync, aSync } from '../../__testUtils__/aSync';
import { backendError, InMemoryFleet } from '../../__testUtils__/InMemoryFleet';
import { renderFleet } from '../../__testUtils__/renderFleet';

function open(options: {
  cluster?: Partial<Cluster>;
  sync?: ClusterSync | null;
}) {
  renderFleet({
    fleet: new InMemoryFleet({
      clusters: [aCluster(options.cluster)],
      sync: options.sync,
    }),
    path: '/flux-fleet/clusters/eu-1',
  });
}

const findSync = () => screen.findByRole('region', { name: 'Sync' });

/** What is said about a fact. */
function factOf(region: HTMLElement, term: string): HTMLElement {
  return within(region).getByText(term, { selector: 'dt' })
    .nextElementSibling as HTMLElement;
}

describe('the page of a cluster', () => {
  it('says how the cluster is, what it is, and leads to its resources', async () => {
    const counts = { ...aCluster().counts, Ready: 11, Failed: 1 };
    open({
      cluster: {
        title: 'Frankfurt',
        dns: 'eu-1.example.org',
        labels: { tier: 'gold' },
        counts,
        health: {
          state: 'unreachable',
          message: 'its API server does not answer',
          since: ago(300),
          nextTryAt: ago(-20),
        },
      },
      sync: aSync(),
    });
    expect(await screen.findByRole('heading', { name: 'eu-1' })).toBeVisible();
    expect(screen.getByText('Frankfurt · prod')).toBeVisible();
    expect(screen.getByText(/^unreachable/)).toHaveTextContent(
      'unreachable for 5m',
    );
    expect(screen.getByText('its API server does not answer')).toBeVisible();
    expect(screen.getByText(/^Next try at \d\d:\d\d$/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Show its 12 resources' }),
    ).toHaveAttribute('href', '/flux-fleet?cluster=eu-1');
    const facts = screen.getByRole('region', { name: 'Facts' });
    expect(factOf(facts, 'DNS name')).toHaveTextContent('eu-1.example.org');
    expect(factOf(facts, 'Flux')).toHaveTextContent('2.9.4');
    expect(within(facts).getByText('tier=gold')).toBeVisible();
    const trail = screen.getByRole('navigation', { name: 'Breadcrumbs' });
    expect(
      within(trail).getByRole('link', { name: 'Clusters' }),
    ).toHaveAttribute('href', '/flux-fleet/clusters');
  });

  it('says which replica syncs it, how far behind, and what it did', async () => {
    open({
      sync: aSync({
        relists: 2,
        errors: 4,
        errorsByReason: [
          { reason: 'serverError', count: 3 },
          { reason: 'tooManyRequests', count: 1 },
        ],
        lastError: { reason: 'unreachable', during: 'probe', at: ago(65) },
      }),
    });
    const sync = await findSync();
    expect(factOf(sync, 'Replica')).toHaveTextContent('portal-7, for 2h');
    expect(factOf(sync, 'Behind, last 5 minutes')).toHaveTextContent(
      '120 ms usually, 1.5 s at most',
    );
    expect(factOf(sync, 'Last listed')).toHaveTextContent(
      '2h ago; 2 lists repeated in the last 5 minutes',
    );
    expect(factOf(sync, 'Rows, last 5 minutes')).toHaveTextContent(
      '7 written, 1,200 unchanged, 1 deleted',
    );
    expect(factOf(sync, 'Failed requests, last 5 minutes')).toHaveTextContent(
      '3 × server error (5xx), 1 × too many requests (429)',
    );
    expect(factOf(sync, 'Last failure of the connection')).toHaveTextContent(
      'no answer while asking whether it answers, 1m ago',
    );
    expect(within(sync).queryByRole('alert')).toBeNull();
  });

  it('shows each kind in a row, what fails first and with its reason', async () => {
    open({
      cluster: {
        unreadableKinds: [
          {
            group: 'source.toolkit.fluxcd.io',
            kind: 'OCIRepository',
            message: 'The API server does not allow it',
            since: ago(60),
          },
        ],
      },
      sync: aSync({
        kinds: [
          aKindSync(),
          aKindSync({
            kind: 'Kustomization',
            state: 'resuming',
            objects: 1,
            watchingSince: null,
          }),
          aKindSync({
            group: 'source.toolkit.fluxcd.io',
            kind: 'OCIRepository',
            state: 'failed',
            objects: null,
            lastListedAt: null,
            listSeconds: null,
            watchingSince: null,
            lastError: { reason: 'forbidden', during: 'list', at: ago(3) },
          }),
        ],
      }),
    });
    const table = within(await findSync()).getByRole('table', {
      name: 'Kinds',
    });
    const rows = within(table)
      .getAllByRole('row')
      .map(row => [...row.children].map(cell => cell.textContent));
    expect(rows).toEqual([
      ['Kind', 'Objects', 'State', 'Last listed', 'Last failure'],
      [
        'OCIRepository',
        '–',
        'failing, tried againThe API server does not allow it',
        'not listed yet',
        expect.stringMatching(/^not allowed \(403\) while listing, \d+s ago$/),
      ],
      [
        'HelmRelease',
        '1,200',
        'follows changes, for 3m',
        '2h ago, in 250 ms',
        'none',
      ],
      [
        'Kustomization',
        '1',
        'about to follow changes',
        '2h ago, in 250 ms',
        'none',
      ],
    ]);
  });

  it('says so when nothing happened', async () => {
    open({
      sync: aSync({
        lagSeconds: null,
        rows: { written: 0, unchanged: 0, deleted: 0 },
        kinds: [],
      }),
    });
    const sync = await findSync();
    expect(factOf(sync, 'Behind, last 5 minutes')).toHaveTextContent(
      'nothing has changed',
    );
    expect(factOf(sync, 'Rows, last 5 minutes')).toHaveTextContent(
      'none had to be written',
    );
    expect(factOf(sync, 'Failed requests, last 5 minutes')).toHaveTextContent(
      'none',
    );
    expect(factOf(sync, 'Last listed')).toHaveTextContent('not listed yet');
    expect(
      within(sync).getByText('No kind has been listed yet.'),
    ).toBeVisible();
    expect(sync).not.toHaveTextContent(/undefined|null|NaN/);
  });

  it('says when no replica tells of the cluster any more', async () => {
    open({ sync: aSync({ reportedAt: ago(600) }) });
    const alert = within(await findSync()).getByRole('alert');
    expect(alert).toHaveTextContent(
      'No replica of the backend has told of this cluster since',
    );
  });

  it('says why nothing is known yet', async () => {
    open({ sync: null });
    expect(await findSync()).toHaveTextContent(
      'No replica of the backend has told of this cluster yet.',
    );
  });

  it('says that there is nothing to sync without a connection', async () => {
    open({
      cluster: { health: { ...aCluster().health, state: 'polling' } },
      sync: null,
    });
    expect(await findSync()).toHaveTextContent(
      'The backend does not connect to this cluster',
    );
  });

  it('says that a cluster is not there', async () => {
    renderFleet({
      fleet: new InMemoryFleet(),
      path: '/flux-fleet/clusters/nowhere',
    });
    const panel = await screen.findByRole('region', {
      name: 'No such cluster',
    });
    expect(panel).toHaveTextContent('The cluster nowhere is not registered');
    expect(
      within(panel).getByRole('link', { name: 'Show all clusters' }),
    ).toHaveAttribute('href', '/flux-fleet/clusters');
  });

  it('says why the backend refuses to show it', async () => {
    const fleet = new InMemoryFleet();
    fleet.failure = backendError(403, 'You may not read clusters');
    renderFleet({ fleet, path: '/flux-fleet/clusters/eu-1' });
    expect(await screen.findByText('You may not read clusters')).toBeVisible();
  });
});
