import { test as base, expect, type Page } from '@playwright/test';
import { Portal } from './Portal';

/** What a page may not do while a test looks at it. */
interface PageWatch {
  /** Errors in the browser's console and uncaught exceptions, since the page was opened. */
  errors: string[];
  /** Call it in a test that makes the backend unreachable on purpose: failed requests are expected then. */
  expectFailedRequests(): void;
}

/** Signs in as guest and opens the page at the path. */
export async function openAsGuest(
  page: Page,
  portal: Portal,
  path = '/flux-fleet',
): Promise<void> {
  await page.goto(`${portal.url}${path}`);
  const enter = page.getByRole('button', { name: 'Enter' });
  await enter.click();
}

/** Playwright's test with a running portal; every test fails when its page logs an error. */
export const test = base.extend<{ watch: PageWatch }, { portal: Portal }>({
  portal: [
    async ({ browserName: _browserName }, use) => {
      const portal = await Portal.start();
      await use(portal);
      await portal.remove();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  watch: [
    async ({ page, portal }, use, testInfo) => {
      const errors: string[] = [];
      let failedRequestsExpected = false;
      page.on('console', message => {
        if (message.type() !== 'error') return;
        const isFailedRequest =
          /Failed to load resource|net::ERR|WebSocket/.test(message.text());
        if (isFailedRequest && failedRequestsExpected) return;
        errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', error => errors.push(String(error)));
      await use({
        errors,
        expectFailedRequests() {
          failedRequestsExpected = true;
        },
      });
      // What the page asks on while it is being closed is nobody's to answer any more.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('backend', { body: portal.output });
      }
      expect(errors, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
