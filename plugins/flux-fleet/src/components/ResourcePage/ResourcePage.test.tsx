import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  FluxResource,
  ResourceDetail,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { aFailure, aResource } from '../../__testUtils__/aResource';
import { InMemoryFleet } from '../../__testUtils__/InMemoryFleet';
import { renderFleet } from '../../__testUtils__/renderFleet';

const PATH =
  '/flux-fleet/resources/eu-1/helm.toolkit.fluxcd.io/HelmRelease/apps/podinfo';

function fleetOf(
  resource: FluxResource,
  detail: Partial<ResourceDetail> = {},
): InMemoryFleet {
  return new InMemoryFleet({
    resources: [
      resource,
      aResource({
        group: 'source.toolkit.fluxcd.io',
        kind: 'OCIRepository',
        name: 'podinfo-charts',
      }),
    ],
    detail,
  });
}

describe('the page of a resource', () => {
  it('says how it is and why, and what it runs from where', async () => {
    renderFleet({
      fleet: fleetOf(aFailure({ retrying: true }), {
        dependsOn: [
          { group: null, kind: 'HelmRelease', namespace: 'apps', name: 'gone' },
        ],
        conditions: [
          { type: 'Ready', status: 'False', reason: 'UpgradeFailed' },
        ],
      }),
      path: PATH,
    });
    expect(
      await screen.findByRole('heading', { name: 'podinfo' }),
    ).toBeVisible();
    expect(screen.getByText('HelmRelease · apps · eu-1 (prod)')).toBeVisible();
    const why = screen.getByRole('region', { name: 'Why' });
    expect(why).toHaveTextContent(
      "UpgradeFailed: values don't meet the schema",
    );
    expect(why).toHaveTextContent('Flux tries again by itself');
    expect(screen.getByText('6.5.4')).toHaveAttribute(
      'title',
      '6.5.4@sha256:0123456789abcdef',
    );
    expect(
      await screen.findByRole('link', {
        name: 'OCIRepository apps/podinfo-charts',
      }),
    ).toHaveAttribute(
      'href',
      '/flux-fleet/resources/eu-1/source.toolkit.fluxcd.io/OCIRepository/apps/podinfo-charts',
    );
    expect(await screen.findByText('(not found on the cluster)')).toBeVisible();
    expect(screen.getByText('team=checkout')).toBeVisible();
    const conditions = screen.getByRole('table', { name: 'Conditions' });
    expect(within(conditions).getByText('UpgradeFailed')).toBeVisible();
  });

  it('has inventory, events and YAML on tabs with addresses', async () => {
    const fleet = fleetOf(aResource(), {
      inventory: [
        {
          group: 'kustomize.toolkit.fluxcd.io',
          version: 'v1',
          kind: 'Kustomization',
          namespace: 'apps',
          name: 'child',
        },
        {
          group: '',
          version: 'v1',
          kind: 'Namespace',
          namespace: '',
          name: 'apps',
        },
      ],
    });
    fleet.events = [
      {
        type: 'Warning',
        reason: 'UpgradeFailed',
        message: 'timed out',
        count: 3,
        firstSeenAt: null,
        lastSeenAt: '2026-03-01T10:00:00Z',
        reportedBy: 'helm-controller',
      },
    ];
    renderFleet({ fleet, path: PATH });
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Inventory (2)' }),
    );
    const inventory = await screen.findByRole('table', {
      name: 'Objects that it applied',
    });
    expect(
      within(inventory).getByRole('link', { name: 'child' }),
    ).toHaveAttribute(
      'href',
      '/flux-fleet/resources/eu-1/kustomize.toolkit.fluxcd.io/Kustomization/apps/child',
    );
    expect(within(inventory).getByText('whole cluster')).toBeVisible();

    await userEvent.click(screen.getByRole('tab', { name: 'Events' }));
    expect(await screen.findByText('timed out')).toBeVisible();
    expect(screen.getByRole('tab', { name: 'YAML' })).toHaveAttribute(
      'href',
      `${PATH}?tab=yaml`,
    );
  });

  it('opens on the tab of its address', async () => {
    renderFleet({ fleet: fleetOf(aResource()), path: `${PATH}?tab=events` });
    expect(await screen.findByRole('tab', { name: 'Events' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it.each([
    ['ready', 'Reconciled: it is ready.'],
    ['failed', 'Reconciled, and it failed.'],
    ['timedOut', 'No end in the time given.'],
  ] as const)('follows a reconcile until it is %s', async (outcome, said) => {
    const fleet = fleetOf(aFailure());
    renderFleet({ fleet, path: PATH });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reconcile' }),
    );
    expect(
      await screen.findByText('Requested; waiting for Flux to start.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reconciling…' })).toBeDisabled();
    act(() => fleet.settle(outcome, 'Flux said so.'));
    expect(
      await screen.findByText(new RegExp(`${said}.*Flux said so.`), undefined, {
        timeout: 5_000,
      }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Reconcile' }),
    ).toBeEnabled();
  });

  it('says why a reconcile could not be started', async () => {
    const fleet = fleetOf(aFailure());
    fleet.reconcile = async () => {
      throw new Error('conflict');
    };
    renderFleet({ fleet, path: PATH });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reconcile' }),
    );
    expect(
      await screen.findByText('The reconcile could not be started. conflict'),
    ).toBeVisible();
  });

  it.each([
    [{ suspended: true }, 'It is suspended: resume it first.'],
    [{ stale: true }, 'Its cluster cannot be reached.'],
    [{ reconcilable: false }, 'Flux does not reconcile this kind of resource.'],
  ])('offers no reconcile for %j', async (change, reason) => {
    renderFleet({
      fleet: fleetOf(aResource(change)),
      path: PATH,
    });
    expect(await screen.findByText(reason)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Reconcile', hidden: true }),
    ).toBeDisabled();
  });

  it('offers no reconcile to somebody who may not', async () => {
    // Decisions are cached by resource, for the whole browser: this one needs a resource of its own.
    renderFleet({
      fleet: fleetOf(aResource({ name: 'guarded' })),
      path: PATH.replace('podinfo', 'guarded'),
      mayReconcile: false,
    });
    expect(
      await screen.findByText('You may not reconcile this resource.'),
    ).toBeVisible();
  });

  it('shows the last known of a cluster that cannot be reached, and why', async () => {
    renderFleet({
      fleet: fleetOf(
        aResource({ stale: true, staleSince: '2026-03-01T10:00:00Z' }),
        { object: null, unavailable: 'The connection was refused.' },
      ),
      path: `${PATH}?tab=yaml`,
    });
    expect(
      await screen.findByText(
        /Last known at .*\d\d:\d\d\. The connection was refused\./,
      ),
    ).toBeVisible();
    expect(
      screen.getByText('Not known: the cluster cannot be read now.'),
    ).toBeVisible();
  });

  it.each(['overview', 'inventory', 'events', 'yaml'])(
    'does not take what cannot be read for empty on the tab %s',
    async tab => {
      renderFleet({
        fleet: fleetOf(aResource(), { object: null, unavailable: 'Forbidden' }),
        path: `${PATH}?tab=${tab}`,
      });
      expect(
        await screen.findByText('Not known: the cluster cannot be read now.'),
      ).toBeVisible();
    },
  );

  it('says soon that the backend is lost', async () => {
    const fleet = fleetOf(aResource());
    renderFleet({ fleet, path: PATH });
    await screen.findByRole('tab', { name: 'Events' });
    fleet.failure = new TypeError('Failed to fetch');
    expect(
      await screen.findByRole('alert', undefined, { timeout: 12_000 }),
    ).toBeVisible();
  }, 20_000);

  it('says what may have become of a resource that is not there', async () => {
    renderFleet({ fleet: new InMemoryFleet(), path: PATH });
    expect(await screen.findByText('No such resource')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Look for podinfo in the fleet' }),
    ).toHaveAttribute('href', '/flux-fleet?q=podinfo');
  });
});
