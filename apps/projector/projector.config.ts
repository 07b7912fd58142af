/** What the projector's process is told by its environment. */
import { IsIn, IsInt, IsNotEmpty, Matches, Max, Min } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import { LOG_LEVELS, type LogLevel } from '@nastavnik/platform/observability';

export class ProjectorConfig {
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

  @Env('PORT', {
    ru: 'порт для проверок здоровья и метрик',
    en: 'port of the health checks and metrics',
    example: '8063',
  })
  @IsInt()
  @Min(0)
  @Max(65535)
  port: number = 8063;

  @Env('HOST', { ru: 'адрес, на котором слушать', en: 'address to listen on', example: '0.0.0.0' })
  @IsNotEmpty()
  host: string = '127.0.0.1';

  @Env('MAX_BATCH', {
    ru: 'сколько событий записывать за одну транзакцию, не больше',
    en: 'events in one transaction at most',
    example: '1000',
  })
  @IsInt()
  @Min(1)
  @Max(10000)
  maxBatch: number = 1000;

  @Env('LOG_LEVEL', { ru: 'подробность журнала', en: 'detail of the log', example: 'info' })
  @IsIn(LOG_LEVELS)
  logLevel: LogLevel = 'info';
}
