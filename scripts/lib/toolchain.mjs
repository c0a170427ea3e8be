// Brings what a bare machine lacks: a Node that the project supports, and the packages of yarn.lock.
// Runs on Node 20 and newer with nothing installed: only Node's own modules may be imported here.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

/** The root of the workspace. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where things go that are brought for this project alone. Ignored by Git; safe to delete. */
export const toolsFolder = join(root, '.tools');

const yarnRelease = join(root, '.yarn/releases/yarn-4.13.0.cjs');

/** The Node that is brought when the one at hand will not do. */
const NODE_VERSION = '24.21.0';

/** Backstage supports 22 and 24; undici needs 22.19 or newer. */
function isSupportedNode(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 19);
}

/**
 * A Node that the project supports: the one that runs this, or one from the npm registry kept in `.tools`.
 * Answers the path of its executable.
 */
export async function bringNode() {
  if (isSupportedNode(process.version)) return process.execPath;
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${os}-${process.arch}`;
  const folder = join(toolsFolder, 'node');
  const executable = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const manifest = join(folder, 'node_modules', name, 'package.json');
  const isThere =
    existsSync(executable) &&
    JSON.parse(readFileSync(manifest, 'utf8')).version === NODE_VERSION;
  if (!isThere) {
    console.log(
      `Node ${process.version} is not one that Backstage supports (22.19 or newer of 22, or 24): bringing ${NODE_VERSION} into .tools`,
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    await run(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['install', '--no-audit', '--no-fund', `${name}@${NODE_VERSION}`],
      { cwd: folder, shell: process.platform === 'win32' },
    ).catch(error => {
      throw new Error(
        `Could not bring Node ${NODE_VERSION} for ${process.platform} ${process.arch}: ${error.message}. Install Node 24 yourself and run this again.`,
      );
    });
  }
  return executable;
}

/** The environment in which `node` is the given executable, also for what is started from there. */
export function environmentWith(node) {
  const environment = { ...process.env };
  // What npm adds for its own scripts would reach every process below and change how they resolve things.
  for (const key of Object.keys(environment)) {
    if (/^npm_/i.test(key)) delete environment[key];
  }
  environment.PATH = [
    dirname(node),
    join(root, 'node_modules/.bin'),
    environment.PATH,
  ].join(delimiter);
  return environment;
}

function fingerprint(node) {
  const hash = createHash('sha256').update(node);
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder))
      .sort()
      .map(name => join(root, folder, name, 'package.json')),
  );
  for (const file of [
    join(root, 'yarn.lock'),
    join(root, 'package.json'),
    ...manifests,
  ]) {
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Installs the packages that yarn.lock names, unless they are there already. */
export async function bringPackages(node) {
  const stamp = join(root, 'node_modules/.flux-fleet-installed');
  const wanted = fingerprint(node);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages');
  await run(node, [yarnRelease, 'install', '--immutable'], {
    cwd: root,
    env: { ...environmentWith(node), YARN_ENABLE_PROGRESS_BARS: 'false' },
    quiet: true,
  });
  writeFileSync(stamp, wanted);
}
