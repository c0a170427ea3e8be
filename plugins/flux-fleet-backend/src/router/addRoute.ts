import type { JsonObject } from '@backstage/types';
import type { z } from 'zod';
import type { ApiOperation, ObjectSchema } from '../openapi/defineOperation';
import { answerWithin } from './answerWithin';
import { audited } from './audited';
import { parseParameters, parseQuery } from './parseParameters';
import type { CallerCredentials, RouteContext } from './RouteContext';

/** A database that hangs must not keep people waiting without a word. */
const ANSWER_WITHIN_MS = 15_000;
/** Requests to clusters have times of their own, and say themselves what took too long. */
const LIVE_ANSWER_WITHIN_MS = 60_000;

/** The path of an operation as express writes it. */
export function expressPathOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/**
 * Serves one documented operation: finds out who calls, parses the parameters by the operation's schemas, records the
 * call with the auditor, and answers what the handler does.
 */
export function addRoute<
  TPath extends ObjectSchema,
  TQuery extends ObjectSchema,
  TResponse extends z.ZodType,
>(
  context: Pick<RouteContext, 'auditor' | 'httpAuth' | 'router'>,
  operation: ApiOperation<TPath, TQuery, TResponse>,
  handle: (call: {
    credentials: CallerCredentials;
    path: z.infer<TPath>;
    query: z.infer<TQuery>;
  }) => Promise<z.infer<TResponse>>,
): void {
  const { auditor, httpAuth, router } = context;
  const { audit, method, response, isLive } = operation;
  router[method](expressPathOf(operation.path), async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const path = parseParameters(req.params, operation.pathParameters);
    const { searchParams } = new URL(req.url, 'http://localhost');
    const query = parseQuery(searchParams, operation.query);
    const answer = await audited(
      auditor,
      {
        eventId: audit.eventId,
        severityLevel: audit.severityLevel,
        request: req,
        meta: { ...path, ...query } as JsonObject,
      },
      () =>
        answerWithin(
          isLive ? LIVE_ANSWER_WITHIN_MS : ANSWER_WITHIN_MS,
          handle({ credentials, path, query }),
        ),
    );
    res.status(response.status).json(answer);
  });
}
