/** The publisher as a process of its own: settings from the environment, health and metrics by HTTP, a graceful end. */
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
import { endOnSignal, HealthController, networksOf } from '@nastavnik/platform/process';
import { openQueues } from '@nastavnik/platform/queues';
import { parseMasterKey } from '@nastavnik/platform/vault';
import { webhooksOn } from '@nastavnik/platform/webhooks';
import { PublisherConfig } from './publisher.config';
import { Publisher, publisherHealth, PublisherModule, publisherMigrations } from './publisher.module';

@Module({})
class PublisherProcess {}

const main = async (): Promise<void> => {
  const config = readConfigOrExit(PublisherConfig);
  const logging = { app: 'publisher', level: config.logLevel } as const;
  const logger = createLogger(logging);
  await migrate(config.databaseUrl, publisherMigrations);
  const postgres = connectPostgres(config.databaseUrl, { applicationName: 'nastavnik-publisher' });
  const store = connectEventStore(config.eventStoreUrl);
  const queues = openQueues({
    ...(config.redisUrl === undefined ? { databaseUrl: config.databaseUrl } : { redisUrl: config.redisUrl }),
    onError: (error, queue) => logger.warn({ queue, error }, 'the queue is in trouble'),
  });
  const metrics = createMetrics('publisher');
  const parts = [
    answering('event-store', () => store.ping()),
    answering('postgres', () => postgres.query('select 1')),
  ];
  const app = await createHttpApplication({
    module: PublisherProcess,
    imports: [
      loggingModule(logging),
      PublisherModule.register({
        store,
        postgres,
        queues,
        webhooks: webhooksOn(postgres, {
          key: parseMasterKey(config.webhookKey),
          allow: networksOf(config.webhookAllow),
        }),
        source: config.source,
        registry: metrics,
      }),
    ],
    controllers: [HealthController],
    providers: [
      { provide: METRICS, useValue: metrics },
      {
        provide: HEALTH_SOURCES,
        useFactory: (publisher: Publisher): readonly HealthSource[] => [...parts, publisherHealth(publisher)],
        inject: [Publisher],
      },
    ],
  });
  app.useLogger(app.get(NestLogger));
  endOnSignal(logger, async () => {
    await app.close();
    await store.close();
    await postgres.end();
  });
  await app.listen(config.port, config.host);
  logger.info({ url: await app.getUrl(), queue: queues.backend }, 'publisher ready');
};

main().catch((error: unknown) => {
  createLogger({ app: 'publisher' }).fatal({ error }, 'the publisher did not start');
  process.exit(1);
});
