import { KubernetesError } from './KubernetesError';

/**
 * Reads a body as JSON. Leaving the loop early destroys the body and its socket.
 * Throws KubernetesError: `tooLarge` beyond the maximum, `malformed` when it is not JSON.
 */
export async function readJson(
  body: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maximumBytes) {
      throw new KubernetesError(
        'tooLarge',
        `The answer is larger than ${maximumBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks, length).toString('utf8'));
  } catch {
    throw new KubernetesError('malformed', 'The answer is not JSON');
  }
}
