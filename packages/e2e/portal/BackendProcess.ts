import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const READY_WITHIN_MS = 120_000;
const KILLED_AFTER_MS = 10_000;
const repository = resolve(__dirname, '../../..');

/** The backend of the demo in a process of its own; it serves the built app too. */
export class BackendProcess {
  readonly #environment: Record<string, string>;
  readonly #url: string;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(options: {
    /** Where it can be reached, by its configuration. */
    url: string;
    environment: Record<string, string>;
  }) {
    this.#url = options.url;
    this.#environment = options.environment;
  }

  /** Starts the process and waits until it is ready. Throws with what it printed when it ends before. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        resolve(repository, 'node_modules/.bin/backstage-cli'),
        'package',
        'start',
        '--config',
        resolve(repository, 'app-config.yaml'),
      ],
      {
        cwd: resolve(repository, 'packages/backend'),
        env: { ...process.env, ...this.#environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    this.#child = child;
    this.#output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        this.#output = (this.#output + chunk).slice(-100_000);
      });
    }
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await this.stop();
        throw new Error(`The backend did not become ready:\n${this.#output}`);
      }
      await new Promise(done => setTimeout(done, 200));
    }
  }

  /** Ends the process and everything that it started; returns when it is gone. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child?.pid || child.exitCode !== null) return;
    const group = -child.pid;
    const ended = new Promise(done => child.once('exit', done));
    process.kill(group, 'SIGTERM');
    const giveUp = setTimeout(
      () => process.kill(group, 'SIGKILL'),
      KILLED_AFTER_MS,
    );
    await ended;
    clearTimeout(giveUp);
  }

  /** What it printed last, for the report of a failed test. */
  get output(): string {
    return this.#output;
  }

  async #isReady(): Promise<boolean> {
    try {
      const response = await fetch(
        `${this.#url}/.backstage/health/v1/readiness`,
        { signal: AbortSignal.timeout(3000) },
      );
      return response.ok;
    } catch {
      return false;
    }
  }
}
