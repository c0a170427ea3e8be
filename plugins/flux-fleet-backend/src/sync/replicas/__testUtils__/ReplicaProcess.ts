import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ReplicaOptions } from './runReplica';

/** A replica of the sync in a process of its own, to be stopped, paused and killed. */
export class ReplicaProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  #output = '';

  /** Starts one; resolves when it syncs. */
  static async start(options: ReplicaOptions): Promise<ReplicaProcess> {
    const replica = new ReplicaProcess(options);
    await replica.#started();
    return replica;
  }

  private constructor(options: ReplicaOptions) {
    this.name = options.replica;
    this.#child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        resolve(__dirname, 'runReplica.ts'),
      ],
      {
        // Jest's own settings are not for this process.
        env: { PATH: process.env.PATH, REPLICA: JSON.stringify(options) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.on('data', chunk => {
        this.#output += chunk;
      });
    }
  }

  /** What it printed. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sends SIGTERM; resolves when it has ended by itself. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exit;
  }

  async #started(): Promise<void> {
    while (!this.#output.includes('started')) {
      await Promise.race([
        once(this.#child.stdout!, 'data'),
        once(this.#child, 'exit').then(() => {
          throw new Error(`The replica ${this.name} ended: ${this.#output}`);
        }),
      ]);
    }
  }
}
