import { parse } from 'yaml';

import { ApiError } from '../apiserver/ApiError';
import { isPlainObject } from '../apiserver/managedFields/isPlainObject';
import { Exchange } from './Exchange';
import { decodeKubernetes, PROTOBUF } from './protobuf/decodeKubernetes';

/** The limit of real servers: 3 MiB. */
const LARGEST_BODY = 3 * 1024 * 1024;

/**
 * Reads a request's body.
 *
 * @throws ApiError 413 when it is too large
 */
export async function readBytes(exchange: Exchange): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of exchange.incoming) {
    length += chunk.length;
    if (length > LARGEST_BODY) {
      throw ApiError.tooLarge(LARGEST_BODY);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a request's body as text; see {@link readBytes}. */
export async function readBody(exchange: Exchange): Promise<string> {
  return (await readBytes(exchange)).toString('utf8');
}

/** The media type of a request's body, without parameters; undefined when it names none. */
export function contentTypeOf(exchange: Exchange): string | undefined {
  const header = exchange.incoming.headers['content-type'];
  return header?.split(';')[0].trim().toLowerCase();
}

/**
 * Parses JSON, or YAML where a client may send that.
 *
 * @throws ApiError 400 when the text is neither
 */
export function parseBody(text: string, mayBeYaml: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!mayBeYaml) {
      throw ApiError.badRequest(
        `couldn't get version/kind; json parse error: ${
          (error as Error).message
        }`,
      );
    }
  }
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw ApiError.badRequest(
      `error decoding YAML: ${(error as Error).message.split('\n')[0]}`,
    );
  }
}

/**
 * Reads an object in JSON, YAML or (the built-in kinds that `kubectl` sends so) protobuf.
 *
 * @throws ApiError 415 for another media type, 400 when it is no object
 */
export async function readObject(
  exchange: Exchange,
): Promise<Record<string, unknown>> {
  const type = contentTypeOf(exchange) ?? 'application/json';
  if (type === PROTOBUF) {
    return decodeKubernetes(await readBytes(exchange));
  }
  if (type !== 'application/json' && type !== 'application/yaml') {
    throw ApiError.unsupportedMediaType([
      'application/json',
      'application/yaml',
    ]);
  }
  const body = parseBody(await readBody(exchange), type === 'application/yaml');
  if (!isPlainObject(body)) {
    throw ApiError.badRequest(
      `couldn't get version/kind; json parse error: the body is not an object`,
    );
  }
  return body;
}
