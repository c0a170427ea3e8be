// Finds a Chromium for the browser tests, or brings one.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { root, toolsFolder } from './toolchain.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      if (folder && existsSync(file)) return file;
    }
  }
  return undefined;
}

async function installWithApt() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing Chromium from the Debian packages');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { quiet: true, env });
  await run(
    'apt-get',
    [
      'install',
      '-y',
      '--no-install-recommends',
      'chromium',
      'fonts-liberation',
    ],
    { quiet: true, env },
  );
}

async function installWithPlaywright(node, env) {
  console.log('Downloading the Chromium of Playwright');
  const browsers = join(toolsFolder, 'browsers');
  const withBrowsers = { ...env, PLAYWRIGHT_BROWSERS_PATH: browsers };
  const cli = join(root, 'node_modules/playwright-core/cli.js');
  await run(node, [cli, 'install', 'chromium'], {
    quiet: true,
    env: withBrowsers,
  });
  const script =
    'process.stdout.write(require("playwright-core").chromium.executablePath())';
  return run(node, ['-e', script], {
    quiet: true,
    cwd: root,
    env: withBrowsers,
  });
}

/**
 * Answers the path of a Chromium: `CHROMIUM_PATH`, one on the PATH, one that the system's packages bring (Debian and
 * its kin, as root), or Playwright's own. Throws with what to do when there is none to be had.
 */
export async function bringChromium(node, env) {
  if (process.env.CHROMIUM_PATH) {
    if (!existsSync(process.env.CHROMIUM_PATH)) {
      throw new Error(
        `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is not there. Correct it, or unset it to have one found.`,
      );
    }
    return process.env.CHROMIUM_PATH;
  }
  const found = onPath();
  if (found) return found;
  await installWithApt();
  const installed = onPath();
  if (installed) return installed;
  try {
    return await installWithPlaywright(node, env);
  } catch (error) {
    throw new Error(
      `No Chromium for the browser tests (${error.message}). Install Chromium or Google Chrome, or set CHROMIUM_PATH.`,
    );
  }
}
