/** The API as a process of its own: settings from the environment, production parts, a graceful end. */
import 'reflect-metadata';
import path from 'node:path';
import { Module } from '@nestjs/common';
import { readConfigOrExit } from '@nastavnik/platform/config';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { FolderChannel } from '@nastavnik/platform/exchange';
import { parseProviders } from '@nastavnik/platform/identity';
import { requestHashKeyFrom } from '@nastavnik/platform/http';
import { createLogger, loggingModule, NestLogger } from '@nastavnik/platform/observability';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { endOnSignal, networksOf } from '@nastavnik/platform/process';
import { masterKeys, parseMasterKey, Vault } from '@nastavnik/platform/vault';
import { webhooksOn } from '@nastavnik/platform/webhooks';
import { createApi } from './api';
import { ApiConfig } from './api.config';
import { API_MIGRATIONS, ApiModule } from './api.module';

/** Milliseconds from one look at the folder of reports to the next. */
const EXCHANGE_EVERY_MS = 10_000;

const main = async (): Promise<void> => {
  const config = readConfigOrExit(ApiConfig);
  const logging = { app: 'api', level: config.logLevel } as const;
  const logger = createLogger(logging);
  const masters = masterKeys(config.vaultMasterKey, config.vaultOtherMasterKeys);
  await migrate(config.databaseUrl, API_MIGRATIONS);
  const eventStore = connectEventStore(config.eventStoreUrl);
  const postgres = connectPostgres(config.databaseUrl, { applicationName: 'nastavnik-api' });

  @Module({
    imports: [
      loggingModule(logging),
      ApiModule.register({
        eventStore,
        postgres,
        vault: new Vault(postgres, masters),
        source: config.source,
        reminders: { everyMs: config.remindEverySeconds * 1_000 },
        ...(config.reportExchangeDir === ''
          ? {}
          : {
              exchange: {
                channelTo: (recipient) =>
                  new FolderChannel(path.join(config.reportExchangeDir, recipient.toLowerCase())),
                everyMs: EXCHANGE_EVERY_MS,
              },
            }),
        webhooks: webhooksOn(postgres, {
          key: parseMasterKey(config.webhookKey),
          allow: networksOf(config.webhookAllow),
        }),
        identity: { providers: parseProviders(config.identityProviders) },
      }),
    ],
  })
  class ApiProcess {}

  const app = await createApi(ApiProcess, {
    requestHashKey: requestHashKeyFrom(masters.current),
    requestsPerMinute: config.requestsPerMinute,
  });
  app.useLogger(app.get(NestLogger));
  endOnSignal(logger, async () => {
    await app.close();
    await eventStore.close();
    await postgres.end();
  });
  await app.listen(config.port, config.host);
  logger.info({ url: await app.getUrl() }, 'api ready, listening');
};

main().catch((error: unknown) => {
  createLogger({ app: 'api' }).fatal({ error }, 'the API did not start');
  process.exit(1);
});
