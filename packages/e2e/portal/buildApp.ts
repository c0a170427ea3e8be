import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const repository = resolve(__dirname, '../../..');

/**
 * Builds the app as for production: React and Material UI 4 log warnings of their own in development builds, and what
 * users get is what should be looked at. The backend serves the build.
 */
export default async function buildApp(): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      resolve(repository, 'node_modules/.bin/backstage-cli'),
      'package',
      'build',
      '--config',
      resolve(repository, 'app-config.yaml'),
    ],
    {
      cwd: resolve(repository, 'packages/app'),
      env: { ...process.env, NODE_ENV: 'production' },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
}
