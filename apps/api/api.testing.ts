/** The real API on an embedded node and a database of its own, and a client that speaks for any role. For specs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import { startEventStoreNode } from '@nastavnik/platform/embedded';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { type HttpOptions, requestHashKeyFrom } from '@nastavnik/platform/http';
import { DevelopmentIssuer, type TokenRequest } from '@nastavnik/platform/identity';
import { loggingModule, NestLogger } from '@nastavnik/platform/observability';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { projectionMigrations, ProjectionRunner } from '@nastavnik/platform/projections';
import { Transparency1764000000000 } from '@nastavnik/platform/transparency';
import { Vault } from '@nastavnik/platform/vault';
import { webhooksOn } from '@nastavnik/platform/webhooks';
import { readModelMigrations, readModels } from '@nastavnik/read-models';
import { createTestDatabase } from '../../test/support/database';
import { createApi } from './api';
import { API_MIGRATIONS, ApiModule } from './api.module';
import type { Role } from './policy';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into whatever came
  readonly body: any;
}

export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly store: EventStore;
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly postgres: Pool;
  /** Takes the event store away. */
  stopEventStore(): Promise<void>;
  readonly issuer: DevelopmentIssuer;
  /** Everything logged so far. */
  log(): string;
  /** Number of the last event of the log. */
  head(): Promise<bigint>;
  request(method: string, path: string, options?: Sending): Promise<Answer>;
  /** Speaks for one role; a token is made once. */
  as(role: Role, token?: Omit<TokenRequest, 'role'>): Client;
  /** Of an API that was started to read later. */
  startReading(): Promise<void>;
  stop(): Promise<void>;
}
export interface Sending {
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: { readonly [name: string]: string };
}
export interface Client {
  readonly token: Promise<string>;
  get(path: string, headers?: Sending['headers']): Promise<Answer>;
  post(path: string, body: unknown, headers?: Sending['headers']): Promise<Answer>;
  put(path: string, body: unknown, headers?: Sending['headers']): Promise<Answer>;
  delete(path: string, headers?: Sending['headers']): Promise<Answer>;
  /** Any method; no body where `body` is `undefined`. */
  send(method: string, path: string, body: unknown): Promise<Answer>;
}

export const startTestApi = async (
  options: Pick<HttpOptions, 'requestsPerMinute'> & {
    /** Read models follow only from `startReading` on: a long history is told faster so, and read in large batches. */
    readonly readLater?: boolean;
  } = {},
): Promise<TestApi> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-api-'));
  const database = await createTestDatabase();
  const logDatabase = await createTestDatabase();
  await migrate(database.url, [
    ...API_MIGRATIONS,
    ...projectionMigrations,
    ...readModelMigrations,
    Transparency1764000000000,
  ]);
  const node = await startEventStoreNode({ databaseUrl: logDatabase.url });
  const store = connectEventStore(node.url);
  const postgres = connectPostgres(database.url, { max: 12 });
  const masterKey = randomBytes(32);
  const issuer = await DevelopmentIssuer.open(dataDir);
  const runner = await ProjectionRunner.create<DomainEvents>({
    store,
    pool: postgres,
    codec: domainCodec,
    models: readModels,
  });
  if (options.readLater !== true) await runner.start();

  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = await createApi(
    {
      module: class TestProcess {},
      imports: [
        loggingModule({ app: 'api', level: 'trace', stream }),
        ApiModule.register({
          eventStore: store,
          postgres,
          vault: new Vault(postgres, { current: masterKey, others: [] }),
          identity: { providers: [issuer.provider] },
          source: 'urn:nastavnik:installation:spec',
          webhooks: webhooksOn(postgres, { key: randomBytes(32), allow: ['127.0.0.1'] }),
        }),
      ],
    },
    { ...options, requestHashKey: requestHashKeyFrom(masterKey) },
  );
  app.useLogger(app.get(NestLogger));
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;

  const request = async (
    method: string,
    at: string,
    { body, raw, headers }: Sending = {},
  ): Promise<Answer> => {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${url}${at}`, {
      method,
      headers: { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(sent === undefined ? {} : { body: sent as string }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: json && text !== '' ? JSON.parse(text) : text,
    };
  };
  return {
    app,
    url,
    store,
    eventStoreUrl: node.url,
    databaseUrl: database.url,
    postgres,
    stopEventStore: () => node.stop(),
    issuer,
    log: () => lines.join(''),
    head: async () => (await store.lastPosition()) ?? -1n,
    request,
    as: (role, token = {}) => {
      const bearer = issuer.issue({ role, sub: randomUUID(), ...token });
      const send = async (method: string, at: string, options: Sending): Promise<Answer> =>
        request(method, at, {
          ...options,
          headers: { authorization: `Bearer ${await bearer}`, ...options.headers },
        });
      return {
        token: bearer,
        get: (at, headers = {}) => send('GET', at, { headers }),
        post: (at, body, headers = {}) => send('POST', at, { body, headers }),
        put: (at, body, headers = {}) => send('PUT', at, { body, headers }),
        delete: (at, headers = {}) => send('DELETE', at, { headers }),
        send: (method, at, body) => send(method, at, { body }),
      };
    },
    startReading: () => runner.start(),
    stop: async () => {
      await app.close();
      await runner.stop();
      await store.close();
      await postgres.end();
      await node.stop();
      await database.drop();
      await logDatabase.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
};

/** A municipality and two schools of it with School 62's regulation; mentoring introduced and a curator appointed in the first. */
export const foundSchools = async (api: TestApi) => {
  const region = api.as('region-operator');
  const must = (answer: Answer): Answer => {
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  const day = { effectiveOn: '2020-09-01' };
  const municipality = must(
    await region.post('/v1/municipalities', {
      ...day,
      name: 'Город',
      regionCode: '76',
      utcOffsetMinutes: 180,
    }),
  ).body.id as string;
  const school = async (shortName: string): Promise<string> => {
    const id = must(
      await region.post('/v1/schools', {
        ...day,
        municipalityId: municipality,
        name: `Школа ${shortName}`,
        shortName,
        utcOffsetMinutes: 180,
      }),
    ).body.id as string;
    must(
      await region.post(`/v1/organisations/${id}/regulation`, {
        ...day,
        document: shortName,
        basedOn: 'S62',
      }),
    );
    return id;
  };
  const first = await school('МОУ СОШ № 62');
  const second = await school('МОУ СОШ № 63');
  const director = api.as('director', { organisationId: first });
  must(
    await director.post(`/v1/schools/${first}/orders`, {
      number: '1-Д',
      register: 'MAIN',
      issuedOn: '2021-01-11',
      legalBasis: ['273-ФЗ', 'Р-145'],
      content: { kind: 'INTRODUCTION', from: '2021-01-11' },
    }),
  );
  const { body: pedagogue } = must(
    await director.post(`/v1/schools/${first}/participants`, {
      effectiveOn: '2021-01-12',
      kind: 'PEDAGOGUE',
      position: 'PEDAGOGUE',
      employed: true,
      person: { familyName: 'Кураторова', givenName: 'Ольга', birthDate: '1980-02-02' },
    }),
  );
  must(
    await director.post(`/v1/schools/${first}/orders`, {
      number: '2-Д',
      register: 'MAIN',
      issuedOn: '2021-01-13',
      legalBasis: ['273-ФЗ', 'Р-145'],
      content: { kind: 'APPOINTMENT', curators: [{ personId: pedagogue.id, form: 'ALL' }] },
    }),
  );
  const curator = api.as('curator', { sub: pedagogue.id, organisationId: first });
  return { municipality, first, second, director, curator, must };
};
