/**
 * The whole system in one process: embedded parts where no address is given, and the modules of api, projector and publisher
 * wired as they are in production. What is started here is stopped here, in reverse order.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import type { Json } from '@nastavnik/kernel';
import { type Receiver, startReceiver } from '@nastavnik/integration';
import { startEmbeddedPostgres, startEventStoreNode } from '@nastavnik/platform/embedded';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { requestHashKeyFrom } from '@nastavnik/platform/http';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import {
  checkHealth,
  createLogger,
  type HealthSource,
  createMetrics,
  loggingModule,
  type LogLevel,
  NestLogger,
} from '@nastavnik/platform/observability';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { openQueues } from '@nastavnik/platform/queues';
import { signerInFile } from '@nastavnik/platform/transparency';
import {
  ErasureRegister,
  keepCurrentMasterKey,
  keyInFile,
  masterKeysInFile,
  Vault,
} from '@nastavnik/platform/vault';
import { webhookKeyFrom, type Webhooks, webhooksOn } from '@nastavnik/platform/webhooks';
import { createApi } from '../api/api';
import { ApiModule } from '../api/api.module';
import { Projector, projectorHealth, ProjectorModule, TreeKeeper } from '../projector/projector.module';
import { Publisher, publisherHealth, PublisherModule } from '../publisher/publisher.module';
import { renewKeysCopy } from './backup/keys-copy';
import { dataDirAt, STANDALONE_MIGRATIONS } from './data-dir';
import { logMovedTo } from './migrate-log/migrate-log';
import type { StandaloneOptions } from './options';

/** Another process already serves this data directory. */
export class AlreadyRunning extends Error {
  constructor({ url, pid }: Runtime) {
    super(
      `С этими данными уже работает процесс ${pid}: ${url}. Остановите его или задайте другой NASTAVNIK_DATA_DIR. Process ${pid} already serves this data directory.`,
    );
    this.name = 'AlreadyRunning';
  }
}

/** `runtime.json` in the data directory: where a running standalone and its parts are found; the auditor looks there. */
interface Runtime {
  readonly url: string;
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly pid: number;
}

/** @throws AlreadyRunning */
const refuseSecond = (runtimeFile: string): void => {
  if (!existsSync(runtimeFile)) return;
  const runtime = JSON.parse(readFileSync(runtimeFile, 'utf8')) as Runtime;
  try {
    process.kill(runtime.pid, 0);
  } catch {
    return; // Killed without a chance to clean up.
  }
  if (runtime.pid !== process.pid) throw new AlreadyRunning(runtime);
};

/** A log that was moved is not written any more: what comes goes where it went. */
export class LogLeft extends Error {
  constructor(movedTo: string) {
    super(
      `Журнал этой установки перенесён: ${movedTo}. Укажите EVENTSTORE_URL. The log of this installation has been moved: set EVENTSTORE_URL.`,
    );
    this.name = 'LogLeft';
  }
}

/** @throws LogLeft */
const refuseLeftLog = async (databaseUrl: string, eventStoreUrl: string | undefined): Promise<void> => {
  if (eventStoreUrl !== undefined) return;
  const pool = connectPostgres(databaseUrl, { max: 1 });
  try {
    const movedTo = await logMovedTo(pool);
    if (movedTo !== undefined) throw new LogLeft(movedTo);
  } finally {
    await pool.end();
  }
};

export interface Standalone {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly eventStoreUrl: string;
  readonly issuer: DevelopmentIssuer;
  /** Public key of the log, to verify dossiers with. */
  readonly vkey: string;
  /** The sample's receiver of public events. */
  readonly receiver: Receiver;
  stop(): Promise<void>;
}

const namespaceOf = (dataDir: string): string =>
  `nastavnik_${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 16)}`;

/** Fixed, so that receivers recognise an event across restarts. */
const SOURCE = 'urn:nastavnik:standalone';

/** Deadlines are reminded of once a day; a look each hour is early enough for any of them. */
const REMIND_EVERY_MS = 60 * 60 * 1_000;

/** The sample's receiver has another port at every start. */
const registerSample = async ({ receivers }: Webhooks, url: string): Promise<void> => {
  const known = (await receivers.list()).find(({ name }) => name === 'sample');
  if (known === undefined) await receivers.register({ name: 'sample', url });
  else await receivers.move(known.id, url);
};

export const startStandalone = async (
  options: StandaloneOptions,
  say: (line: string) => void = () => undefined,
): Promise<Standalone> => {
  const { dataDir } = options;
  const started: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end();
  };
  const owned = <Part>(part: Part, end: (part: Part) => Promise<unknown>): Part => {
    started.push(() => end(part));
    return part;
  };

  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const dir = dataDirAt(dataDir);
  const runtimeFile = dir.runtime;
  refuseSecond(runtimeFile);
  try {
    if (options.databaseUrl === undefined) say('PostgreSQL …');
    const databaseUrl =
      options.databaseUrl ??
      owned(await startEmbeddedPostgres({ dataDir: dir.postgres }), (server) => server.stop()).url;

    if (options.eventStoreUrl === undefined) say('журнал событий …');
    const eventStoreUrl =
      options.eventStoreUrl ?? owned(await startEventStoreNode({ databaseUrl }), (node) => node.stop()).url;

    await migrate(databaseUrl, STANDALONE_MIGRATIONS);
    await refuseLeftLog(databaseUrl, options.eventStoreUrl);

    const logging = { app: 'standalone', level: (process.env.LOG_LEVEL as LogLevel | undefined) ?? 'warn' };
    const logger = createLogger(logging);
    const eventStore = owned(connectEventStore(eventStoreUrl), (store) => store.close());
    const postgres = owned(connectPostgres(databaseUrl, { applicationName: 'nastavnik', max: 24 }), (pool) =>
      pool.end(),
    );
    const masters = masterKeysInFile(dir.vaultKey);
    // First of all, for data of older versions: secrets of receivers must outlive the master key they once came from.
    const webhookKey = keyInFile(dir.webhookKey, () => webhookKeyFrom(masters.current));
    const register = ErasureRegister.open(options.erasures ?? dir.erasures);
    const renewKeys = (): Promise<void> =>
      renewKeysCopy(dir, postgres, databaseUrl).catch((error: unknown) =>
        logger.error({ error }, 'the copy of keys is not renewed'),
      );
    const vault = new Vault(postgres, masters, {
      erasing: (erasure) => register.note(erasure),
      erased: renewKeys,
    });
    // Of versions without a register, and of a register that was lost.
    await register.note({ subjectIds: await vault.allErased(), recordIds: [] });
    if (masters.others.length > 0) {
      say(`главный ключ сменён, ключей людей перешифровано: ${await vault.rewrap()}`);
      await renewKeys();
      keepCurrentMasterKey(dir.vaultKey);
    }
    const signer = signerInFile(dir.transparencyKey, `nastavnik.local/${namespaceOf(dataDir)}`);
    const issuer = await DevelopmentIssuer.open(dataDir);
    const receiver = owned(await startReceiver(), (open) => open.close());
    const webhooks = webhooksOn(postgres, { key: webhookKey, allow: ['127.0.0.1'] });
    await registerSample(webhooks, receiver.url);
    const queues = openQueues({
      // A Redis may be shared: each data directory has queues of its own there.
      ...(options.redisUrl === undefined
        ? { databaseUrl }
        : { redisUrl: options.redisUrl, namespace: namespaceOf(dataDir) }),
      onError: (error, queue) => logger.warn({ queue, error }, 'the queue is in trouble'),
    });
    const metrics = createMetrics('standalone');

    say('сервисы …');
    // The modules exist once the application does, which is before anybody can ask.
    const health: readonly HealthSource[] = [
      {
        name: 'projector',
        check: async () => {
          const { ok, sources } = await checkHealth(projectorHealth(app.get(Projector)));
          return { ok, detail: sources as unknown as Json };
        },
      },
      { name: 'transparency', check: () => app.get(TreeKeeper).health.check() },
      { name: 'publisher', check: () => publisherHealth(app.get(Publisher)).check() },
    ];
    const root: DynamicModule = {
      module: class StandaloneProcess {},
      imports: [
        loggingModule(logging),
        ApiModule.register({
          eventStore,
          postgres,
          vault,
          identity: { providers: [issuer.provider] },
          source: SOURCE,
          webhooks,
          reminders: { everyMs: REMIND_EVERY_MS },
          metrics,
          health,
        }),
        ProjectorModule.register({ eventStore, postgres, metrics, signer, signEveryMs: 10_000 }),
        PublisherModule.register({
          store: eventStore,
          postgres,
          queues,
          webhooks,
          source: SOURCE,
          registry: metrics,
        }),
      ],
    };
    const app = owned(
      await createApi(root, { requestHashKey: requestHashKeyFrom(masters.current) }),
      (open) => open.close(),
    );
    app.useLogger(app.get(NestLogger));
    await app.listen(options.port, '127.0.0.1');
    const { port } = app.getHttpServer().address() as { port: number };

    const url = `http://127.0.0.1:${port}`;
    const runtime: Runtime = { url, eventStoreUrl, databaseUrl, pid: process.pid };
    writeFileSync(runtimeFile, JSON.stringify(runtime), { mode: 0o600 });
    owned(runtimeFile, async (file) => rmSync(file, { force: true }));
    return { url, eventStoreUrl, issuer, vkey: signer.vkey, receiver, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
