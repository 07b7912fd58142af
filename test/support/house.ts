/** The whole house in this process on a fresh database, and people who speak to it over HTTP by the published client. For acceptance tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { nastavnik } from '@nastavnik/client';
import { type Standalone, startStandalone } from '../../apps/standalone/standalone';
import { createTestDatabase } from './database';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- scenarios look into whatever came
  readonly body: any;
}

/** One person at the door. */
export interface Person {
  readonly id: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export interface House {
  readonly standalone: Standalone;
  readonly databaseUrl: string;
  person(role: string, organisationId?: string, id?: string): Person;
  stop(): Promise<void>;
}

/** On DATABASE_URL's server, REDIS_URL and EVENTSTORE_URL where they are set; on embedded parts otherwise. */
export const startHouse = async (): Promise<House> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-house-'));
  const database = await createTestDatabase();
  const { REDIS_URL: redisUrl, EVENTSTORE_URL: eventStoreUrl } = process.env;
  const standalone = await startStandalone({
    port: 0,
    dataDir,
    sample: false,
    databaseUrl: database.url,
    ...(redisUrl ? { redisUrl } : {}),
    ...(eventStoreUrl ? { eventStoreUrl } : {}),
  });
  const api = nastavnik({ baseUrl: standalone.url });
  const send = async (
    method: string,
    token: string,
    at: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> => {
    const response = await api.send(method, at, {
      body,
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text || undefined,
    };
  };
  return {
    standalone,
    databaseUrl: database.url,
    person: (role, organisationId, id = randomUUID()) => {
      const token = standalone.issuer.issue({
        role,
        sub: id,
        ...(organisationId === undefined ? {} : { organisationId }),
      });
      return {
        id,
        get: async (at, headers = {}) => send('GET', await token, at, undefined, headers),
        post: async (at, body, headers = {}) => send('POST', await token, at, body, headers),
        put: async (at, body, headers = {}) => send('PUT', await token, at, body, headers),
        delete: async (at) => send('DELETE', await token, at, undefined, {}),
      };
    },
    stop: async () => {
      await standalone.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
