import { ServiceUnavailableError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { isUnavailable } from '../database/isUnavailable';

/** Says of a database that is down that it is, and that it is worth to try again, instead of what its driver says. */
export function explainUnavailable(): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    next(
      isUnavailable(error)
        ? new ServiceUnavailableError(
            // The driver's own words, with addresses, are in the audit log.
            'The database of Flux Fleet does not answer. Nothing is lost: the clusters are followed on; try again in a moment',
          )
        : error,
    );
  };
}
