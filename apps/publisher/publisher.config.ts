/** What the publisher's process is told by its environment. */
import { IsNotEmpty, IsOptional, Matches, ValidateBy } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import { ListensOn, ServiceConfig } from '@nastavnik/platform/process';
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

export class PublisherConfig extends ServiceConfig {
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

  @ListensOn({
    ru: 'порт для проверок здоровья и метрик',
    en: 'port of the health checks and metrics',
    example: '8064',
  })
  port: number = 8064;
}
