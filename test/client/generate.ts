/** The types of `libs/client` out of the OpenAPI document of the API as its code says it now. */
import { execFile } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { requestHashKeyFrom } from '@nastavnik/platform/http';
import { loggingModule } from '@nastavnik/platform/observability';
import { connectPostgres } from '@nastavnik/platform/postgres';
import { Vault } from '@nastavnik/platform/vault';
import { webhooksOn } from '@nastavnik/platform/webhooks';
import { apiDocument, createApi } from '../../apps/api/api';
import { ApiModule } from '../../apps/api/api.module';

const ROOT = path.resolve(__dirname, '../..');
/** The file that the client is typed by. */
export const TYPES = path.join(ROOT, 'libs/client/schema.ts');

type Document = ReturnType<typeof apiDocument>;

/** The document of the real application; its servers are never asked, so none needs to run. */
const documentOfApi = async (): Promise<Document> => {
  const key = Buffer.alloc(32);
  const eventStore = connectEventStore('esdb://127.0.0.1:1?tls=false');
  const postgres = connectPostgres('postgres://nobody@127.0.0.1:1/nothing', { max: 1 });
  const app: NestFastifyApplication = await createApi(
    {
      module: class Description {},
      imports: [
        loggingModule({ app: 'api', level: 'silent' }),
        ApiModule.register({
          eventStore,
          postgres,
          vault: new Vault(postgres, { current: key, others: [] }),
          identity: { providers: [] },
          source: 'urn:nastavnik:installation:description',
          webhooks: webhooksOn(postgres, { key, allow: [] }),
        }),
      ],
    },
    { requestHashKey: requestHashKeyFrom(key) },
  );
  const document = apiDocument(app);
  await eventStore.close();
  await postgres.end();
  return document;
};

/** openapi-typescript and what it needs are published as ES modules: asked in a process of its own. */
const typesOf = async (document: Document): Promise<string> => {
  const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-client-types-'));
  const script = `
    import openapiTS, { astToString } from 'openapi-typescript';
    import { readFileSync } from 'node:fs';
    const document = JSON.parse(readFileSync(process.argv[1], 'utf8'));
    process.stdout.write(astToString(await openapiTS(document, { immutable: true })));`;
  try {
    const file = path.join(dir, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script, file],
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  } finally {
    rmSync(dir, { recursive: true });
  }
};

const named = (parameters: readonly object[] | undefined, name: string): boolean =>
  parameters?.some((parameter) => 'name' in parameter && parameter.name === name) ?? false;

/** Queries that wait for a position. The feed's `after` is where a reader stopped, not what must be visible. */
const readsAfter = ({ paths }: Document): readonly string[] =>
  Object.entries(paths)
    .filter(([at, { get }]) => named(get?.parameters, 'after') && !at.startsWith('/v1/feed'))
    .map(([at]) => at);

/** What has no key to be known again by: sent twice it may be done twice. */
const doneEachTime = ({ paths }: Document): readonly string[] =>
  Object.entries(paths)
    .filter(([, { post }]) => post !== undefined && !named(post.parameters, 'Idempotency-Key'))
    .map(([at]) => at);

/** Without what the client says once for all: problems are errors of one type, these headers are its own, fields have examples. */
const spare = (document: Document): Document => {
  const copy = structuredClone(document);
  for (const item of Object.values(copy.paths)) {
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete]) {
      if (operation === undefined) continue;
      operation.responses = Object.fromEntries(
        Object.entries(operation.responses).filter(([status]) => status.startsWith('2')),
      );
      for (const part of [operation.requestBody, ...Object.values(operation.responses)]) {
        for (const media of Object.values((part as { content?: Record<string, object> })?.content ?? {})) {
          delete (media as { example?: unknown }).example;
          delete (media as { examples?: unknown }).examples;
        }
      }
      operation.parameters = (operation.parameters ?? []).filter(
        (parameter) =>
          !('name' in parameter && ['Idempotency-Key', 'If-Match', 'If-None-Match'].includes(parameter.name)),
      );
    }
  }
  return copy;
};

const setOf = (paths: readonly string[]): string =>
  `ReadonlySet<string> = new Set(${JSON.stringify(paths, null, 2)})`;

/** What {@link TYPES} must hold. */
export const clientTypes = async (): Promise<string> => {
  const document = await documentOfApi();
  return `/** The API as its OpenAPI document says it. Generated by \`npm run client:types\`: not to be edited. */

/** Queries that wait for the position given as \`after\`. */
export const READS_AFTER: ${setOf(readsAfter(document))};

/** What is sent with POST and has no idempotency key: sent twice it may be done twice. */
export const DONE_EACH_TIME: ${setOf(doneEachTime(document))};

${await typesOf(spare(document))}`;
};

/** What {@link TYPES} holds. */
export const keptTypes = (): string => readFileSync(TYPES, 'utf8');
