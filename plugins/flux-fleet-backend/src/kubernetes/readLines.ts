import { KubernetesError } from './KubernetesError';

const NEWLINE = 0x0a;

/**
 * Splits a body into lines (NDJSON). Empty lines are left out, and so is a last line without its end: it was cut off.
 * Throws KubernetesError `tooLarge` for a line longer than the maximum.
 */
export async function* readLines(
  body: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    length += part.length;
    if (length > maximumBytes) {
      throw new KubernetesError(
        'tooLarge',
        `A watch event is larger than ${maximumBytes} bytes`,
      );
    }
    parts.push(part);
  };
  for await (const chunk of body) {
    let start = 0;
    let end = chunk.indexOf(NEWLINE);
    while (end >= 0) {
      add(chunk.subarray(start, end));
      const line = Buffer.concat(parts, length).toString('utf8').trim();
      parts = [];
      length = 0;
      if (line) yield line;
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
}
