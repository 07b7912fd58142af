/** Tokens that are accepted and those that are not; who is permitted what where. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  type Caller,
  DevelopmentIssuer,
  type IdentityProvider,
  parseProviders,
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
    expect(await new TokenVerifier({ providers: [again.provider] }).verify(token)).toEqual({
      id: 'a-1',
      roles: ['auditor'],
    });
    expect(JSON.stringify(again.provider)).not.toContain('"d"');
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
    const verifier = new TokenVerifier({ providers: [issuer.provider] });
    await expect(verifier.verify(await issuer.issue({ role: 'auditor', ttl: -60 }))).rejects.toMatchObject({
      reason: 'expired',
    });
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const forged = (claims: object, how: { iss?: string; aud?: string } = {}) =>
      new SignJWT({ roles: ['auditor'], ...claims })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('x')
        .setIssuer(how.iss ?? issuer.provider.issuer)
        .setAudience(how.aud ?? issuer.provider.audience)
        .setExpirationTime('1h')
        .sign(privateKey);
    await expect(verifier.verify(await forged({}))).rejects.toMatchObject({ reason: 'invalid' });
    const own = new TokenVerifier({
      providers: [{ ...issuer.provider, keys: { jwks: { keys: [await exportJWK(publicKey)] } } }],
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
      .setIssuer(issuer.provider.issuer)
      .setAudience(issuer.provider.audience)
      .setExpirationTime('1h')
      .sign(Buffer.from(JSON.stringify(await exportJWK(publicKey)).padEnd(64)));
    await expect(own.verify(shared)).rejects.toMatchObject({ reason: 'invalid' });
  });
});

describe('several issuers', () => {
  const organisationId = school;
  const server = (answer: () => unknown) =>
    new Promise<{ url: string; asked: () => number; stop: () => Promise<void> }>((resolve) => {
      let asked = 0;
      const http = createServer((_request, response) => {
        asked++;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer()));
      });
      http.listen(0, '127.0.0.1', () =>
        resolve({
          url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks.json`,
          asked: () => asked,
          stop: () => new Promise((done) => http.close(() => done())),
        }),
      );
    });
  const keyOf = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
  };
  type Key = Awaited<ReturnType<typeof keyOf>>;
  const sign = ({ kid, privateKey }: Key, issuer: string, claims: object) =>
    new SignJWT({ sub: 'u-1', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(issuer)
      .setAudience('nastavnik')
      .setExpirationTime('1h')
      .sign(privateKey);
  const rejected = { reason: 'invalid' };

  it('a token is verified with the keys of the issuer it names, and no other', async () => {
    const [one, two] = [await keyOf('1'), await keyOf('1')];
    const verifier = new TokenVerifier({
      providers: [
        { issuer: 'one', audience: 'nastavnik', keys: { jwks: { keys: [one.jwk] } } },
        { issuer: 'two', audience: 'nastavnik', keys: { jwks: { keys: [two.jwk] } } },
      ],
    });
    await expect(verifier.verify(await sign(one, 'one', { roles: ['auditor'] }))).resolves.toBeDefined();
    await expect(verifier.verify(await sign(two, 'two', { roles: ['auditor'] }))).resolves.toBeDefined();
    await expect(verifier.verify(await sign(one, 'two', { roles: ['auditor'] }))).rejects.toMatchObject(
      rejected,
    );
    await expect(verifier.verify(await sign(one, 'three', { roles: ['auditor'] }))).rejects.toMatchObject(
      rejected,
    );
    await expect(verifier.verify('not.a.token')).rejects.toMatchObject(rejected);
  });

  it('its words are translated; a word without a meaning here gives nothing; a partner gives only what it may', async () => {
    const key = await keyOf('1');
    const provider: IdentityProvider = {
      issuer: 'region',
      audience: 'nastavnik',
      keys: { jwks: { keys: [key.jwk] } },
      claims: {
        subject: { at: ['participant'] },
        roles: { at: ['realm_access', 'roles'], values: { Директор: 'director', Робот: 'integration' } },
        organisationId: { at: ['org', 'id'] },
        organisationLevel: { at: ['org', 'kind'], values: { ОО: 'school' } },
      },
    };
    const token = (claims: object) => sign(key, 'region', claims);
    const verify = async (claims: object, given = provider) =>
      new TokenVerifier({ providers: [given] }).verify(await token(claims));
    const org = { id: organisationId, kind: 'ОО' };
    expect(await verify({ realm_access: { roles: ['Директор', 'offline_access'] }, org })).toEqual({
      id: 'u-1',
      roles: ['director'],
      organisationId,
      organisationLevel: 'school',
    });
    expect(await verify({ participant: 'p-1', realm_access: { roles: ['Робот'] } })).toEqual({
      id: 'p-1',
      roles: ['integration'],
    });
    // `roles` at the top is not where this issuer was said to put them.
    for (const claims of [
      { roles: ['director'] },
      { realm_access: { roles: ['director'] } },
      { realm_access: { roles: [7] } },
      { realm_access: { roles: ['Директор'] }, org: { id: 'school' } },
      { realm_access: { roles: ['Директор'] }, org: { id: [organisationId, other] } },
      { participant: ['p-1', 'p-2'], realm_access: { roles: ['Директор'] } },
    ]) {
      await expect(verify(claims)).rejects.toMatchObject(rejected);
    }
    const partner = { ...provider, mayGive: ['integration'] };
    expect((await verify({ realm_access: { roles: ['Директор', 'Робот'] } }, partner)).roles).toEqual([
      'integration',
    ]);
    await expect(verify({ realm_access: { roles: ['Директор'] } }, partner)).rejects.toMatchObject(rejected);
  });

  it('keys are rotated without a restart; a key that the issuer never had is asked for and refused', async () => {
    const [old, fresh, foreign] = [await keyOf('old'), await keyOf('new'), await keyOf('foreign')];
    let keys = [old.jwk];
    const jwks = await server(() => ({ keys }));
    try {
      const verifier = new TokenVerifier({
        providers: [
          {
            issuer: 'one',
            audience: 'nastavnik',
            keys: { jwksUrl: jwks.url },
            rotationCooldownMs: 0,
          },
        ],
      });
      const verify = async (key: Key) => verifier.verify(await sign(key, 'one', { roles: ['auditor'] }));
      await expect(verify(old)).resolves.toBeDefined();
      await expect(verify(old)).resolves.toBeDefined();
      expect(jwks.asked()).toBe(1);
      keys = [fresh.jwk];
      await expect(verify(fresh)).resolves.toBeDefined();
      await expect(verify(old)).rejects.toMatchObject(rejected);
      await expect(verify(foreign)).rejects.toMatchObject(rejected);
      await expect(verify(fresh)).resolves.toBeDefined();
      await jwks.stop();
      await expect(verify(foreign)).rejects.toMatchObject({ reason: 'issuer-unreachable' });
      // Those known go on being known while the issuer is away.
      await expect(verify(fresh)).resolves.toBeDefined();
    } finally {
      await jwks.stop().catch(() => undefined);
    }
  });

  it('the list of issuers is read whole, with every mistake', () => {
    const good = { issuer: 'https://id', audience: 'a', jwksUrl: 'https://id/jwks' };
    expect(parseProviders(JSON.stringify([{ ...good, mayGive: ['integration'] }]))).toEqual([
      { issuer: 'https://id', audience: 'a', keys: { jwksUrl: 'https://id/jwks' }, mayGive: ['integration'] },
    ]);
    const mistakes = (list: unknown): string => {
      try {
        parseProviders(typeof list === 'string' ? list : JSON.stringify(list));
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('accepted');
    };
    expect(mistakes('{')).toBe('is not JSON');
    expect(mistakes([])).toBe('is not a list of issuers');
    expect(mistakes([good, good])).toContain('twice');
    const several = mistakes([
      { ...good, audience: '' },
      {
        ...good,
        issuer: 'b',
        jwksUrl: 'ftp://x',
        algorithms: ['HS256'],
        claims: { roles: { at: [] } },
        more: 1,
      },
    ]);
    for (const part of [
      '0.audience',
      '1.jwksUrl',
      '1.each value in algorithms',
      '1.claims.roles.at',
      '1.property more',
    ]) {
      expect(several).toContain(part);
    }
  });
});

describe('permission', () => {
  const policy: Policy = {
    write: {
      director: 'own-school',
      mentor: 'own',
      specialist: 'own-municipality',
      operator: 'all',
      clerk: 'own-organisation',
    },
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
    ['the own organisation, a municipality', ['clerk'], { municipalityId: town }, town, 'clerk'],
    ['the own organisation, a school', ['clerk'], { schoolId: school }, school, 'clerk'],
    ['nothing below the own organisation', ['clerk'], { schoolId: school }, town, undefined],
    ['nothing above it', ['clerk'], { municipalityId: town }, school, undefined],
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
