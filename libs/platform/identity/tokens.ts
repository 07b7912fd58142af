/** Verification of access tokens (RFC 7519, RFC 8725): algorithms pinned, issuer and audience demanded. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTPayload,
} from 'jose';
import { type Caller, ORGANISATION_LEVELS, type OrganisationLevel } from './caller';

export interface IdentityConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Keys of the issuer: an address, or the set itself. */
  readonly keys: { readonly jwksUrl: string } | { readonly jwks: JSONWebKeySet };
  /** `EdDSA`, `ES256`, `RS256` by default; a symmetric algorithm is never accepted. */
  readonly algorithms?: readonly string[];
  /** Moment a token is judged at; the machine's clock by default. */
  readonly clock?: () => Date;
}

/** Why a token is not accepted. `expired` is told apart because the remedy differs. */
export class TokenRejected extends Error {
  constructor(readonly reason: 'expired' | 'invalid' | 'issuer-unreachable') {
    super(`token ${reason}`);
    this.name = 'TokenRejected';
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CLOCK_TOLERANCE_SECONDS = 5;

const rolesOf = (payload: JWTPayload): readonly string[] => {
  const stated = payload['roles'] ?? payload['role'];
  const roles = Array.isArray(stated) ? stated : [stated];
  return roles.every((role): role is string => typeof role === 'string' && role !== '') ? roles : [];
};

const callerOf = (payload: JWTPayload): Caller => {
  const roles = rolesOf(payload);
  const organisationId = payload['organisation_id'];
  const level = payload['organisation_level'];
  if (typeof payload.sub !== 'string' || payload.sub === '' || roles.length === 0)
    throw new TokenRejected('invalid');
  if (organisationId !== undefined && (typeof organisationId !== 'string' || !UUID.test(organisationId))) {
    throw new TokenRejected('invalid');
  }
  if (level !== undefined && !ORGANISATION_LEVELS.includes(level as OrganisationLevel)) {
    throw new TokenRejected('invalid');
  }
  return {
    id: payload.sub,
    roles,
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(level === undefined ? {} : { organisationLevel: level as OrganisationLevel }),
  };
};

/** Claims: `sub`, `roles` (list) or `role`, `organisation_id`, `organisation_level` (school, municipality, region), `exp`. */
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createLocalJWKSet> | ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly config: IdentityConfig) {
    this.keys =
      'jwks' in config.keys
        ? createLocalJWKSet(config.keys.jwks)
        : createRemoteJWKSet(new URL(config.keys.jwksUrl));
  }

  /** @throws TokenRejected */
  async verify(token: string): Promise<Caller> {
    try {
      const { payload } = await jwtVerify(token, this.keys as ReturnType<typeof createLocalJWKSet>, {
        issuer: this.config.issuer,
        audience: this.config.audience,
        algorithms: [...(this.config.algorithms ?? ['EdDSA', 'ES256', 'RS256'])],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        ...(this.config.clock === undefined ? {} : { currentDate: this.config.clock() }),
      });
      return callerOf(payload);
    } catch (error) {
      if (error instanceof TokenRejected) throw error;
      if (error instanceof errors.JWTExpired) throw new TokenRejected('expired');
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
        throw new TokenRejected('issuer-unreachable');
      }
      throw new TokenRejected('invalid');
    }
  }
}
