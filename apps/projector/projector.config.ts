/** What the projector's process is told by its environment. */
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
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

  @Env('TRANSPARENCY_KEY', {
    ru: 'ключ, которым журнал подписывает контрольные точки; без него ничего не подписывается',
    en: 'key that signs the checkpoints of the log; without it nothing is signed',
    example: 'PRIVATE+KEY+mentoring.example.org/log+…',
    secret: true,
  })
  @IsOptional()
  @Matches(/^PRIVATE\+KEY\+[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\s*$/)
  transparencyKey?: string;

  @Env('SIGN_EVERY_SECONDS', {
    ru: 'как часто подписывать выросший журнал',
    en: 'how often a log that has grown is signed',
    example: '60',
  })
  @IsInt()
  @Min(1)
  @Max(86400)
  signEverySeconds: number = 60;
}
