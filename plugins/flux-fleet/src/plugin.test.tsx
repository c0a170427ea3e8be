import { createApp } from '@backstage/frontend-defaults';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import appPlugin from '@backstage/plugin-app';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { aCluster, aFailure } from './__testUtils__/aResource';
import fluxFleetPlugin from './index';

const BACKEND = 'http://localhost:7007/api';
const server = setupServer();
registerMswTestHooks(server);

const signedIn = appPlugin.withOverrides({
  extensions: [
    appPlugin.getExtension('sign-in-page:app').override({ disabled: true }),
  ],
});

/** Starts an app with nothing but the plugin, for somebody whose permissions are all decided the same way. */
function startApp(result: AuthorizeResult) {
  process.env = {
    NODE_ENV: 'test',
    APP_CONFIG: [
      {
        context: 'test',
        data: {
          app: { title: 'Test', baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          permission: { enabled: true },
        },
      },
    ] as unknown as string,
  };
  server.use(
    http.post(`${BACKEND}/permission/authorize`, async ({ request }) => {
      const { items } = (await request.json()) as { items: { id: string }[] };
      return HttpResponse.json({
        items: items.map(({ id }) => ({ id, result })),
      });
    }),
    http.get(`${BACKEND}/flux-fleet/clusters`, () =>
      HttpResponse.json({
        items: [aCluster()],
        totalItems: 1,
        nextCursor: null,
      }),
    ),
    http.get(`${BACKEND}/flux-fleet/summary`, () =>
      HttpResponse.json({
        groups: [{ key: { status: 'Failed' }, count: 1 }],
        totalResources: 1,
      }),
    ),
    http.get(`${BACKEND}/flux-fleet/resources`, () =>
      HttpResponse.json({
        items: [aFailure()],
        totalItems: 1,
        nextCursor: null,
      }),
    ),
  );
  window.history.pushState({}, '', '/flux-fleet');
  render(createApp({ features: [signedIn, fluxFleetPlugin] }).createRoot());
}

const inTime = { timeout: 10_000 };

describe('the plugin in an app of the new frontend system', () => {
  it('shows the fleet at /flux-fleet, read over HTTP', async () => {
    startApp(AuthorizeResult.ALLOW);
    expect(
      await screen.findByText('1 of 1 clusters connected', undefined, inTime),
    ).toBeVisible();
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'podinfo' })[0]).toHaveAttribute(
      'href',
      '/flux-fleet/resources/eu-1/helm.toolkit.fluxcd.io/HelmRelease/apps/podinfo',
    );
  });

  it('is not there for somebody who may not see the fleet', async () => {
    startApp(AuthorizeResult.DENY);
    expect(
      await screen.findByText(/page not found/i, undefined, inTime),
    ).toBeVisible();
    expect(screen.queryByText('1 of 1 clusters connected')).toBeNull();
  });
});
