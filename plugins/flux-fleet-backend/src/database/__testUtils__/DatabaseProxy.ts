import { once } from 'node:events';
import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import createKnex, { type Knex } from 'knex';
import { connectionOf } from './connectionOf';

/** Stands before PostgreSQL, to take it away and bring it back. */
export class DatabaseProxy {
  readonly #target: { host: string; port: number };
  readonly #connection: Record<string, unknown>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #clients: Knex[] = [];
  #isHanging = false;
  #port = 0;

  /** Listens before the database that a client is connected to. */
  static async start(knex: Knex): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(connectionOf(knex));
    await proxy.#listen();
    return proxy;
  }

  private constructor(connection: Record<string, unknown>) {
    this.#connection = connection;
    this.#target = {
      host: String(connection.host),
      port: Number(connection.port),
    };
    this.#server = createServer(socket => this.#accept(socket));
  }

  /** How to connect through the proxy. */
  get connection(): Record<string, unknown> {
    return { ...this.#connection, host: '127.0.0.1', port: this.#port };
  }

  /** A client through the proxy, destroyed with it. */
  client(): Knex {
    const knex = createKnex({ client: 'pg', connection: this.connection });
    this.#clients.push(knex);
    return knex;
  }

  /** Cuts all connections, and refuses new ones. */
  async goDown(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Takes new connections again. */
  async comeBack(): Promise<void> {
    await this.#listen();
  }

  /** Keeps connections, and lets nothing through any more: neither an answer nor an end. */
  hang(): void {
    this.#isHanging = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Ends the hanging connections, and lets new ones through. */
  recover(): void {
    this.#isHanging = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.recover();
    await Promise.all(this.#clients.map(knex => knex.destroy()));
    if (this.#server.listening) await this.goDown();
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #accept(client: Socket): void {
    const server = connect(this.#target);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
      if (this.#isHanging) socket.pause();
    }
  }
}
