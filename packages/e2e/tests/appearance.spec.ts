import AxeBuilder from '@axe-core/playwright';
import { expect, openAsGuest, test } from '../portal/test';

const PAGES = {
  fleet: '/flux-fleet',
  'filtered table': '/flux-fleet?status=Failed&kind=HelmRelease',
  resource:
    '/flux-fleet/resources/dev/kustomize.toolkit.fluxcd.io/Kustomization/identity/identity',
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
            .first(),
        ).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);

        // The page's own part: the shell around it is Backstage's.
        const { violations } = await new AxeBuilder({ page })
          .include('main')
          .analyze();
        expect(
          violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`),
        ).toEqual([]);

        const overflow = await page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        expect(overflow, 'pixels that stick out to the right').toBe(0);
        await expect(page.getByText('undefined')).toHaveCount(0);
      });
    });
  }
}
