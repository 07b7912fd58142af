/** The settings that every service process reads; each adds its port and its own. */
import { applyDecorators } from '@nestjs/common';
import { IsIn, IsInt, IsNotEmpty, Matches, Max, Min } from 'class-validator';
import { Env, type SettingOptions } from '@nastavnik/platform/config';
import { LOG_LEVELS, type LogLevel } from '@nastavnik/platform/observability';

/** The property is the port from `PORT`; 0 lets the system choose one. */
export const ListensOn = (options: SettingOptions): PropertyDecorator =>
  applyDecorators(Env('PORT', options), IsInt(), Min(0), Max(65535));

/** The property is the URI of this installation from `SOURCE_URI`: api and publisher must be told the same. */
export const SpeaksAs = (): PropertyDecorator =>
  applyDecorators(
    Env('SOURCE_URI', {
      ru: 'URI этой установки, source каждого события',
      en: 'URI of this installation, source of every event',
      example: 'urn:nastavnik:installation:school-62',
    }),
    IsNotEmpty(),
    Matches(/^[a-z][a-z0-9+.-]*:\S+$/i),
  );

/** The property is the key of receivers' secrets from `WEBHOOK_KEY`: api and publisher must be told the same. */
export const KeepsWebhookSecrets = (): PropertyDecorator =>
  applyDecorators(
    Env('WEBHOOK_KEY', {
      ru: 'ключ, под которым хранятся секреты получателей, 32 байта в base64',
      en: 'key that secrets of receivers are kept under, 32 bytes in base64',
      example: 'openssl rand -base64 32',
      secret: true,
    }),
    Matches(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)\s*$/),
  );

/** The property is what `WEBHOOK_ALLOW` says: addresses that are not public and may be reached all the same. */
export const ReachesNetworks = (): PropertyDecorator =>
  applyDecorators(
    Env('WEBHOOK_ALLOW', {
      ru: 'непубличные адреса и сети, куда можно отправлять события, через запятую',
      en: 'addresses and networks that are not public and may receive events, by commas',
      example: '10.8.0.0/16',
    }),
    Matches(/^(\s*[0-9a-fA-F.:]+(\/\d{1,3})?\s*(,|$))*$/),
  );

/** `10.8.0.0/16, 10.9.0.7` as a list. */
export const networksOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The property is the address of PostgreSQL from `DATABASE_URL`. */
export const KeepsTables = (): PropertyDecorator =>
  applyDecorators(
    Env('DATABASE_URL', {
      ru: 'адрес PostgreSQL',
      en: 'address of PostgreSQL',
      example: 'postgres://nastavnik@127.0.0.1:5432/nastavnik',
      secret: true,
    }),
    Matches(/^postgres(ql)?:\/\/\S+$/),
  );

export abstract class ServiceConfig {
  @Env('EVENTSTORE_URL', {
    ru: 'адрес EventStoreDB',
    en: 'address of EventStoreDB',
    example: 'esdb://127.0.0.1:2113?tls=false',
    secret: true,
  })
  @Matches(/^esdb(\+discover)?:\/\/\S+$/)
  eventStoreUrl!: string;

  @KeepsTables()
  databaseUrl!: string;

  @Env('HOST', { ru: 'адрес, на котором слушать', en: 'address to listen on', example: '0.0.0.0' })
  @IsNotEmpty()
  host: string = '127.0.0.1';

  @Env('LOG_LEVEL', { ru: 'подробность журнала', en: 'detail of the log', example: 'info' })
  @IsIn(LOG_LEVELS)
  logLevel: LogLevel = 'info';

  abstract port: number;
}
