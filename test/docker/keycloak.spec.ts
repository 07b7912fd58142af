// The realm that ships with compose: its roles are those of the policy, and what its mappers put into a token is a caller.
import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type IdentityProvider, parseProviders, TokenVerifier } from '@nastavnik/platform/identity';
import { ROLES } from '../../apps/api/policy';

interface Mapper {
  readonly protocolMapper: string;
  readonly config: { readonly [name: string]: string };
}
interface Realm {
  readonly realm: string;
  readonly defaultSignatureAlgorithm: string;
  readonly roles: { readonly realm: readonly { readonly name: string }[] };
  readonly clientScopes: readonly { readonly name: string; readonly protocolMappers: readonly Mapper[] }[];
  readonly clients: readonly { readonly clientId: string; readonly defaultClientScopes: readonly string[] }[];
  readonly users: readonly {
    readonly serviceAccountClientId: string;
    readonly realmRoles: readonly string[];
  }[];
}

const realm = JSON.parse(readFileSync('docker/keycloak/nastavnik-realm.json', 'utf8')) as Realm;
const [shipped] = parseProviders(readFileSync('docker/keycloak/identity-providers.json', 'utf8'));

interface User {
  readonly id: string;
  readonly roles: readonly string[];
  readonly attributes: { readonly [name: string]: string };
}

/** What Keycloak's mappers of these kinds put into an access token. */
const claimsOf = (mappers: readonly Mapper[], user: User): Record<string, unknown> => {
  const claims: Record<string, unknown> = {};
  for (const { protocolMapper, config } of mappers) {
    if (config['access.token.claim'] !== 'true') continue;
    switch (protocolMapper) {
      case 'oidc-sub-mapper':
        claims['sub'] = user.id;
        break;
      case 'oidc-audience-mapper':
        claims['aud'] = config['included.custom.audience'];
        break;
      case 'oidc-usermodel-realm-role-mapper':
        claims[config['claim.name']!] = [...user.roles, 'offline_access', `default-roles-${realm.realm}`];
        break;
      case 'oidc-usermodel-attribute-mapper': {
        const value = user.attributes[config['user.attribute']!];
        if (value !== undefined) claims[config['claim.name']!] = value;
        break;
      }
      default:
        throw new Error(`a mapper this spec does not know: ${protocolMapper}`);
    }
  }
  return claims;
};

const callerOf = async (clientId: string, user: User) => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const client = realm.clients.find((one) => one.clientId === clientId)!;
  const mappers = realm.clientScopes
    .filter(({ name }) => client.defaultClientScopes.includes(name))
    .flatMap(({ protocolMappers }) => protocolMappers);
  const token = await new SignJWT({ ...claimsOf(mappers, user), azp: clientId })
    .setProtectedHeader({ alg: realm.defaultSignatureAlgorithm })
    .setIssuer(shipped!.issuer)
    .setExpirationTime('5m')
    .sign(privateKey);
  const provider: IdentityProvider = { ...shipped!, keys: { jwks: { keys: [await exportJWK(publicKey)] } } };
  return new TokenVerifier({ providers: [provider] }).verify(token);
};

test('the roles are those of the policy', () => {
  expect(realm.roles.realm.map(({ name }) => name)).toEqual([...ROLES]);
});

test('the issuer that is trusted is this realm', () => {
  expect(shipped!.issuer).toMatch(new RegExp(`/realms/${realm.realm}$`));
  expect(shipped!.algorithms).toEqual([realm.defaultSignatureAlgorithm]);
});

test('somebody who signs in is a caller of an organisation; a mentor comes in as the participant the school knows', async () => {
  const organisation = '11111111-1111-4111-8111-111111111111';
  const attributes = { organisation_id: organisation, organisation_level: 'school' };
  expect(
    await callerOf('administrative-backend', { id: 'kc-1', roles: ['director'], attributes }),
  ).toMatchObject({
    id: 'kc-1',
    roles: expect.arrayContaining(['director']) as string[],
    organisationId: organisation,
    organisationLevel: 'school',
  });
  const participant = '22222222-2222-4222-8222-222222222222';
  expect(
    await callerOf('administrative-backend', {
      id: 'kc-2',
      roles: ['mentor'],
      attributes: { ...attributes, participant_id: participant },
    }),
  ).toMatchObject({ id: participant, roles: expect.arrayContaining(['mentor']) as string[] });
});

test('a service account gets its role by client credentials', async () => {
  const [account] = realm.users;
  const caller = await callerOf(account!.serviceAccountClientId, {
    id: 'kc-3',
    roles: account!.realmRoles,
    attributes: {},
  });
  expect(caller.roles).toContain('integration');
  expect(caller.organisationId).toBeUndefined();
});
