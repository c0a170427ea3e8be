import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aCluster, aFailure, aResource } from '../../__testUtils__/aResource';
import { InMemoryFleet } from '../../__testUtils__/InMemoryFleet';
import { renderFleet } from '../../__testUtils__/renderFleet';
import { TestSignals } from '../../__testUtils__/TestSignals';

const { counts, health } = aCluster();

function aFleet() {
  return new InMemoryFleet({
    clusters: [
      aCluster({ name: 'eu-1', counts: { ...counts, Failed: 1, Ready: 1 } }),
      aCluster({
        name: 'edge-1',
        environment: 'edge',
        health: {
          ...health,
          state: 'unreachable',
          message: 'certificate expired',
        },
      }),
    ],
    resources: [
      aFailure({ name: 'broken' }),
      aResource({ name: 'fine', kind: 'Kustomization' }),
      aResource({
        name: 'lost',
        cluster: 'edge-1',
        environment: 'edge',
        stale: true,
        staleSince: '2026-03-01T10:00:00Z',
      }),
    ],
  });
}

const rows = async () => screen.findByRole('table');

describe('the page of the fleet', () => {
  it('says what is wrong and where', async () => {
    renderFleet({ fleet: aFleet() });
    const tiles = await screen.findByRole('list', {
      name: 'Resources by status',
    });
    const failed = await within(tiles).findByRole('link', { name: /1 Failed/ });
    expect(failed).toHaveAttribute('href', '/flux-fleet?status=Failed');
    expect(within(tiles).getByRole('link', { name: /2 Ready/ })).toBeVisible();
    expect(screen.getByText('1 of 2 clusters connected')).toBeVisible();

    const attention = screen.getByRole('region', { name: 'Needs attention' });
    expect(
      await within(attention).findByText("values don't meet the schema"),
    ).toBeVisible();
    expect(
      within(attention).getByRole('link', {
        name: 'Cluster edge-1: unreachable',
      }),
    ).toHaveAttribute('href', '/flux-fleet?cluster=edge-1');
    expect(within(attention).getByText(/certificate expired/)).toBeVisible();
  });

  it('lists resources with links to their pages, and marks the stale ones', async () => {
    renderFleet({ fleet: aFleet() });
    const table = await rows();
    expect(
      await within(table).findByRole('link', { name: 'broken' }),
    ).toHaveAttribute(
      'href',
      '/flux-fleet/resources/eu-1/helm.toolkit.fluxcd.io/HelmRelease/apps/broken',
    );
    const lost = within(table).getByRole('row', { name: /lost/ });
    expect(within(lost).getByText(/as of .*\d\d:\d\d/)).toBeVisible();
    expect(within(table).getAllByRole('row')).toHaveLength(4);
  });

  it('calmly says that nothing has failed', async () => {
    renderFleet({
      fleet: new InMemoryFleet({
        clusters: [aCluster()],
        resources: [aResource()],
      }),
    });
    expect(await screen.findByText('Nothing has failed.')).toBeVisible();
  });

  it('says how to register the first cluster', async () => {
    renderFleet({ fleet: new InMemoryFleet() });
    expect(await screen.findByText('No clusters yet')).toBeVisible();
    expect(screen.getByText(/kubeconfigFile/)).toBeVisible();
  });

  it('reads its filters from the URL, and takes them away one by one', async () => {
    const fleet = aFleet();
    renderFleet({
      fleet,
      path: '/flux-fleet?status=Failed&status=Ready&q=broken',
    });
    const table = await rows();
    await within(table).findByRole('link', { name: 'broken' });
    expect(within(table).queryByRole('link', { name: 'fine' })).toBeNull();

    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter Text: broken' }),
    );
    expect(
      await within(await rows()).findByRole('link', { name: 'fine' }),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(screen.queryByRole('list', { name: 'Active filters' })).toBeNull();
  });

  it('offers values with how many resources they leave, and filters by them', async () => {
    renderFleet({ fleet: aFleet() });
    await rows();
    await userEvent.click(
      screen.getByRole('button', { name: 'Filter by Kind' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Filter by Kind',
    });
    const option = await within(dialog).findByRole('checkbox', {
      name: 'Kustomization 1',
    });
    expect(
      within(dialog).getByRole('checkbox', { name: 'HelmRelease 2' }),
    ).not.toBeChecked();
    await userEvent.click(option);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'lost' })).toBeNull(),
    );
    expect(screen.getByRole('link', { name: 'fine' })).toBeVisible();
  });

  it('says so when nothing matches', async () => {
    renderFleet({ fleet: aFleet(), path: '/flux-fleet?q=nowhere' });
    expect(
      await screen.findByText('No resource matches these filters.'),
    ).toBeVisible();
  });

  it('asks for the text when typing pauses', async () => {
    const fleet = aFleet();
    renderFleet({ fleet });
    await rows();
    // Without a pause, however slow the machine is.
    await userEvent
      .setup({ delay: null })
      .type(screen.getByRole('searchbox', { name: 'Search' }), 'lost');
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'fine' })).toBeNull(),
    );
    const asked = fleet.listed.map(({ filter }) => filter?.q).filter(Boolean);
    expect(new Set(asked)).toEqual(new Set(['lost']));
  });

  it('sorts on the server and says which way', async () => {
    const fleet = aFleet();
    renderFleet({ fleet });
    await rows();
    await userEvent.click(await screen.findByRole('button', { name: 'Name' }));
    await waitFor(() => expect(fleet.listed.at(-1)?.sort).toBe('name'));
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(fleet.listed.at(-1)?.sort).toBe('-name'));
  });

  it('pages forth and back', async () => {
    const resources = Array.from({ length: 60 }, (_, i) =>
      aResource({ name: `app-${i}` }),
    );
    renderFleet({
      fleet: new InMemoryFleet({ clusters: [aCluster()], resources }),
      path: '/flux-fleet?size=25',
    });
    expect(await screen.findByText('1–25 of 60')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('26–50 of 60')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('51–60 of 60')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next page' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(await screen.findByText('26–50 of 60')).toBeVisible();
  });

  it('leads from a page that somebody was sent to the first one', async () => {
    const resources = Array.from({ length: 30 }, (_, i) =>
      aResource({ name: `app-${i}` }),
    );
    renderFleet({
      fleet: new InMemoryFleet({ clusters: [aCluster()], resources }),
      path: '/flux-fleet?size=25&cursor=25&page=2',
    });
    expect(await screen.findByText('26–30 of 30')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect(await screen.findByText('1–25 of 30')).toBeVisible();
  });

  it('shows a change in place when a signal tells of it', async () => {
    const fleet = aFleet();
    const signals = new TestSignals();
    renderFleet({ fleet, signals });
    const table = await rows();
    const row = () => within(table).getByRole('row', { name: /fine/ });
    await within(table).findByRole('link', { name: 'fine' });
    expect(within(row()).getByText('Ready')).toBeVisible();

    fleet.resources = fleet.resources.map(r =>
      r.name === 'fine' ? { ...r, status: 'Suspended' } : r,
    );
    act(() => signals.changed('uid-eu-1'));
    expect(await within(row()).findByText('Suspended')).toBeVisible();
  });

  it('keeps what was known while the backend is away, says so once, and recovers by itself', async () => {
    const fleet = aFleet();
    const signals = new TestSignals();
    const { client } = renderFleet({ fleet, signals });
    await within(await rows()).findByRole('link', { name: 'fine' });

    fleet.failure = new TypeError('Failed to fetch');
    act(() => signals.changed('uid-eu-1'));
    expect(
      await screen.findByText(/Cannot reach the backend. Showing what was/),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'fine' })).toBeVisible();

    fleet.failure = undefined;
    await act(() => client.invalidateQueries());
    await waitFor(() =>
      expect(screen.queryByText(/Cannot reach the backend/)).toBeNull(),
    );
    expect(signals.subscriptions).toBe(2);
  });

  it('asks to sign in again when the session is no longer accepted', async () => {
    const fleet = aFleet();
    fleet.failure = Object.assign(new Error('no'), { statusCode: 401 });
    renderFleet({ fleet });
    expect(
      await screen.findByText(/no longer accepts your session/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
  });
});
