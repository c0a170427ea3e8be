import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import type { ApiOperation } from './defineOperation';
import { API_OPERATIONS } from './operations';
import { errorSchema } from './schemas/error';

const FAILURES: Record<string, string> = {
  400: 'A parameter is malformed or unknown; the message names it',
  401: 'No valid credentials',
  403: 'Your permissions do not allow it',
  503: 'The database does not answer; try again in a moment',
};

function failureResponses(operation: ApiOperation) {
  const failures = { ...FAILURES, ...operation.failures };
  return Object.fromEntries(
    Object.entries(failures).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: errorSchema } } },
    ]),
  );
}

function toOperationObject(operation: ApiOperation): ZodOpenApiOperationObject {
  const { response, permissions, description = '' } = operation;
  const needs = permissions.length
    ? `Needs ${permissions.map(name => `\`${name}\``).join(' and ')}.`
    : 'Needs no permission.';
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: [description, needs].filter(Boolean).join(' '),
    requestParams: {
      path: operation.pathParameters,
      query: operation.query,
    },
    responses: {
      [String(response.status)]: {
        description: response.description,
        content: { 'application/json': { schema: response.schema } },
      },
      ...failureResponses(operation),
    } as ZodOpenApiOperationObject['responses'],
  };
}

/** Makes the OpenAPI document of the HTTP API from its operations. */
export function createOpenApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of API_OPERATIONS) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: toOperationObject(operation),
    };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Flux Fleet',
        version: '1',
        description:
          'Flux on many clusters: what runs where, in which state, and how to act on it. Times are RFC 3339 in UTC. Lists take `limit` and `cursor`. More fields may come; those that are here keep name and meaning.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/api/flux-fleet' }],
      security: [{ backstage: [] }],
      components: {
        securitySchemes: {
          backstage: {
            type: 'http',
            scheme: 'bearer',
            description: 'A Backstage token of a user or a service',
          },
        },
      },
      paths,
    },
    {
      override: ({ jsonSchema }) => {
        // Answers may get more fields: a reader must not refuse them.
        if (jsonSchema.additionalProperties === false) {
          delete jsonSchema.additionalProperties;
        }
      },
    },
  );
}
