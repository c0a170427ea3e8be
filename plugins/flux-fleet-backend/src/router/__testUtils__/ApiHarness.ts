import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { RunningFleet } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import supertest from 'supertest';
import { ClusterStore } from '../../clusters/ClusterStore';
import { API_OPERATIONS } from '../../openapi/operations';
import { errorSchema } from '../../openapi/schemas/error';
import { createApi, type FleetApi } from '../createApi';
import { FleetClients } from './FleetClients';

/** Decides about a permission, for a person or a service. */
export type Policy = (permission: Permission) => PolicyDecision;

/** Allows everything. */
export const allowAll: Policy = () => ({ result: AuthorizeResult.ALLOW });

/** Denies everything. */
export const denyAll: Policy = () => ({ result: AuthorizeResult.DENY });

/** An answer of the API. */
export interface Answer {
  status: number;
  // Bodies are checked against the documented schemas before a test looks at them.
  body: any;
}

function operationOf(method: string, path: string) {
  return API_OPERATIONS.find(operation => {
    const pattern = operation.path.replace(/\{\w+\}/g, '[^/]+');
    return operation.method === method && new RegExp(`^${pattern}$`).test(path);
  });
}

/**
 * The API half of the backend as it runs: a Backstage backend over HTTP, a real database, and clients of a simulated
 * fleet. Every answer is checked against the documented schemas.
 */
export class ApiHarness {
  policy: Policy = allowAll;
  readonly clients: FleetClients;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;
  readonly #api: FleetApi;

  static async start(options: {
    knex: Knex;
    fleet: RunningFleet;
    operationTimeoutMs?: number;
  }): Promise<ApiHarness> {
    const { knex, fleet, operationTimeoutMs = 20_000 } = options;
    const clients = new FleetClients(fleet);
    const holder: { policy: () => Policy; api?: FleetApi } = {
      policy: () => allowAll,
    };
    const plugin = createBackendPlugin({
      pluginId: 'flux-fleet',
      register(env) {
        env.registerInit({
          deps: {
            auditor: coreServices.auditor,
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
            logger: coreServices.logger,
            permissions: coreServices.permissions,
            permissionsRegistry: coreServices.permissionsRegistry,
          },
          async init({ httpRouter, ...deps }) {
            holder.api = createApi({
              ...deps,
              knex,
              clients,
              clusters: ClusterStore.create({ knex }),
              operationTimeoutMs,
            });
            httpRouter.use(holder.api.router);
          },
        });
      },
    });
    const permissions = createServiceFactory({
      service: coreServices.permissions,
      deps: {},
      factory: () => ({
        async authorize(requests) {
          return requests.map(
            ({ permission }) =>
              holder.policy()(permission) as DefinitivePolicyDecision,
          );
        },
        async authorizeConditional(requests) {
          return requests.map(({ permission }) => holder.policy()(permission));
        },
      }),
    });
    const backend = await startTestBackend({ features: [plugin, permissions] });
    const harness = new ApiHarness(backend, holder.api!, clients);
    holder.policy = () => harness.policy;
    return harness;
  }

  private constructor(
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    api: FleetApi,
    clients: FleetClients,
  ) {
    this.#backend = backend;
    this.#api = api;
    this.clients = clients;
  }

  /** Follows on what is running in the database. */
  async resume(): Promise<void> {
    await this.#api.operations.resume();
  }

  /** Calls the API as a person (`user:default/mock` unless said otherwise) or, with null, as nobody. */
  async call(
    method: 'get' | 'post',
    path: string,
    as: string | null = 'user:default/mock',
  ): Promise<Answer> {
    const header =
      as === null
        ? mockCredentials.none.header()
        : mockCredentials.user.header(as);
    const { status, body } = await supertest(this.#backend.server)
      [method](`/api/flux-fleet${path}`)
      .set('Authorization', header);
    const operation = operationOf(method, path.split('?')[0]);
    if (status >= 400) errorSchema.parse(body);
    else if (operation) {
      operation.response.schema.parse(body);
      if (status !== operation.response.status) {
        throw new Error(`${method} ${path} answered ${status}`);
      }
    }
    return { status, body };
  }

  async get(path: string, as?: string): Promise<Answer> {
    return this.call('get', path, as);
  }

  async post(path: string, as?: string): Promise<Answer> {
    return this.call('post', path, as);
  }

  /** Reads an operation until it has ended. */
  async ended(id: string, as?: string): Promise<any> {
    for (;;) {
      const { body } = await this.get(`/operations/${id}`, as);
      if (body.state !== 'running') return body;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    await this.#api.operations.stop();
    await this.#backend.stop();
    await this.clients.close();
  }
}
