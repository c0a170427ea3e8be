import { expect, openAsGuest, test } from '../portal/test';

test('a guest finds a failed resource, reconciles it, and sees it become ready', async ({
  page,
  portal,
}) => {
  await openAsGuest(page, portal);
  await expect(
    page.getByText('6 of 6 clusters connected', { exact: true }),
  ).toBeVisible();

  const tiles = page.getByRole('list', { name: 'Resources by status' });
  await tiles.getByRole('link', { name: /failed/i }).click();
  await expect(page).toHaveURL(/[?&]status=Failed/);

  await page.getByRole('link', { name: 'platform-policies' }).first().click();
  await expect(
    page.getByRole('heading', { name: 'platform-policies' }),
  ).toBeVisible();
  await expect(page.getByText(/failed calling webhook/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Reconcile' }).click();
  await expect(page.getByText('Reconciled: it is ready.')).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    page.getByRole('main').getByText('Ready', { exact: true }).first(),
  ).toBeVisible();
});

test('filters, sorting and paging live in the URL', async ({
  page,
  portal,
}) => {
  await openAsGuest(page, portal, '/flux-fleet?kind=HelmRelease&size=25');
  const table = page.getByRole('region', { name: 'Resources' });
  await expect(table.getByText(/^1–25 of \d+$/)).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(table.getByText(/^26–/)).toBeVisible();

  await page.reload();
  await expect(table.getByText(/^26–/)).toBeVisible();

  await page.goBack();
  await expect(table.getByText(/^1–25 of \d+$/)).toBeVisible();

  await page.goto(`${portal.url}/flux-fleet?q=no-such-thing`);
  await expect(
    page.getByText('No resource matches these filters.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page).not.toHaveURL(/q=/);
  await expect(table.getByText(/^1–50 of \d+$/)).toBeVisible();
});

test('a resource shows its conditions, inventory, events and YAML', async ({
  page,
  portal,
}) => {
  const path =
    '/flux-fleet/resources/prod-us-1/kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infra-configs';
  await openAsGuest(page, portal, path);
  await expect(
    page.getByRole('heading', { name: 'infra-configs' }),
  ).toBeVisible();
  await expect(page.getByRole('table', { name: 'Conditions' })).toBeVisible();

  await page.getByRole('tab', { name: 'Inventory' }).click();
  await expect(page).toHaveURL(/tab=inventory/);
  await expect(
    page.getByRole('table', { name: 'Objects that it applied' }),
  ).toBeVisible();

  await page.getByRole('tab', { name: 'YAML' }).click();
  await expect(page.getByText('kind: Kustomization').first()).toBeVisible();
  await expect(page.getByText('managedFields')).toHaveCount(0);
});

test('a resource that is not there says so and leads back', async ({
  page,
  portal,
  watch,
}) => {
  watch.expectFailedRequests();
  const path =
    '/flux-fleet/resources/dev/helm.toolkit.fluxcd.io/HelmRelease/apps/no-such-release';
  await openAsGuest(page, portal, path);
  await expect(page.getByText('No such resource')).toBeVisible();
});
