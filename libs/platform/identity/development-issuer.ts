/** Issues tokens where no identity provider stands: development, tests, the standalone. Never in production. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';
import type { Uuid } from '@nastavnik/kernel';
import type { OrganisationLevel } from './caller';
import type { IdentityProvider } from './tokens';

export interface TokenRequest {
  readonly role: string;
  readonly roles?: readonly string[];
  /** Opaque id of the person; made up when absent. */
  readonly sub?: string;
  readonly organisationId?: Uuid;
  /** Level of that organisation. */
  readonly organisationLevel?: OrganisationLevel;
  /** Seconds; 12 hours by default, negative for a token that has already expired. */
  readonly ttl?: number;
}

const ISSUER = 'urn:nastavnik:development';
const AUDIENCE = 'nastavnik';
const TWELVE_HOURS = 12 * 60 * 60;

/** Signs with an Ed25519 key kept in a file only its owner can read. */
export class DevelopmentIssuer {
  private constructor(
    private readonly key: JWK,
    private readonly publicKey: JWK,
  ) {}

  /**
   * Opens the key file in a data directory, or makes it.
   * @throws when NODE_ENV is `production`
   */
  static async open(dataDir: string): Promise<DevelopmentIssuer> {
    if (process.env['NODE_ENV'] === 'production') {
      throw new Error(
        'в рабочей установке (NODE_ENV=production) учебные ключи доступа не выдаются: задайте IDENTITY_PROVIDERS / development tokens are not issued in production: set IDENTITY_PROVIDERS',
      );
    }
    mkdirSync(dataDir, { recursive: true });
    const file = path.join(dataDir, 'development-issuer.jwk.json');
    if (!existsSync(file)) {
      const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
      const made = path.join(dataDir, `.development-issuer.${randomUUID()}`);
      writeFileSync(made, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
      renameSync(made, file);
    }
    chmodSync(file, 0o600);
    const key = JSON.parse(readFileSync(file, 'utf8')) as JWK;
    const kid = await calculateJwkThumbprint(key);
    const { d: _secret, ...open } = key;
    return new DevelopmentIssuer({ ...key, kid }, { ...open, kid, alg: 'EdDSA', use: 'sig' });
  }

  /** What a {@link TokenVerifier} needs to accept these tokens. */
  get provider(): IdentityProvider & { readonly keys: { readonly jwks: JSONWebKeySet } } {
    return {
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: { jwks: { keys: [this.publicKey] } },
      algorithms: ['EdDSA'],
    };
  }

  /** A signed token, compact form. */
  async issue(request: TokenRequest): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const organisationLevel = request.organisationLevel;
    return new SignJWT({
      roles: request.roles ?? [request.role],
      ...(request.organisationId === undefined ? {} : { organisation_id: request.organisationId }),
      ...(organisationLevel === undefined ? {} : { organisation_level: organisationLevel }),
    })
      .setProtectedHeader({
        alg: 'EdDSA',
        typ: 'JWT',
        ...(this.key.kid === undefined ? {} : { kid: this.key.kid }),
      })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(request.sub ?? randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + (request.ttl ?? TWELVE_HOURS))
      .sign(await importJWK(this.key, 'EdDSA'));
  }
}
