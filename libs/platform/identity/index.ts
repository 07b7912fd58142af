/** Door of platform/identity: who calls and what they may do where. */
export * from './caller';
export {
  type ClaimMapping,
  type ClaimsMapping,
  type IdentityConfig,
  type IdentityProvider,
  TokenRejected,
  TokenVerifier,
} from './tokens';
export { IsProviders, parseProviders } from './providers';
export { DevelopmentIssuer, type TokenRequest } from './development-issuer';
export {
  AccessGuard,
  Allow,
  declarationOf,
  permittedRole,
  POLICY,
  type Policy,
  Public,
  type Scope,
  type Target,
  TARGET_RESOLVER,
  type TargetResolver,
} from './access';
export { AccessRefusal1764000002000, AccessRefusals, type RecordedRefusal } from './refusals';
