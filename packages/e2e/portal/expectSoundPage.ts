import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Expects that the page, as it is now, is accessible, fits the screen and shows no value that is none. */
export async function expectSoundPage(page: Page): Promise<void> {
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
}
