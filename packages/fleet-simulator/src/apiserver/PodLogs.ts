/** A line that a container wrote, and when (milliseconds since the epoch). */
export interface PodLogLine {
  readonly at: number;
  readonly text: string;
}

/** Older lines go, as a node rotates logs. */
const MOST_LINES = 2000;

/** What pods' containers wrote; a pod that never wrote has an empty log. */
export class PodLogs {
  readonly #lines = new Map<string, PodLogLine[]>();
  readonly #followers = new Map<string, Set<(line: PodLogLine) => void>>();

  append(
    pod: { namespace: string; name: string; container?: string },
    line: PodLogLine,
  ): void {
    const key = keyOf(pod);
    const lines = this.#lines.get(key) ?? [];
    lines.push(line);
    if (lines.length > MOST_LINES) {
      lines.splice(0, lines.length - MOST_LINES);
    }
    this.#lines.set(key, lines);
    for (const follower of [...(this.#followers.get(key) ?? [])]) {
      follower(line);
    }
  }

  /** The lines of one container; without a name those written without one. */
  read(pod: {
    namespace: string;
    name: string;
    container?: string;
  }): readonly PodLogLine[] {
    return this.#lines.get(keyOf(pod)) ?? [];
  }

  /** Calls `follower` with each new line; the answer stops it. */
  follow(
    pod: { namespace: string; name: string; container?: string },
    follower: (line: PodLogLine) => void,
  ): () => void {
    const key = keyOf(pod);
    const followers = this.#followers.get(key) ?? new Set();
    followers.add(follower);
    this.#followers.set(key, followers);
    return () => {
      followers.delete(follower);
      if (followers.size === 0) {
        this.#followers.delete(key);
      }
    };
  }
}

function keyOf(pod: {
  namespace: string;
  name: string;
  container?: string;
}): string {
  return `${pod.namespace}/${pod.name}/${pod.container ?? ''}`;
}
