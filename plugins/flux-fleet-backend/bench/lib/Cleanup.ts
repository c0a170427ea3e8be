/** What a benchmark has started and made: undone in reverse order, whatever ends it. */
export class Cleanup {
  readonly #tasks: Array<() => Promise<void>> = [];
  #running: Promise<void> | undefined;

  static create(): Cleanup {
    return new Cleanup();
  }

  private constructor() {}

  /** Remembers how to undo something. */
  add(task: () => Promise<void>): void {
    if (this.#running) throw new Error('The benchmark was interrupted');
    this.#tasks.push(task);
  }

  /** Undoes everything, once. */
  run(): Promise<void> {
    this.#running ??= this.#undo();
    return this.#running;
  }

  async #undo(): Promise<void> {
    for (const task of this.#tasks.reverse()) {
      await task().catch(error =>
        process.stderr.write(`${(error as Error).message}\n`),
      );
    }
  }
}
