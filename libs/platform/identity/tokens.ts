/** Verification of access tokens (RFC 7519, RFC 8725): algorithms pinned, issuer and audience demanded, claims mapped to a caller. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTPayload,
} from 'jose';
import { type Caller, ORGANISATION_LEVELS, type OrganisationLevel } from './caller';

/** Where in a token a fact stands, and what the issuer's words for it mean here. */
export interface ClaimMapping {
  /** Names from the payload inwards: `['realm_access', 'roles']`. */
  readonly at: readonly string[];
  /** Issuer's word → ours. Words that are not in it are not taken over. Absent: the issuer uses ours. */
  readonly values?: { readonly [theirs: string]: string };
}

/** How an issuer says what a {@link Caller} is. What is absent stands where {@link OWN_CLAIMS} says. */
export interface ClaimsMapping {
  /** Id under which the house knows the person, a participant's for one; `sub` where the token has none. */
  readonly subject?: ClaimMapping;
  readonly roles?: ClaimMapping;
  readonly organisationId?: ClaimMapping;
  readonly organisationLevel?: ClaimMapping;
}

/** One issuer whose tokens are accepted. */
export interface IdentityProvider {
  /** `iss`, compared as text. */
  readonly issuer: string;
  readonly audience: string;
  /** Keys of the issuer: an address, or the set itself. */
  readonly keys: { readonly jwksUrl: string } | { readonly jwks: JSONWebKeySet };
  /** `EdDSA`, `ES256`, `RS256` by default; a symmetric algorithm is never accepted. */
  readonly algorithms?: readonly string[];
  readonly claims?: ClaimsMapping;
  /** Roles this issuer may give; any where absent. A partner's own issuer should not be able to name a director. */
  readonly mayGive?: readonly string[];
  /** An unknown key id makes the keys be asked for anew, but not sooner than this after the last time; 5,000 ms. */
  readonly rotationCooldownMs?: number;
}

export interface IdentityConfig {
  readonly providers: readonly IdentityProvider[];
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
const ROTATION_COOLDOWN_MS = 5_000;
/** Keys are asked for anew after this time, so that a key withdrawn by its issuer is not accepted for ever. */
const KEYS_FRESH_MS = 5 * 60_000;

/** The claims of this house, for issuers that can be told to use them. */
export const OWN_CLAIMS = {
  roles: { at: ['roles'] },
  organisationId: { at: ['organisation_id'] },
  organisationLevel: { at: ['organisation_level'] },
} as const satisfies ClaimsMapping;

/** The words at a place of the payload, translated; `undefined` where there is nothing. @throws TokenRejected for anything but text */
const wordsAt = (payload: JWTPayload, { at, values }: ClaimMapping): readonly string[] | undefined => {
  let found: unknown = payload;
  for (const name of at) {
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? (found as Record<string, unknown>)[name]
        : undefined;
  }
  if (found === undefined) return undefined;
  const words: unknown[] = Array.isArray(found) ? found : [found];
  if (!words.every((word): word is string => typeof word === 'string' && word !== '')) {
    throw new TokenRejected('invalid');
  }
  return values === undefined
    ? words
    : words.flatMap((word) => (Object.hasOwn(values, word) ? [values[word]!] : []));
};

const only = (words: readonly string[] | undefined): string | undefined => {
  if (words === undefined || words.length === 0) return undefined;
  if (words.length > 1) throw new TokenRejected('invalid');
  return words[0];
};

const callerOf = (payload: JWTPayload, { claims = {}, mayGive }: IdentityProvider): Caller => {
  const stated =
    wordsAt(payload, claims.roles ?? OWN_CLAIMS.roles) ??
    (claims.roles === undefined ? wordsAt(payload, { at: ['role'] }) : undefined) ??
    [];
  const roles = mayGive === undefined ? stated : stated.filter((role) => mayGive.includes(role));
  const organisationId = only(wordsAt(payload, claims.organisationId ?? OWN_CLAIMS.organisationId));
  const subject = (claims.subject && only(wordsAt(payload, claims.subject))) ?? payload.sub;
  const level = only(wordsAt(payload, claims.organisationLevel ?? OWN_CLAIMS.organisationLevel));
  if (typeof subject !== 'string' || subject === '' || roles.length === 0) throw new TokenRejected('invalid');
  if (organisationId !== undefined && !UUID.test(organisationId)) throw new TokenRejected('invalid');
  if (level !== undefined && !ORGANISATION_LEVELS.includes(level as OrganisationLevel)) {
    throw new TokenRejected('invalid');
  }
  return {
    id: subject,
    roles,
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(level === undefined ? {} : { organisationLevel: level as OrganisationLevel }),
  };
};

type Keys = ReturnType<typeof createLocalJWKSet>;

/**
 * Accepts tokens of the issuers it knows. Which of them a token is of is read before it is verified, and believed only after.
 * Claims: `sub`, `exp`, and what the issuer's {@link ClaimsMapping} finds.
 */
export class TokenVerifier {
  private readonly trusted: ReadonlyMap<string, { readonly provider: IdentityProvider; readonly keys: Keys }>;

  constructor(private readonly config: IdentityConfig) {
    this.trusted = new Map(
      config.providers.map((provider) => [
        provider.issuer,
        {
          provider,
          keys:
            'jwks' in provider.keys
              ? createLocalJWKSet(provider.keys.jwks)
              : (createRemoteJWKSet(new URL(provider.keys.jwksUrl), {
                  cooldownDuration: provider.rotationCooldownMs ?? ROTATION_COOLDOWN_MS,
                  cacheMaxAge: KEYS_FRESH_MS,
                }) as Keys),
        },
      ]),
    );
    if (this.trusted.size !== config.providers.length) throw new RangeError('an issuer is named twice');
  }

  /** @throws TokenRejected */
  async verify(token: string): Promise<Caller> {
    try {
      const issuer = this.trusted.get(decodeJwt(token).iss ?? '');
      if (issuer === undefined) throw new TokenRejected('invalid');
      const { provider, keys } = issuer;
      const { payload } = await jwtVerify(token, keys, {
        issuer: provider.issuer,
        audience: provider.audience,
        algorithms: [...(provider.algorithms ?? ['EdDSA', 'ES256', 'RS256'])],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        ...(this.config.clock === undefined ? {} : { currentDate: this.config.clock() }),
      });
      return callerOf(payload, provider);
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
