import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Calls, WorkerMessage } from './serveCalls';
import { withTimeLimit } from './withTimeLimit';

const START_LIMIT_MS = 60_000;
const END_LIMIT_MS = 5_000;

/** How TypeScript is run: as Backstage runs it in development. */
export const TYPESCRIPT = [
  '--require',
  '@backstage/cli/config/nodeTransform.cjs',
];

interface Pending {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

/** Ends a child process: asks, and after a while does not ask any more. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

/** A process of its own that answers calls; see `serveCalls`. */
export class Worker<C extends Calls> {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** Starts the process. Rejects when it ends before it is ready. */
  static async start<C extends Calls>(file: string): Promise<Worker<C>> {
    const child = fork(file, {
      execArgv: TYPESCRIPT,
      // What it logs is no part of what a benchmark prints.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const worker = new Worker<C>(child);
    await withTimeLimit(`starting ${file}`, START_LIMIT_MS, () =>
      Promise.race([once(child, 'message'), worker.#endedTooSoon()]),
    ).catch(async error => {
      await worker.stop();
      throw error;
    });
    return worker;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: WorkerMessage) => {
      if (message.type === 'ready') return;
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.type === 'answer') pending?.resolve(message.answer as never);
      else pending?.reject(new Error(message.message));
    });
    child.on('exit', (code, signal) => {
      for (const { reject } of this.#pending.values()) {
        reject(
          new Error(`A process of the benchmark ended: ${signal ?? code}`),
        );
      }
      this.#pending.clear();
    });
  }

  /** Asks the worker. Rejects with what it throws, when it ends, and when it takes longer than the limit. */
  call<K extends keyof C & string>(
    name: K,
    argument: Parameters<C[K]>[0],
    limitMs: number,
  ): Promise<Awaited<ReturnType<C[K]>>> {
    return withTimeLimit(
      name,
      limitMs,
      () =>
        new Promise((resolve, reject) => {
          this.#lastId += 1;
          this.#pending.set(this.#lastId, { resolve, reject });
          this.#child.send({ id: this.#lastId, name, argument });
        }),
    );
  }

  stop(): Promise<void> {
    return endProcess(this.#child);
  }

  async #endedTooSoon(): Promise<never> {
    const [code, signal] = await once(this.#child, 'exit');
    throw new Error(`A process of the benchmark ended: ${signal ?? code}`);
  }
}
