import { expectSoundPage } from '../portal/expectSoundPage';
import { FleetAnswers } from '../portal/FleetAnswers';
import { expect, openAsGuest, test } from '../portal/test';

const PAGES = {
  fleet: '/flux-fleet',
  'filtered table': '/flux-fleet?status=Failed&kind=HelmRelease',
  resource:
    '/flux-fleet/resources/dev/kustomize.toolkit.fluxcd.io/Kustomization/identity/identity',
  clusters: '/flux-fleet/clusters',
  cluster: '/flux-fleet/clusters/dev',
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, path] of Object.entries(PAGES)) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test('is accessible and fits the screen', async ({ page, portal }) => {
        await openAsGuest(page, portal, path);
        await expect(
          page
            .getByRole('link', { name: 'identity' })
            .or(page.getByText('Conditions'))
            .or(page.getByRole('heading', { name: /^(Clusters|Sync)$/ }))
            .first(),
        ).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        await expectSoundPage(page);
      });
    });
  }

  // What shows for a moment, made to last: a slow machine or network shows it for long.
  test.describe(`on the way, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('nothing has been answered yet', async ({ page, portal }) => {
      const answers = new FleetAnswers(page);
      await answers.hold('clusters', 'summary', 'failures', 'rows');
      await openAsGuest(page, portal);
      await expect(
        page.getByRole('progressbar', { name: 'Loading resources' }),
      ).toBeVisible();
      await expectSoundPage(page);
    });

    test('what failed is known before the table', async ({ page, portal }) => {
      await new FleetAnswers(page).hold('rows');
      await openAsGuest(page, portal);
      await expect(
        page.getByRole('link', { name: 'identity' }).first(),
      ).toBeVisible();
      await expect(
        page.getByRole('progressbar', { name: 'Loading resources' }),
      ).toBeVisible();
      await expectSoundPage(page);
    });

    test('the table is known before what failed', async ({ page, portal }) => {
      await new FleetAnswers(page).hold('failures', 'clusters');
      await openAsGuest(page, portal);
      await expect(page.getByText(/^1–50 of \d+$/)).toBeVisible();
      await expect(
        page.getByRole('progressbar', { name: 'Loading what needs attention' }),
      ).toBeVisible();
      await expectSoundPage(page);
    });

    test('rows stay while others are read', async ({ page, portal }) => {
      await openAsGuest(page, portal);
      await expect(page.getByText(/^1–50 of \d+$/)).toBeVisible();
      await new FleetAnswers(page).hold('rows');
      await page.getByRole('searchbox').fill('checkout');
      await expect(
        page.getByRole('progressbar', { name: 'Loading resources' }),
      ).toBeVisible();
      await expect(page.getByText(/^1–50 of \d+$/)).toBeVisible();
      await expectSoundPage(page);
    });

    test('nothing is listed yet', async ({ page, portal }) => {
      const answers = new FleetAnswers(page);
      await answers.connecting();
      await answers.nothingListed();
      await openAsGuest(page, portal);
      await expect(page.getByText('0 of 6 clusters connected')).toBeVisible();
      await expect(page.getByText(/^Nothing is known yet/)).toBeVisible();
      await expect(page.getByText('No resources yet.')).toBeVisible();
      await expectSoundPage(page);
    });

    test('some clusters are still being connected', async ({
      page,
      portal,
    }) => {
      await new FleetAnswers(page).connecting('dev', 'edge-hamburg-1');
      await openAsGuest(page, portal);
      await expect(page.getByText('4 of 6 clusters connected')).toBeVisible();
      await expect(page.getByText(/^Connecting to 2 clusters/)).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectSoundPage(page);
    });

    test('the backend cannot be reached', async ({ page, portal, watch }) => {
      watch.expectFailedRequests();
      await openAsGuest(page, portal);
      await expect(page.getByText(/^1–50 of \d+$/)).toBeVisible();
      await new FleetAnswers(page).cutOff();
      await expect(page.getByText(/cannot reach the backend/i)).toBeVisible();
      await expectSoundPage(page);
    });

    test('one cluster is down', async ({ page, portal }) => {
      // Down is noticed, and up again, only when the backend's next tries are due.
      test.slow();
      await portal.fleet.takeDown('edge-hamburg-1');
      try {
        await openAsGuest(page, portal);
        await expect(page.getByText('5 of 6 clusters connected')).toBeVisible({
          timeout: 60_000,
        });
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        await expectSoundPage(page);

        await page.goto(`${portal.url}/flux-fleet?cluster=edge-hamburg-1`);
        await expect(page.getByText(/as of \d\d:\d\d/).first()).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        await expectSoundPage(page);
      } finally {
        await portal.fleet.bringBack('edge-hamburg-1');
      }
      await page.goto(`${portal.url}/flux-fleet`);
      await expect(page.getByText('6 of 6 clusters connected')).toBeVisible({
        timeout: 60_000,
      });
    });
  });
}
