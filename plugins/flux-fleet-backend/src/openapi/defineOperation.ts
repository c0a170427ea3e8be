import type { z } from 'zod';

/** An object schema by its shape. */
export type ObjectSchema = z.ZodObject<z.core.$ZodShape>;

/**
 * One operation of the HTTP API: the document is made of it, requests are parsed by it, and the router serves it. So the
 * three cannot differ.
 */
export interface ApiOperation<
  TPath extends ObjectSchema = ObjectSchema,
  TQuery extends ObjectSchema = ObjectSchema,
  TResponse extends z.ZodType = z.ZodType,
> {
  operationId: string;
  method: 'get' | 'post';
  /** Below `/api/flux-fleet`, with `{parameters}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  pathParameters: TPath;
  /** Parameters that are not in it are refused; those that are lists may be repeated. */
  query: TQuery;
  /** Whether it asks a cluster, which may take longer than the database. */
  isLive?: true;
  /** Names of the permissions that it needs; none when every signed-in caller may. */
  permissions: string[];
  response: { status: 200 | 202; description: string; schema: TResponse };
  /** Statuses of failure beyond 400, 401 and 403, with what they mean here. */
  failures?: Record<string, string>;
  audit: { eventId: string; severityLevel: 'low' | 'medium' };
}

/** Keeps the types of an operation's schemas, so that its handler is typed by them. */
export function defineOperation<
  TPath extends ObjectSchema,
  TQuery extends ObjectSchema,
  TResponse extends z.ZodType,
>(
  operation: ApiOperation<TPath, TQuery, TResponse>,
): ApiOperation<TPath, TQuery, TResponse> {
  return operation;
}
