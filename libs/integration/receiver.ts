/**
 * A receiver to try the publisher with: takes CloudEvents by POST, recognises repetitions, shows the latest at
 * `GET /received`. For samples and tests; keeps nothing on disk.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTENT_TYPE, NotACloudEvent, readCloudEvent } from './public-events';
import type { PublicEvent } from './public-events';

export interface ReceiverOptions {
  /** 0 for any free port. */
  readonly port?: number;
  /** Loopback by default. */
  readonly host?: string;
  /** How many of the latest events are kept; 1000 by default. */
  readonly keep?: number;
}

export interface Receiver {
  /** Where events are posted. */
  readonly url: string;
  readonly port: number;
  /** The latest distinct events, oldest first. */
  events(): readonly PublicEvent[];
  /** How many were posted again after they had been taken. */
  duplicates(): number;
  close(): Promise<void>;
}

const MAX_BODY = 256 * 1024;

class TooLarge extends Error {}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Resolves when it listens. */
export const startReceiver = async (options: ReceiverOptions = {}): Promise<Receiver> => {
  const { port = 0, host = '127.0.0.1', keep = 1_000 } = options;
  /** By source and id, as CloudEvents has it; in order of arrival. */
  const taken = new Map<string, PublicEvent>();
  let duplicates = 0;

  const answer = (response: ServerResponse, status: number, body?: object): void => {
    response.writeHead(status, body ? { 'content-type': 'application/json; charset=utf-8' } : {});
    response.end(body && JSON.stringify(body));
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const type = request.headers['content-type'] ?? '';
    const isEvent = type.startsWith(CONTENT_TYPE);
    const refuse = (): void => answer(response, 415, { error: `${CONTENT_TYPE} is expected` });
    if (!isEvent && !type.startsWith('application/json')) return refuse();
    try {
      const said: unknown = JSON.parse(await bodyOf(request));
      if (!isEvent) {
        // The sender asks whether this address wants its events.
        const challenge = (said as { challenge?: unknown } | null)?.challenge;
        return typeof challenge === 'string' ? answer(response, 200, { challenge }) : refuse();
      }
      const event = readCloudEvent(said);
      const key = `${event.source} ${event.id}`;
      if (taken.has(key)) duplicates++;
      else taken.set(key, event);
      for (const oldest of taken.keys()) {
        if (taken.size <= keep) break;
        taken.delete(oldest);
      }
      return answer(response, 204);
    } catch (error) {
      if (error instanceof TooLarge) return answer(response, 413, { error: 'the event is too large' });
      if (error instanceof NotACloudEvent) return answer(response, 400, { error: error.message });
      return answer(response, 400, { error: 'the body is not JSON' });
    }
  };

  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      take(request, response).catch(() => response.destroy());
    } else if (request.method === 'GET' && request.url?.split('?')[0] === '/received') {
      answer(response, 200, { count: taken.size, duplicates, events: [...taken.values()] });
    } else {
      answer(response, 404, { error: 'POST an event, or GET /received' });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${bound}/`,
    port: bound,
    events: () => [...taken.values()],
    duplicates: () => duplicates,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};
