/** The API as a process of its own: settings from the environment, production parts, a graceful end. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { COMMAND_MIGRATIONS } from '@nastavnik/commands';
import { readConfigOrExit } from '@nastavnik/platform/config';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { requestHashKeyFrom } from '@nastavnik/platform/http';
import { createLogger, loggingModule, NestLogger } from '@nastavnik/platform/observability';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { endOnSignal } from '@nastavnik/platform/process';
import { parseMasterKey, Vault, vaultMigrations } from '@nastavnik/platform/vault';
import { createApi } from './api';
import { ApiConfig } from './api.config';
import { ApiModule } from './api.module';

const main = async (): Promise<void> => {
  const config = readConfigOrExit(ApiConfig);
  const logging = { app: 'api', level: config.logLevel } as const;
  const logger = createLogger(logging);
  const masterKey = parseMasterKey(config.vaultMasterKey);
  await migrate(config.databaseUrl, [...vaultMigrations, ...COMMAND_MIGRATIONS]);
  const eventStore = connectEventStore(config.eventStoreUrl);
  const postgres = connectPostgres(config.databaseUrl, { applicationName: 'nastavnik-api' });

  @Module({
    imports: [
      loggingModule(logging),
      ApiModule.register({
        eventStore,
        postgres,
        vault: new Vault(postgres, masterKey),
        identity: {
          issuer: config.jwtIssuer,
          audience: config.jwtAudience,
          keys: { jwksUrl: config.jwksUrl },
        },
      }),
    ],
  })
  class ApiProcess {}

  const app = await createApi(ApiProcess, { requestHashKey: requestHashKeyFrom(masterKey) });
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
