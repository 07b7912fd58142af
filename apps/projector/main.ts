/**
 * The projector as a process of its own: settings from the environment, health and metrics by HTTP, a graceful end.
 * `main.js rebuild <name>` rebuilds one read model beside its live table while another process goes on feeding it;
 * `main.js new-key <name>` makes a key for the log.
 */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { readConfigOrExit } from '@nastavnik/platform/config';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { createHttpApplication } from '@nastavnik/platform/http';
import {
  answering,
  createLogger,
  createMetrics,
  HEALTH_SOURCES,
  type HealthSource,
  loggingModule,
  METRICS,
  NestLogger,
} from '@nastavnik/platform/observability';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { endOnSignal, HealthController } from '@nastavnik/platform/process';
import { newSignerKey, parseSigner } from '@nastavnik/platform/transparency';
import { ProjectorConfig } from './projector.config';
import {
  Projector,
  PROJECTOR_CONNECTIONS,
  projectorHealth,
  ProjectorModule,
  projectorMigrations,
  TreeKeeper,
} from './projector.module';

@Module({})
class ProjectorProcess {}

const connect = async (config: ProjectorConfig) => {
  await migrate(config.databaseUrl, projectorMigrations);
  const postgres = connectPostgres(config.databaseUrl, {
    applicationName: 'nastavnik-projector',
    max: PROJECTOR_CONNECTIONS,
  });
  return { postgres, eventStore: connectEventStore(config.eventStoreUrl) };
};

const rebuild = async (config: ProjectorConfig, name: string): Promise<void> => {
  const { postgres, eventStore } = await connect(config);
  const projector = new Projector({ postgres, eventStore });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void projector.onApplicationShutdown());
  }
  let said = 0;
  try {
    const position = await projector.rebuild(name, ({ phase, position: at, head, events }) => {
      if (Date.now() - said < 1_000) return;
      said = Date.now();
      process.stdout.write(`${name}: ${phase}, ${events} events, at ${at} of ${head ?? '?'}\n`);
    });
    process.stdout.write(`${name}: rebuilt up to ${position}\n`);
  } finally {
    await projector.onApplicationShutdown();
    await eventStore.close();
    await postgres.end();
  }
};

const serve = async (config: ProjectorConfig): Promise<void> => {
  const logging = { app: 'projector', level: config.logLevel } as const;
  const logger = createLogger(logging);
  const { postgres, eventStore } = await connect(config);
  const signer = config.transparencyKey === undefined ? undefined : parseSigner(config.transparencyKey);
  const metrics = createMetrics('projector');
  const parts = [
    answering('event-store', () => eventStore.ping()),
    answering('postgres', () => postgres.query('select 1')),
  ];
  const app = await createHttpApplication({
    module: ProjectorProcess,
    imports: [
      loggingModule(logging),
      ProjectorModule.register({
        eventStore,
        postgres,
        metrics,
        logger,
        maxBatch: config.maxBatch,
        signEveryMs: config.signEverySeconds * 1_000,
        ...(signer === undefined ? {} : { signer }),
      }),
    ],
    controllers: [HealthController],
    providers: [
      { provide: METRICS, useValue: metrics },
      {
        provide: HEALTH_SOURCES,
        useFactory: (projector: Projector, keeper: TreeKeeper): readonly HealthSource[] => [
          ...parts,
          ...projectorHealth(projector),
          keeper.health,
        ],
        inject: [Projector, TreeKeeper],
      },
    ],
  });
  app.useLogger(app.get(NestLogger));
  endOnSignal(logger, async () => {
    await app.close();
    await eventStore.close();
    await postgres.end();
  });
  await app.listen(config.port, config.host);
  logger.info({ url: await app.getUrl(), vkey: signer?.vkey ?? null }, 'projector ready');
};

const main = async (): Promise<void> => {
  const [command, name, ...rest] = process.argv.slice(2);
  if (command === undefined) return serve(readConfigOrExit(ProjectorConfig));
  if (command === 'rebuild' && name !== undefined && rest.length === 0) {
    return rebuild(readConfigOrExit(ProjectorConfig), name);
  }
  if (command === 'new-key' && name !== undefined && rest.length === 0) {
    const key = newSignerKey(name);
    process.stderr.write(`Ключ проверки, для всех / public key: ${parseSigner(key).vkey}\n`);
    process.stdout.write(`${key}\n`);
    return;
  }
  process.stderr.write(
    'Запуск: main.js; перестроить одну таблицу: main.js rebuild <имя>; новый ключ журнала: main.js new-key <имя>. Usage: main.js [rebuild <read model> | new-key <name>]\n',
  );
  process.exitCode = 2;
};

main().catch((error: unknown) => {
  createLogger({ app: 'projector' }).fatal({ error }, 'the projector did not start or finish');
  process.exit(1);
});
