/** The API as a process of its own: configuration from the environment, production parts. */
import 'reflect-metadata';
import { Logger, Module } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';
import { Env, readConfigOrExit } from '@nastavnik/platform/config';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { requestHashKeyFrom } from '@nastavnik/platform/http';
import { LOG_LEVELS, loggingModule, type LogLevel, NestLogger } from '@nastavnik/platform/observability';
import { COMMAND_MIGRATIONS } from '@nastavnik/commands';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { parseMasterKey, Vault, vaultMigrations } from '@nastavnik/platform/vault';
import { createApi } from './api';
import { ApiModule } from './api.module';

const urlOptions = { require_tld: false, require_protocol: true };

export class ApiConfig {
  @Env('EVENTSTORE_URL', {
    ru: 'адрес EventStoreDB',
    en: 'address of EventStoreDB',
    example: 'esdb://eventstore:2113?tls=false',
  })
  @Matches(/^(esdb|kurrentdb)(\+discover)?:\/\/.+/)
  eventStoreUrl!: string;

  @Env('DATABASE_URL', {
    ru: 'адрес PostgreSQL',
    en: 'address of PostgreSQL',
    example: 'postgres://nastavnik:secret@postgres:5432/nastavnik',
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\/.+/)
  databaseUrl!: string;

  @Env('VAULT_MASTER_KEY', {
    ru: 'главный ключ хранилища персональных данных, 32 байта в base64',
    en: 'master key of the vault, 32 bytes in base64',
    example: 'openssl rand -base64 32',
    secret: true,
  })
  @Matches(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)\s*$/)
  vaultMasterKey!: string;

  @Env('JWT_ISSUER', {
    ru: 'издатель ключей доступа',
    en: 'issuer of tokens',
    example: 'https://id.example.org',
  })
  @IsString()
  jwtIssuer!: string;

  @Env('JWT_AUDIENCE', { ru: 'получатель ключей доступа', en: 'audience of tokens', example: 'nastavnik' })
  @IsString()
  jwtAudience!: string;

  @Env('JWKS_URL', {
    ru: 'адрес открытых ключей издателя',
    en: 'address of the keys of the issuer',
    example: 'https://id.example.org/.well-known/jwks.json',
  })
  @IsUrl({ ...urlOptions, protocols: ['http', 'https'] })
  jwksUrl!: string;

  @Env('PORT', { ru: 'порт', en: 'port', example: '8062' })
  @IsInt()
  @Min(0)
  @Max(65535)
  port: number = 8062;

  @Env('HOST', { ru: 'адрес, на котором слушать', en: 'address to listen on', example: '0.0.0.0' })
  @IsString()
  host: string = '0.0.0.0';

  @Env('LOG_LEVEL', { ru: 'подробность журнала', en: 'level of the log', example: 'info' })
  @IsOptional()
  @IsIn(LOG_LEVELS)
  logLevel: LogLevel = 'info';
}

const main = async (): Promise<void> => {
  const config = readConfigOrExit(ApiConfig);
  const masterKey = parseMasterKey(config.vaultMasterKey);
  await migrate(config.databaseUrl, [...vaultMigrations, ...COMMAND_MIGRATIONS]);
  const eventStore = connectEventStore(config.eventStoreUrl);
  const postgres = connectPostgres(config.databaseUrl, { applicationName: 'nastavnik-api' });

  @Module({
    imports: [
      loggingModule({ app: 'api', level: config.logLevel }),
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
  const stop = async (): Promise<void> => {
    await app.close();
    await eventStore.close();
    await postgres.end();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  await app.listen(config.port, config.host);
  new Logger('api').log(`listening on ${await app.getUrl()}`);
};

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
    process.exit(1);
  });
}
