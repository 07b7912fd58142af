/** What the publisher's process is told by its environment. */
import { IsOptional, Matches } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import {
  KeepsWebhookSecrets,
  ListensOn,
  ReachesNetworks,
  ServiceConfig,
  SpeaksAs,
} from '@nastavnik/platform/process';

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

  @KeepsWebhookSecrets()
  webhookKey!: string;

  @ReachesNetworks()
  webhookAllow: string = '';

  @SpeaksAs()
  source!: string;

  @ListensOn({
    ru: 'порт для проверок здоровья и метрик',
    en: 'port of the health checks and metrics',
    example: '8064',
  })
  port: number = 8064;
}
