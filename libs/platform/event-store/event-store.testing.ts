/** What specs of the log and of its readers need: a node of their own, events, and a line that can be cut or frozen. */
import { randomUUID } from 'node:crypto';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import type { NewEvent } from './event-store';

export interface TestNode {
  /** `esdb://…` */
  readonly url: string;
  readonly port: number;
  readonly database: TestDatabase;
  stop(): Promise<void>;
  /** Stops and starts on the same log and port. */
  restart(pauseMs?: number): Promise<void>;
}

export const startTestNode = async (): Promise<TestNode> => {
  const database = await createTestDatabase();
  let node = await startEventStoreNode({ databaseUrl: database.url });
  const port = Number(/:(\d+)/.exec(node.url.replace('esdb://', ''))![1]);
  return {
    url: node.url,
    port,
    database,
    stop: async () => {
      await node.stop();
      await database.drop();
    },
    restart: async (pauseMs = 0) => {
      await node.stop();
      await new Promise((done) => setTimeout(done, pauseMs));
      node = await startEventStoreNode({ databaseUrl: database.url, port });
    },
  };
};

export const anEvent = (type: string, data: object = {}, metadata: object = {}): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata,
});

/** A TCP line to a port, under the test's thumb. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private frozen = false;
  private refusing = false;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly port: number,
  ) {}

  static async to(target: number): Promise<Line> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const line = new Line(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => line.join(near, target));
    return line;
  }

  private join(near: Socket, target: number): void {
    if (this.refusing) return void near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => void (this.frozen || to.write(chunk)));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }

  /** Open connections stay open and nothing gets through any more, as behind a firewall that forgot them. */
  freeze(): void {
    this.frozen = true;
  }

  /** New connections work again; what was swallowed stays swallowed. */
  thaw(): void {
    this.frozen = false;
  }

  /** Breaks every connection and takes no new one. */
  cut(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.refusing = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }
}

/** Resolves once the condition holds; rejects with its description after `timeoutMs`. */
export const eventually = async (
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> => {
  for (const until = Date.now() + timeoutMs; !(await condition());) {
    if (Date.now() > until) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
};
