import { ApiError } from '../apiserver/ApiError';

/**
 * Reads a resourceVersion from a query; undefined when it is unset.
 *
 * @throws ApiError 400 when it is none
 */
export function parseResourceVersion(text: string | null): number | undefined {
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(text)) {
    throw ApiError.badRequest(
      `resourceVersion: Invalid value: ${JSON.stringify(
        text,
      )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}
