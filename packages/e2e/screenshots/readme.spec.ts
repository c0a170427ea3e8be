import { resolve } from 'node:path';
import { expect, openAsGuest, test } from '../portal/test';

const images = resolve(__dirname, '../../../docs/images');

test('pictures of the README', async ({ page, portal }) => {
  await page.setViewportSize({ width: 1440, height: 1080 });
  await openAsGuest(page, portal);
  await expect(page.getByText('6 of 6 clusters connected')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.screenshot({ path: `${images}/fleet.png` });

  await page.goto(
    `${portal.url}/flux-fleet/resources/prod-us-1/kustomize.toolkit.fluxcd.io/Kustomization/flux-system/platform-policies`,
  );
  await page.getByRole('button', { name: 'Reconcile' }).click();
  await expect(page.getByText('Reconciled: it is ready.')).toBeVisible({
    timeout: 30_000,
  });
  await page.screenshot({ path: `${images}/resource.png` });

  await page.setViewportSize({ width: 400, height: 860 });
  await page.goto(`${portal.url}/flux-fleet`);
  await expect(page.getByText('6 of 6 clusters connected')).toBeVisible();
  await page.screenshot({ path: `${images}/phone.png` });
});
