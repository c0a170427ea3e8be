import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendProcess } from './BackendProcess';
import { SimulatedFleet } from './SimulatedFleet';
import { waitForGuest } from './waitForGuest';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The whole demo on ports of its own: a backend that serves the built app, and the simulated fleet inside it. */
export class Portal {
  readonly url: string;
  readonly fleet: SimulatedFleet;
  readonly #backend: BackendProcess;
  readonly #database: string;

  private constructor(options: {
    url: string;
    fleet: SimulatedFleet;
    backend: BackendProcess;
    database: string;
  }) {
    this.url = options.url;
    this.fleet = options.fleet;
    this.#backend = options.backend;
    this.#database = options.database;
  }

  /** Starts the portal and waits until it can be used. */
  static async start(): Promise<Portal> {
    const port = await freePort();
    const simulatorPort = await freePort();
    const database = await mkdtemp(join(tmpdir(), 'flux-fleet-e2e-'));
    const url = `http://localhost:${port}`;
    const backend = new BackendProcess({
      url,
      // Backstage reads single configuration values from variables named like this, as JSON.
      environment: {
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_listen_port: JSON.stringify(port),
        APP_CONFIG_backend_cors_origin: JSON.stringify(url),
        APP_CONFIG_backend_database_connection_directory:
          JSON.stringify(database),
        APP_CONFIG_fluxFleet_simulator_port: JSON.stringify(simulatorPort),
      },
    });
    const portal = new Portal({
      url,
      backend,
      database,
      fleet: new SimulatedFleet(`http://127.0.0.1:${simulatorPort}`),
    });
    try {
      await portal.startAgain();
    } catch (error) {
      await portal.remove();
      throw error;
    }
    return portal;
  }

  /** Stops the backend, and the simulated fleet with it. */
  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  /** Starts the backend again: with the database that it left, and the fleet as it was at first. */
  async startAgain(): Promise<void> {
    await this.#backend.start();
    await waitForGuest(this.url);
  }

  /** Stops the backend and removes its database. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#database, { recursive: true, force: true });
  }

  /** What the backend printed last. */
  get output(): string {
    return this.#backend.output;
  }
}
