/** What a worker can be asked to do. Arguments and answers travel as JSON. */
export type Calls = Record<string, (argument: never) => Promise<unknown>>;

/** A question to a worker. */
export interface CallMessage {
  id: number;
  name: string;
  argument: unknown;
}

/** What a worker says: first that it is ready, then the answer to each question. */
export type WorkerMessage =
  | { type: 'ready' }
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'error'; id: number; message: string };

/** Makes this process a worker: answers the calls of the process that forked it, and ends with it. */
export function serveCalls(calls: Calls): void {
  const send = (message: WorkerMessage) => process.send?.(message);
  // Ctrl-C reaches the whole group: who ends when is for the parent to say.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
  process.on('message', async ({ id, name, argument }: CallMessage) => {
    try {
      const answer = await calls[name](argument as never);
      send({ type: 'answer', id, answer });
    } catch (error) {
      const { stack, message } = error as Error;
      send({ type: 'error', id, message: stack ?? message });
    }
  });
  send({ type: 'ready' });
}
