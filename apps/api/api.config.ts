/** What the API's process is told by its environment. */
import { IsString, IsUrl, Matches } from 'class-validator';
import { Env } from '@nastavnik/platform/config';
import { ListensOn, ServiceConfig } from '@nastavnik/platform/process';

const urlOptions = { require_tld: false, require_protocol: true };

export class ApiConfig extends ServiceConfig {
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

  @ListensOn({ ru: 'порт', en: 'port', example: '8062' })
  port: number = 8062;

  override host = '0.0.0.0';
}
