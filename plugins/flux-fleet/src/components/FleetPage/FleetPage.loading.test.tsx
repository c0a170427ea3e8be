import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aCluster, aFailure, aResource } from '../../__testUtils__/aResource';
import { InMemoryFleet } from '../../__testUtils__/InMemoryFleet';
import { renderFleet } from '../../__testUtils__/renderFleet';

const { health } = aCluster();

function aFleet() {
  return new InMemoryFleet({
    clusters: [aCluster()],
    resources: [
      aFailure({ name: 'broken' }),
      aResource({ name: 'fine' }),
      aResource({ name: 'other' }),
    ],
  });
}

/** Makes resources that are asked for from now on wait until the answer is let go. */
function holdResources(fleet: InMemoryFleet): { letGo: () => void } {
  let letGo = () => {};
  const answer = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const listResources = fleet.listResources.bind(fleet);
  fleet.listResources = async request => {
    await answer;
    return listResources(request);
  };
  return { letGo };
}

const rows = async () => screen.findByRole('table');

describe('the page of the fleet, while it is read', () => {
  it('says that nothing is known while the first clusters are being connected', async () => {
    renderFleet({
      fleet: new InMemoryFleet({
        clusters: [aCluster({ health: { ...health, state: 'connecting' } })],
      }),
    });
    expect(
      await screen.findByText(/Nothing is known yet: no cluster has answered/),
    ).toBeVisible();
    expect(screen.queryByText(/Nothing has failed/)).toBeNull();
    expect(await screen.findByText(/Connecting to one cluster/)).toBeVisible();
  });

  it('tells what is being read while nothing is there to show', async () => {
    const fleet = aFleet();
    const { letGo } = holdResources(fleet);
    renderFleet({ fleet });
    for (const name of ['Loading resources', 'Loading what needs attention']) {
      expect(await screen.findByRole('progressbar', { name })).toBeVisible();
    }
    letGo();
    await rows();
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  });

  it('keeps the rows, readable, while others are read', async () => {
    const fleet = aFleet();
    renderFleet({ fleet });
    await within(await rows()).findByRole('link', { name: 'other' });
    const { letGo } = holdResources(fleet);
    await userEvent.click(
      await screen.findByRole('link', { name: /1 Failed/ }),
    );
    expect(
      await screen.findByRole('progressbar', { name: 'Loading resources' }),
    ).toBeVisible();
    expect(
      within(await rows()).getByRole('link', { name: 'other' }),
    ).toBeVisible();
    letGo();
    await waitFor(() => expect(screen.queryByText('other')).toBeNull(), {
      timeout: 10_000,
    });
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});
