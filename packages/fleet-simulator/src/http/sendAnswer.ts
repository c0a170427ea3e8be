import { once } from 'node:events';
import { constants, createGzip } from 'node:zlib';

import { cut } from './cut';
import { Exchange } from './Exchange';

/** The real server compresses answers above this size. */
const COMPRESS_ABOVE_BYTES = 128 * 1024;
/** Parts of long answers are written together up to this length, in characters. */
const CHUNK_LENGTH = 1024 * 1024;

/** An answer with a body of text; `parts` are written one after the other. */
export interface Answer {
  code: number;
  contentType: string;
  parts: string[];
  headers?: Record<string, string>;
}

/**
 * Sends an answer: in one piece when it is short, else in chunks as fast as the client reads; compressed when it is large and the
 * client takes that. Faults cut it short or garble it.
 */
export async function sendAnswer(
  exchange: Exchange,
  answer: Answer,
): Promise<void> {
  const { incoming, response, faults } = exchange;
  const { code, contentType, headers } = answer;
  let { parts } = answer;
  response.setHeader('Content-Type', contentType);
  response.setHeader('Cache-Control', 'no-cache, private');
  for (const [name, value] of Object.entries(headers ?? {})) {
    response.setHeader(name, value);
  }
  if (faults.malformedText) {
    // Whole for HTTP, but cut and garbled as JSON.
    const text = parts.join('');
    parts = [`${text.slice(0, Math.floor(text.length / 2))}\u0000}{`];
  }
  if (faults.halfWritten) {
    sendHalf(exchange, code, parts.join(''));
    return;
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const compress =
    length > COMPRESS_ABOVE_BYTES &&
    /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''));
  if (!compress && length <= CHUNK_LENGTH) {
    const body = Buffer.from(parts.join(''));
    response.writeHead(code, { 'Content-Length': body.length });
    response.end(incoming.method === 'HEAD' ? undefined : body);
    return;
  }
  if (compress) {
    response.writeHead(code, {
      'Content-Encoding': 'gzip',
      Vary: 'Accept-Encoding',
    });
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    gzip.pipe(response);
    response.on('close', () => gzip.destroy());
    await writeParts(gzip, parts);
    return;
  }
  response.writeHead(code);
  await writeParts(response, parts);
}

async function writeParts(
  stream: NodeJS.WritableStream & { destroyed?: boolean },
  parts: string[],
): Promise<void> {
  const closed = once(stream, 'close').catch(() => undefined);
  let chunk: string[] = [];
  let length = 0;
  for (const part of parts) {
    chunk.push(part);
    length += part.length;
    if (length >= CHUNK_LENGTH) {
      if (stream.destroyed) {
        return;
      }
      if (!stream.write(chunk.join(''))) {
        await Promise.race([
          once(stream, 'drain').catch(() => undefined),
          closed,
        ]);
      }
      chunk = [];
      length = 0;
    }
  }
  if (!stream.destroyed) {
    stream.end(chunk.join(''));
  }
}

/** Announces the whole body, sends half of it and cuts the connection. */
function sendHalf(exchange: Exchange, code: number, text: string): void {
  const { response } = exchange;
  const body = Buffer.from(text);
  response.writeHead(code, { 'Content-Length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    cut(response);
  });
}
