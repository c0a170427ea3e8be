import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** Takes the pictures of the documentation: `yarn workspace @flux-fleet/e2e screenshots`. */
export default defineConfig({
  ...base,
  testDir: 'screenshots',
  projects: [{ name: 'screenshots' }],
});
