/**
 * Marker names and words planted through every route that takes any, and through a whole year; then looked for wherever something is kept,
 * printed, answered or sent. Found nowhere but inside the vault's boxes; after an erasure not even there. A dossier is the same before and after.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { connectPostgres } from '@nastavnik/platform/postgres';
import { masterKeysInFile, Vault } from '@nastavnik/platform/vault';
import type { Pool } from 'pg';
import { people } from '../../apps/standalone/sample/people';
import { sample, school62Year } from '../../apps/standalone/sample/school-62';
import { ActSender, type Sender } from '../../apps/standalone/sample/sender';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { wholeLog } from '../support/oracle';
import { type Spawned, spawnTs } from '../support/process';

jest.setTimeout(600_000);

/** One word no program would write by itself; the rest of every marker tells where it was planted. */
const MARK = `Метка${randomBytes(5).toString('hex')}`;
/** Parts of a body that go into the vault, in whatever act they come. */
const KEPT_IN_VAULT = ['PersonBody', 'RepresentativeBody', 'Words', 'FindingsBody'];

let planted = 0;
const marker = (): string => `${MARK}-${(planted += 1)}`;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
}
interface OpenApi {
  readonly paths: {
    readonly [path: string]: {
      readonly [method: string]: {
        readonly requestBody?: { readonly content: { readonly [type: string]: { readonly schema: Schema } } };
      };
    };
  };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-markers-'));
let database: TestDatabase | undefined;
let house: Spawned;
let url: string;
let issuer: DevelopmentIssuer;
let postgres: Pool;
/** What callers were answered, outside the routes that show data to who may see them. */
const answers: [string, string][] = [];
let openapi: OpenApi;

const runtime = (): { readonly eventStoreUrl: string; readonly databaseUrl: string } =>
  JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as never;
const tokenOf = ({ role, sub, organisationId }: Sender): Promise<string> =>
  issuer.issue({ role, sub, ...(organisationId === undefined ? {} : { organisationId }) });
const as = async (role: string, method: string, at: string, body?: unknown, sub: string = randomUUID()) => {
  const token = await tokenOf({ role, sub, organisationId: sample.schoolId });
  return fetch(`${url}${at}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

/** A body with every member as its example says, and a marker in every text that goes into the vault. */
const bodyOf = (schema: Schema, marking = false): unknown => {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1)!;
    return bodyOf(openapi.components.schemas[name]!, marking || KEPT_IN_VAULT.includes(name));
  }
  if (schema.allOf !== undefined) return bodyOf(schema.allOf[0]!, marking);
  if (schema.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => [name, bodyOf(member, marking)]),
    );
  }
  if (schema.type === 'array') return [bodyOf(schema.items ?? {}, marking)];
  const words = schema.type === 'string' && schema.enum === undefined && schema.format === undefined;
  if (marking && words && schema.pattern === undefined) return marker();
  if (schema.format === 'uuid') return randomUUID();
  return schema.example;
};

/** The same body with a marker after each text of the parts that go into the vault. */
const marked = (body: unknown, inside = false): unknown => {
  if (Array.isArray(body)) return body.map((item) => marked(item, inside));
  if (typeof body !== 'object' || body === null) {
    return inside && typeof body === 'string' && !/^\d{4}-\d\d-\d\d$/.test(body)
      ? `${body} ${marker()}`
      : body;
  }
  const part = inside || 'text' in body || 'familyName' in body || 'strengths' in body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, marked(value, part)]));
};
class MarkingSender extends ActSender {
  override act(what: string, by: Sender, at: string, body: object) {
    return super.act(what, by, at, marked(body) as object);
  }
  override refused(what: string, by: Sender, at: string, body: object) {
    return super.refused(what, by, at, marked(body) as object);
  }
}

/** Rows of every table of every schema, as text; bytes are shown as what they spell as well. */
const tables = async (): Promise<[string, string][]> => {
  const { rows: names } = await postgres.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  expect(names.length).toBeGreaterThan(20);
  const found: [string, string][] = [];
  for (const { name } of names) {
    const { rows } = await postgres.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    for (const { line } of rows) found.push([name, line]);
  }
  return found;
};
const spelled = (line: string): string =>
  line.replace(/\\\\?x([0-9a-f]{2,})/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('utf8'));

const holding = (places: readonly [string, string][], mark: string): readonly string[] => [
  ...new Set(
    places.filter(([, text]) => text.includes(mark) || spelled(text).includes(mark)).map(([place]) => place),
  ),
];

/** Everything that the keys in this house still open. */
const vault = (): Vault => new Vault(postgres, masterKeysInFile(path.join(dataDir, 'vault.key')));
const opened = async (): Promise<string> => {
  const { rows } = await postgres.query<{ subject_id: string }>(
    'SELECT DISTINCT subject_id FROM vault_record',
  );
  const records = await vault().readAll(
    rows.map((row) => row.subject_id),
    { actorId: 'spec', purpose: 'spec' },
  );
  return JSON.stringify(records.map(({ data }) => data));
};

const places = async (): Promise<[string, string][]> => {
  const store = connectEventStore(runtime().eventStoreUrl);
  const log = await wholeLog(store);
  await store.close();
  const [, receiver] = /(http:\S+)\/received/.exec(house.output())!;
  const open = await Promise.all(
    ['/metrics', '/health/ready', '/openapi.json', '/asyncapi.json'].map(
      async (at): Promise<[string, string]> => [at, await (await fetch(`${url}${at}`)).text()],
    ),
  );
  const told = async (role: string, at: string): Promise<[string, string]> => [
    `${role} ${at}`,
    await (await as(role, 'GET', at)).text(),
  ];
  const officer = `/v1/organisations/${sample.schoolId}/personal-data/access-log?limit=200`;
  return [
    ['printed and logged', house.output()],
    ...log.map(({ id, data, metadata }): [string, string] => [
      `event ${id}`,
      JSON.stringify({ data, metadata }),
    ]),
    ...(await tables()),
    ...answers,
    ...open,
    ['receiver', await (await fetch(`${receiver}/received`)).text()],
    await told('integration', '/v1/feed?limit=1000'),
    await told('auditor', `/v1/pairs/${sample.pairId}/history?limit=200`),
    await told('auditor', `/v1/schools/${sample.schoolId}/registers/mentees`),
    await told('data-protection-officer', officer),
  ];
};

const dossier = async (query = ''): Promise<string> => {
  const response = await as('auditor', 'GET', `/v1/pairs/${sample.pairId}/dossier${query}`);
  expect(response.status).toBe(200);
  const file = path.join(dataDir, `dossier-${randomUUID()}.zip`);
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  return file;
};
const verified = async (file: string, ...more: string[]): Promise<string> => {
  const key = (await (await fetch(`${url}/v1/transparency/key`)).text()).trim();
  const audit = spawnTs('apps/auditor/main.ts', { args: ['verify', file, '--key', key, ...more] });
  expect([await audit.exited(), audit.output()]).toEqual([0, expect.any(String)]);
  return audit.output();
};

beforeAll(async () => {
  if (process.env.DATABASE_URL) database = await createTestDatabase();
  house = spawnTs('apps/standalone/main.ts', {
    args: ['--no-sample'],
    env: {
      ...{ PORT: '0', NASTAVNIK_DATA_DIR: dataDir, LOG_LEVEL: 'trace' },
      ...(database === undefined ? {} : { DATABASE_URL: database.url }),
    },
  });
  url = (await house.waitFor(/^ready (http:\/\/\S+)$/m, 120_000))[1]!;
  await house.waitFor(/health\/ready/);
  issuer = await DevelopmentIssuer.open(dataDir);
  postgres = connectPostgres(runtime().databaseUrl);
  openapi = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi;
  await school62Year(new MarkingSender(url, tokenOf, () => undefined));
});
afterAll(async () => {
  await postgres?.end();
  await house?.kill('SIGTERM');
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('plants a marker through every route that takes words of or about people, and in requests that are wrong', async () => {
  const ids: { readonly [name: string]: string } = {
    ...{ schoolId: sample.schoolId, organisationId: sample.schoolId, pairId: sample.pairId },
    ...{ municipalityId: sample.municipalityId, participantId: people.director.id },
  };
  const routes = Object.entries(openapi.paths).flatMap(([at, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema === undefined ? [] : [{ at, method: method.toUpperCase(), schema }];
    }),
  );
  let carrying = 0;
  for (const { at, method, schema } of routes) {
    const before = planted;
    const body = bodyOf(schema) as object;
    if (planted === before) continue;
    carrying += 1;
    const to = at.replace(
      /\{(\w+)\}/g,
      (_, name: string) => ids[name] ?? (name.endsWith('Id') ? randomUUID() : '1'),
    );
    for (const role of ['director', 'mentor', 'mentee']) {
      answers.push([`${role} ${method} ${at}`, await (await as(role, method, to, body)).text()]);
    }
    const wrong = { ...body, effectiveOn: marker(), [marker()]: marker() };
    answers.push([`wrong ${method} ${at}`, await (await as('director', method, to, wrong)).text()]);
  }
  expect(carrying).toBeGreaterThan(25);
  expect(planted).toBeGreaterThan(200);
  expect(answers.some(([, text]) => text.includes('eventIds'))).toBe(true);
});

it('what was planted is in the vault, and this search would find it anywhere else', async () => {
  expect(await opened()).toContain(MARK);
  expect(holding([['a row', `(1,"${MARK}-1")`]], MARK)).toEqual(['a row']);
  const hex = Buffer.from(MARK, 'utf8').toString('hex');
  expect(holding([['a column of bytes', `(1,"\\\\x${hex}")`]], MARK)).toEqual(['a column of bytes']);
});

it('and nowhere else: events, tables, queues, logs at their finest, answers, metrics, what was sent', async () => {
  const looked = await places();
  expect(looked.length).toBeGreaterThan(500);
  expect(holding(looked, MARK)).toEqual([]);
  // A date cannot carry a marker: those of the sample are looked for as they are.
  const birthDates = Object.values(people).map(({ person }) => person.birthDate);
  expect(birthDates.filter((date) => holding(looked, date).length > 0)).toEqual([]);
});

it('after an erasure no key that is left opens it, and dossiers of before and after verify against one checkpoint', async () => {
  const checkpoint = await (await fetch(`${url}/v1/transparency/checkpoint`)).text();
  const size = checkpoint.split('\n')[1]!;
  const witness = path.join(dataDir, 'witness');
  writeFileSync(witness, checkpoint);
  const before = await dossier(`?checkpoint=${size}`);

  const erased: string[] = [];
  const words: string[] = [];
  for (const { id } of Object.values(people)) {
    const held = await vault().readAll([id], { actorId: 'spec', purpose: 'spec' });
    const at = `/v1/schools/${sample.schoolId}/participants/${id}/erasure`;
    const answer = await as('director', 'POST', at, { effectiveOn: '2022-06-01', reason: 'PURPOSE_REACHED' });
    // The members of the pair that goes on are not erased.
    if (answer.status === 422) continue;
    expect(answer.status).toBe(201);
    erased.push(id);
    words.push(
      ...(JSON.stringify(held.map(({ data }) => data)).match(new RegExp(`${MARK}-\\d+`, 'g')) ?? []),
    );
  }
  expect(erased.length).toBeGreaterThan(5);
  expect(words.length).toBeGreaterThan(20);
  const left = await opened();
  expect(left).toContain(MARK);
  expect(words.filter((word) => left.includes(`${word} `) || left.includes(`${word}"`))).toEqual([]);
  expect(await vault().erasedAmong(erased)).toEqual(new Set(erased));
  expect(holding(await places(), MARK)).toEqual([]);

  for (const file of [before, await dossier(`?checkpoint=${size}`), await dossier(`?from=${size}`)]) {
    await verified(file, '--witness', witness);
  }
  const audit = spawnTs('apps/auditor/main.ts', {
    args: ['pair', sample.pairId],
    env: { NASTAVNIK_DATA_DIR: dataDir },
  });
  expect([await audit.exited(), audit.output()]).toEqual([0, expect.stringContaining('Всё сходится')]);
});
