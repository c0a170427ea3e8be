import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { aCluster, aFailure } from './__testUtils__/aResource';
import { InMemoryFleet } from './__testUtils__/InMemoryFleet';
import { fluxFleetApiRef, FluxFleetPage, fluxFleetPlugin } from './legacy';
import { rootRouteRef } from './routes';

const fleet = new InMemoryFleet({
  clusters: [aCluster()],
  resources: [aFailure()],
});

async function renderPage() {
  const result = AuthorizeResult.ALLOW;
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [fluxFleetApiRef, fleet],
        [permissionApiRef, { authorize: async () => ({ result }) }],
      ]}
    >
      <Routes>
        <Route path="/flux-fleet/*" element={<FluxFleetPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: ['/flux-fleet'],
      mountedRoutes: { '/flux-fleet': rootRouteRef },
    },
  );
}

describe('the plugin in an app of the old frontend system', () => {
  it('brings its API client', () => {
    expect([...fluxFleetPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.flux-fleet.api',
    ]);
  });

  it('shows the fleet below a header of its own', async () => {
    await renderPage();
    expect(
      await screen.findByRole('heading', { name: 'Flux Fleet' }),
    ).toBeVisible();
    expect(await screen.findByText('1 of 1 clusters connected')).toBeVisible();
    expect(
      (await screen.findAllByRole('link', { name: 'podinfo' }))[0],
    ).toHaveAttribute('href', expect.stringContaining('/resources/eu-1/'));
  });
});
