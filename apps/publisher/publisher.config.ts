/** What the publisher's process is told by its environment. */
import { IsIn, IsInt, IsNotEmpty, IsOptional, Matches, Max, Min, ValidateBy } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import { LOG_LEVELS, type LogLevel } from '@nastavnik/platform/observability';
import { BadReceivers, parseReceivers } from './receivers';

const problemsOf = (value: unknown): readonly string[] => {
  try {
    parseReceivers(String(value));
    return [];
  } catch (error) {
    if (error instanceof BadReceivers) return error.problems;
    throw error;
  }
};

const AreReceivers = (): PropertyDecorator =>
  ValidateBy({
    name: 'areReceivers',
    validator: {
      validate: (value) => problemsOf(value).length === 0,
      defaultMessage: (argument) => problemsOf(argument?.value).join('; '),
    },
  });

export class PublisherConfig {
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

  @Env('REDIS_URL', {
    ru: 'адрес Redis для очереди; без него очередь стоит в PostgreSQL',
    en: 'address of Redis for the queue; without it the queue stands in PostgreSQL',
    example: 'redis://127.0.0.1:6379',
    secret: true,
  })
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/)
  redisUrl?: string;

  @Env('RECEIVERS', {
    ru: 'получатели событий, JSON',
    en: 'receivers of events, JSON',
    example: '[{"name":"region","url":"https://region.example/events"}]',
    secret: true,
  })
  @AreReceivers()
  receivers: string = '[]';

  @Env('SOURCE_URI', {
    ru: 'URI этой установки, source каждого события',
    en: 'URI of this installation, source of every event',
    example: 'urn:nastavnik:installation:school-62',
  })
  @IsNotEmpty()
  @Matches(/^[a-z][a-z0-9+.-]*:\S+$/i)
  source!: string;

  @Env('PORT', {
    ru: 'порт для проверок здоровья и метрик',
    en: 'port of the health checks and metrics',
    example: '8064',
  })
  @IsInt()
  @Min(0)
  @Max(65535)
  port: number = 8064;

  @Env('HOST', { ru: 'адрес, на котором слушать', en: 'address to listen on', example: '0.0.0.0' })
  @IsNotEmpty()
  host: string = '127.0.0.1';

  @Env('LOG_LEVEL', { ru: 'подробность журнала', en: 'detail of the log', example: 'info' })
  @IsIn(LOG_LEVELS)
  logLevel: LogLevel = 'info';
}
