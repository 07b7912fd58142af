/** The settings that every service process reads; each adds its port and its own. */
import { applyDecorators } from '@nestjs/common';
import { IsIn, IsInt, IsNotEmpty, Matches, Max, Min } from 'class-validator';
import { Env, type SettingOptions } from '@nastavnik/platform/config';
import { LOG_LEVELS, type LogLevel } from '@nastavnik/platform/observability';

/** The property is the port from `PORT`; 0 lets the system choose one. */
export const ListensOn = (options: SettingOptions): PropertyDecorator =>
  applyDecorators(Env('PORT', options), IsInt(), Min(0), Max(65535));

export abstract class ServiceConfig {
  @Env('EVENTSTORE_URL', {
    ru: 'адрес EventStoreDB',
    en: 'address of EventStoreDB',
    example: 'esdb://127.0.0.1:2113?tls=false',
    secret: true,
  })
  @Matches(/^esdb(\+discover)?:\/\/\S+$/)
  eventStoreUrl!: string;

  @Env('DATABASE_URL', {
    ru: 'адрес PostgreSQL',
    en: 'address of PostgreSQL',
    example: 'postgres://nastavnik@127.0.0.1:5432/nastavnik',
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\/\S+$/)
  databaseUrl!: string;

  @Env('HOST', { ru: 'адрес, на котором слушать', en: 'address to listen on', example: '0.0.0.0' })
  @IsNotEmpty()
  host: string = '127.0.0.1';

  @Env('LOG_LEVEL', { ru: 'подробность журнала', en: 'detail of the log', example: 'info' })
  @IsIn(LOG_LEVELS)
  logLevel: LogLevel = 'info';

  abstract port: number;
}
