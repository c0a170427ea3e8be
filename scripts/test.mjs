// npm test: brings what is missing, runs every check and test, and ends with how many passed and failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringChromium } from './lib/chromium.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { run } from './lib/run.mjs';
import {
  bringNode,
  bringPackages,
  environmentWith,
  root,
} from './lib/toolchain.mjs';

const results = join(root, '.cache/test-results');

/** How many tests of a Jest run passed and failed; a suite that could not even be loaded counts as one failed test. */
function countJest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** How many tests of a Playwright run passed and failed; flaky ones, passed at a second try, count as failed. */
function countPlaywright(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

const jestReport = join(results, 'jest.json');
const browserReport = join(results, 'browser.json');

/** Each check is one command; those with a `count` hold many tests, the others count as one. */
function checks({ connectionString, chromium }) {
  return [
    { name: 'Formatting', command: ['prettier', '--check', '.'] },
    {
      name: 'Lint',
      command: ['backstage-cli', 'repo', 'lint', '--max-warnings', '0'],
    },
    { name: 'Types', command: ['tsc', '--incremental', 'false'] },
    {
      name: 'Configuration schema',
      command: ['backstage-cli', 'config:check', '--lax', '--strict'],
    },
    {
      name: 'API reports',
      command: [
        'backstage-repo-tools',
        'api-reports',
        '--ci',
        '-o',
        'ae-undocumented,ae-wrong-input-file-type',
        '--validate-release-tags',
        '--exclude',
        'packages/e2e',
      ],
    },
    {
      name: 'Unit and integration tests',
      command: [
        'backstage-cli',
        'repo',
        'test',
        '--ci',
        '--json',
        `--outputFile=${jestReport}`,
      ],
      env: {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connectionString,
        FLUX_FLEET_REQUIRE_POSTGRES: '1',
      },
      count: () => countJest(jestReport),
    },
    {
      name: 'Browser tests',
      command: ['playwright', 'test'],
      cwd: join(root, 'packages/e2e'),
      env: {
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
      },
      count: () => countPlaywright(browserReport),
    },
  ];
}

async function runCheck(node, env, check) {
  const [command, ...args] = check.command;
  const started = Date.now();
  let succeeded = true;
  try {
    await run(node, [join(root, 'node_modules/.bin', command), ...args], {
      cwd: check.cwd ?? root,
      env: { ...env, ...check.env },
    });
  } catch {
    console.error(
      `${check.name}: not passed; what was printed above says why.`,
    );
    succeeded = false;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  let counts = { passed: Number(succeeded), failed: Number(!succeeded) };
  if (check.count) {
    try {
      counts = check.count();
    } catch (error) {
      console.error(`${check.name} left no report: ${error.message}`);
      counts = { passed: 0, failed: 1 };
    }
    // A runner that fails without a failed test, or skips one, or finds none, has not passed.
    const total = counts.passed + counts.failed;
    if (counts.failed === 0 && (!succeeded || total === 0 || counts.skipped)) {
      counts.failed = Math.max(1, counts.skipped ?? 0);
    }
  }
  return { name: check.name, seconds, ...counts };
}

async function main() {
  const only = process.argv.slice(2).map(word => word.toLowerCase());
  const names = checks({}).map(check => check.name);
  const unknown = only.filter(
    word => !names.some(name => name.toLowerCase().startsWith(word)),
  );
  if (unknown.length) {
    throw new Error(
      `There is no check named ${unknown.join(
        ', ',
      )}. Name none to run all, or some of these by how they begin: ${names.join(
        ', ',
      )}.`,
    );
  }
  const node = await bringNode();
  await bringPackages(node);
  const env = { ...environmentWith(node), CI: 'true' };
  const chromium = await bringChromium(node, env);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const postgres = await startPostgres(node, env);
  const outcomes = [];
  try {
    const { connectionString } = postgres;
    for (const check of checks({ connectionString, chromium })) {
      if (
        only.length &&
        !only.some(word => check.name.toLowerCase().startsWith(word))
      ) {
        continue;
      }
      console.log(`\n=== ${check.name}`);
      outcomes.push(await runCheck(node, env, check));
    }
  } finally {
    await postgres.stop();
  }

  console.log('');
  for (const { name, passed, failed, seconds } of outcomes) {
    console.log(
      `${
        failed ? 'FAILED' : 'passed'
      }  ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
    );
  }
  const sum = key => outcomes.reduce((total, one) => total + one[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') ? 1 : 0;
}

main().catch(error => {
  console.error(`\n${error.message}`);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
