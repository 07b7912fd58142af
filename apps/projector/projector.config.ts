/** What the projector's process is told by its environment. */
import { IsInt, Max, Min } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import { ListensOn, ServiceConfig } from '@nastavnik/platform/process';

export class ProjectorConfig extends ServiceConfig {
  @ListensOn({
    ru: 'порт для проверок здоровья и метрик',
    en: 'port of the health checks and metrics',
    example: '8063',
  })
  port: number = 8063;

  @Env('MAX_BATCH', {
    ru: 'сколько событий записывать за одну транзакцию, не больше',
    en: 'events in one transaction at most',
    example: '1000',
  })
  @IsInt()
  @Min(1)
  @Max(10000)
  maxBatch: number = 1000;
}
