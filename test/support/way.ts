/** A way to a server that can be cut, as when the server is stopped or the network is gone, and can lead to another place afterwards. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Way {
  /** The address given, by this way. */
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** @param to where the server is now; where it was when absent */
  mend(to?: string): void;
  close(): Promise<void>;
}

const USUAL_PORTS: { readonly [protocol: string]: number } = { 'redis:': 6379, 'postgres:': 5432 };

export const wayTo = async (server: string): Promise<Way> => {
  let target = new URL(server);
  const open = new Set<Socket>();
  let broken = false;
  const proxy = createServer((near) => {
    if (broken) return void near.destroy();
    const far = connect(
      target.port === '' ? USUAL_PORTS[target.protocol]! : Number(target.port),
      target.hostname,
    );
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(server);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  const cut = (): void => {
    broken = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.toString(),
    cut,
    mend: (to = server) => {
      target = new URL(to);
      broken = false;
    },
    close: async () => {
      cut();
      proxy.close();
      await once(proxy, 'close');
    },
  };
};
