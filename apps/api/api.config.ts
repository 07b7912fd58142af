/** What the API's process is told by its environment. */
import { IsInt, Matches, Min } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import { IsProviders } from '@nastavnik/platform/identity';
import {
  KeepsWebhookSecrets,
  ListensOn,
  ReachesNetworks,
  ServiceConfig,
  SpeaksAs,
} from '@nastavnik/platform/process';

export class ApiConfig extends ServiceConfig {
  @Env('VAULT_MASTER_KEY', {
    ru: 'главный ключ хранилища персональных данных, 32 байта в base64',
    en: 'master key of the vault, 32 bytes in base64',
    example: 'openssl rand -base64 32',
    secret: true,
  })
  @Matches(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)\s*$/)
  vaultMasterKey!: string;

  /** While master keys are changed: docs/personal-data.md. */
  @Env('VAULT_OTHER_MASTER_KEYS', {
    ru: 'другие главные ключи, которыми ещё открываются ключи людей, через запятую',
    en: 'other master keys that still open keys of people, comma-separated',
    example: '',
    secret: true,
  })
  @Matches(/^\s*([A-Za-z0-9+/_=-]+(\s*,\s*|\s*$))*$/)
  vaultOtherMasterKeys: string = '';

  /** More than one: the region's own, a partner's, that of service accounts. */
  @Env('IDENTITY_PROVIDERS', {
    ru: 'издатели ключей доступа: issuer, audience, jwksUrl и, если их слова не наши, claims',
    en: 'issuers of tokens: issuer, audience, jwksUrl and, where their words are not ours, claims',
    example:
      '[{"issuer":"https://id.example.org","audience":"nastavnik","jwksUrl":"https://id.example.org/jwks.json"}]',
  })
  @IsProviders()
  identityProviders!: string;

  @KeepsWebhookSecrets()
  webhookKey!: string;

  @ReachesNetworks()
  webhookAllow: string = '';

  @SpeaksAs()
  source!: string;

  /** In this process: of two API processes each counts for itself. */
  @Env('REQUESTS_PER_MINUTE', {
    ru: 'сколько запросов в минуту допустимо от одного вызывающего',
    en: 'requests that one caller may make in a minute',
    example: '6000',
  })
  @IsInt()
  @Min(1)
  requestsPerMinute: number = 6_000;

  @Env('REMIND_EVERY_SECONDS', {
    ru: 'как часто искать сроки, о которых пора напомнить',
    en: 'how often to look for deadlines to remind of',
    example: '3600',
  })
  @IsInt()
  @Min(60)
  remindEverySeconds: number = 3_600;

  @Env('REPORT_EXCHANGE_DIR', {
    ru: 'папка обмена отчётами, в ней папка каждого получателя: outbox — пакеты с отчётами, inbox — его ответы; без неё обмена нет',
    en: 'folder of the exchange of reports with one for each recipient: parcels in outbox, answers in inbox; no exchange without it',
    example: '/var/lib/nastavnik/exchange',
  })
  @Matches(/^(\/.*)?$/)
  reportExchangeDir: string = '';

  @ListensOn({ ru: 'порт', en: 'port', example: '8062' })
  port: number = 8062;

  override host = '0.0.0.0';
}
