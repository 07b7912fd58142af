/** Tokens that are accepted and those that are not; who is permitted what where. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  type Caller,
  DevelopmentIssuer,
  permittedRole,
  type Policy,
  type Target,
  TokenVerifier,
} from './index';

const school = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const town = '33333333-3333-4333-8333-333333333333';

describe('tokens', () => {
  let dir: string;
  beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-identity-'))));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('the key is kept for its owner alone, and a token outlives the process', async () => {
    const token = await (await DevelopmentIssuer.open(dir)).issue({ role: 'auditor', sub: 'a-1' });
    expect(statSync(path.join(dir, 'development-issuer.jwk.json')).mode & 0o777).toBe(0o600);
    const again = await DevelopmentIssuer.open(dir);
    expect(await new TokenVerifier(again.config).verify(token)).toEqual({ id: 'a-1', roles: ['auditor'] });
    expect(JSON.stringify(again.config)).not.toContain('"d"');
  });

  it('is not open in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(DevelopmentIssuer.open(dir)).rejects.toThrow('production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('another issuer, audience, key, algorithm or time is rejected', async () => {
    const issuer = await DevelopmentIssuer.open(dir);
    const verifier = new TokenVerifier(issuer.config);
    await expect(verifier.verify(await issuer.issue({ role: 'auditor', ttl: -60 }))).rejects.toMatchObject({
      reason: 'expired',
    });
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const forged = (claims: object, how: { iss?: string; aud?: string } = {}) =>
      new SignJWT({ roles: ['auditor'], ...claims })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('x')
        .setIssuer(how.iss ?? issuer.config.issuer)
        .setAudience(how.aud ?? issuer.config.audience)
        .setExpirationTime('1h')
        .sign(privateKey);
    await expect(verifier.verify(await forged({}))).rejects.toMatchObject({ reason: 'invalid' });
    const own = new TokenVerifier({
      ...issuer.config,
      keys: { jwks: { keys: [await exportJWK(publicKey)] } },
    });
    await expect(own.verify(await forged({}))).resolves.toMatchObject({ id: 'x' });
    await expect(own.verify(await forged({}, { iss: 'else' }))).rejects.toMatchObject({ reason: 'invalid' });
    await expect(own.verify(await forged({}, { aud: 'else' }))).rejects.toMatchObject({ reason: 'invalid' });
    await expect(own.verify(await forged({ roles: [] }))).rejects.toMatchObject({ reason: 'invalid' });
    await expect(own.verify(await forged({ organisation_id: 'school' }))).rejects.toMatchObject({
      reason: 'invalid',
    });
    const shared = await new SignJWT({ roles: ['auditor'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('x')
      .setIssuer(issuer.config.issuer)
      .setAudience(issuer.config.audience)
      .setExpirationTime('1h')
      .sign(Buffer.from(JSON.stringify(await exportJWK(publicKey)).padEnd(64)));
    await expect(own.verify(shared)).rejects.toMatchObject({ reason: 'invalid' });
  });
});

describe('permission', () => {
  const policy: Policy = {
    write: { director: 'own-school', mentor: 'own', specialist: 'own-municipality', operator: 'all' },
  };
  const municipalityOf = async (id: string) => (id === school ? town : undefined);
  const ask = (roles: string[], target: Target, organisationId?: string, act = 'write') => {
    const caller: Caller = { id: 'me', roles, ...(organisationId === undefined ? {} : { organisationId }) };
    return permittedRole(policy, act, caller, target, municipalityOf);
  };
  const members = (...ids: string[]) => ({ people: async () => ids });

  it.each<[string, string[], Target, string | undefined, string | undefined]>([
    ['own school', ['director'], { schoolId: school }, school, 'director'],
    ['another school', ['director'], { schoolId: other }, school, undefined],
    ['no organisation in the token', ['director'], { schoolId: school }, undefined, undefined],
    ['nowhere in particular', ['director'], {}, school, undefined],
    ['one of the people', ['mentor'], { schoolId: school, ...members('me') }, school, 'mentor'],
    ['not one of them', ['mentor'], { schoolId: school, ...members('you') }, school, undefined],
    [
      'one of them, from another school',
      ['mentor'],
      { schoolId: school, ...members('me') },
      other,
      undefined,
    ],
    ['a school of the municipality', ['specialist'], { schoolId: school }, town, 'specialist'],
    ['a school of another', ['specialist'], { schoolId: other }, town, undefined],
    ['the municipality of the own school', ['specialist'], { municipalityId: town }, school, 'specialist'],
    ['everywhere', ['operator'], {}, undefined, 'operator'],
    ['an unknown role', ['constructor'], { schoolId: school }, school, undefined],
    [
      'the first role that may',
      ['mentee', 'mentor', 'director'],
      { schoolId: school, ...members('you') },
      school,
      'director',
    ],
  ])('%s', async (_, roles, target, organisationId, expected) =>
    expect(await ask(roles, target, organisationId)).toBe(expected),
  );

  it('an act that no table names is nobody’s', async () => {
    expect(await ask(['operator'], {}, undefined, 'unknown')).toBeUndefined();
    expect(await ask(['operator'], {}, undefined, 'toString')).toBeUndefined();
  });
});
