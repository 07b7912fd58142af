/** Door of platform/identity: who calls and what they may do where. */
export * from './caller';
export { type IdentityConfig, TokenRejected, TokenVerifier } from './tokens';
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
