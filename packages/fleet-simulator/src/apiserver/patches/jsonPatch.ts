import { applyPatch, Operation } from 'fast-json-patch';

import { ApiError } from '../ApiError';
import { isPlainObject } from '../managedFields/isPlainObject';

const MOST_OPERATIONS = 10_000;

/**
 * Applies a JSON patch (RFC 6902); the target is not changed.
 *
 * @throws ApiError 400 when the patch is none, 413 when it has too many operations, 422 when it cannot be applied or one of its
 * tests fails
 */
export function jsonPatch<T extends object>(target: T, patch: unknown): T {
  if (!Array.isArray(patch)) {
    throw ApiError.badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  if (patch.length > MOST_OPERATIONS) {
    throw ApiError.tooLarge(MOST_OPERATIONS);
  }
  for (const operation of patch) {
    if (!isPlainObject(operation) || typeof operation.path !== 'string') {
      throw ApiError.badRequest(
        'error decoding patch: an operation is not an object with a path',
      );
    }
  }
  try {
    // A deep copy: the library's own way not to mutate copies at every operation.
    const copy = structuredClone(target);
    return applyPatch(copy, patch as Operation[], true, true, true).newDocument;
  } catch (error) {
    const problem = (error as Error).message.split('\n')[0];
    throw new ApiError({
      code: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
      details: {
        causes: [
          {
            reason: 'UnexpectedServerResponse',
            message: problem,
          },
        ],
      },
    });
  }
}
