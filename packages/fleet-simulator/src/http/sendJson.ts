import { stringify } from 'yaml';

import { ApiError } from '../apiserver/ApiError';
import { Exchange } from './Exchange';
import { parseAccept } from './negotiate';
import { sendAnswer } from './sendAnswer';

/** Sends an answer that is JSON text, as YAML to a client that asks for that. */
export async function sendJson(
  exchange: Exchange,
  code: number,
  text: string,
): Promise<void> {
  const [wanted] = parseAccept(exchange.incoming.headers.accept);
  const isYaml = wanted?.type === 'application/yaml';
  await sendAnswer(exchange, {
    code,
    contentType: isYaml ? 'application/yaml' : 'application/json',
    parts: isYaml ? [stringify(JSON.parse(text))] : [text, '\n'],
  });
}

/** Sends a failure as `Status`. */
export async function sendError(
  exchange: Exchange,
  error: ApiError,
): Promise<void> {
  const retryAfter = error.details?.retryAfterSeconds;
  if (retryAfter !== undefined) {
    exchange.response.setHeader('Retry-After', String(retryAfter));
  }
  await sendAnswer(exchange, {
    code: error.code,
    contentType: 'application/json',
    parts: [JSON.stringify(error.toStatus()), '\n'],
  });
}

/** Sends what a real server says about paths that it does not have. */
export async function sendPathNotFound(exchange: Exchange): Promise<void> {
  await sendAnswer(exchange, {
    code: 404,
    contentType: 'text/plain; charset=utf-8',
    parts: ['404 page not found\n'],
  });
}
