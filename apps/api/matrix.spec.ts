/**
 * Every route by every role, inside its organisation and outside: what the policy grants passes the door, all else is turned away. Routes
 * are taken from the application, so that a new one cannot escape; the page of the policy is as the policy.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { Reflector } from '@nestjs/core';
import { domainCodec, type DomainEvents, streamOf } from '@nastavnik/domain';
import { declarationOf, type Scope } from '@nastavnik/platform/identity';
import { API_CONTROLLERS } from './api.module';
import { type Client, foundSchools, startTestApi, type TestApi } from './api.testing';
import { policy, type Role, ROLES } from './policy';
import { policyPage } from './policy-page';

interface Route {
  readonly method: string;
  /** `/v1/schools/:schoolId/pairs`. */
  readonly path: string;
  readonly act: keyof typeof policy;
}
const slashed = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
const routes: readonly Route[] = API_CONTROLLERS.flatMap((controller) => {
  const at = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return Object.getOwnPropertyNames(controller.prototype).flatMap((name): Route[] => {
    const handler = (controller.prototype as unknown as Record<string, () => unknown>)[name]!;
    if (!Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const declared = declarationOf(new Reflector(), handler, controller);
    if (declared === undefined || !('act' in declared)) return [];
    return [
      {
        method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
        path: slashed(at, Reflect.getMetadata(PATH_METADATA, handler) as string),
        act: declared.act as keyof typeof policy,
      },
    ];
  });
});

/** A town with two schools, and another town with one: for each, a pair whose members are known. */
interface Place {
  readonly municipality: string;
  readonly school: string;
  readonly pair: string;
  /** What `:organisationId` stands for there: the school, or the municipality itself. */
  readonly organisation: string;
}
let api: TestApi;
let home: Place;
let neighbour: Place;
let abroad: Place;
/** Who is concerned, wherever a path names somebody. */
const person = randomUUID();

const pairOf = async (school: string): Promise<string> => {
  const pairId = randomUUID();
  const { type, data } = domainCodec.encode({
    type: 'PairProposed',
    data: {
      ...{
        pairId,
        schoolId: school,
        kind: 'PAIR',
        form: 'TEACHER_STUDENT',
        menteeIds: [person],
        tasks: ['LIFE'],
      },
      ...{ effectiveOn: '2021-03-01', basis: { rules: [], evidence: {} } },
    },
  } as unknown as DomainEvents);
  const stamp = {
    recordedAt: '2021-03-01T09:00:00.000Z',
    actor: { id: randomUUID(), role: 'curator' },
    commandId: randomUUID(),
  };
  await api.store.append(streamOf.pair(pairId), 'no_stream', [
    { id: randomUUID(), type, data, metadata: stamp },
  ]);
  return pairId;
};

beforeAll(async () => {
  api = await startTestApi();
  const town = await foundSchools(api);
  const other = await foundSchools(api);
  const place = async (municipality: string, school: string): Promise<Place> => ({
    ...{ municipality, school, organisation: school, pair: await pairOf(school) },
  });
  home = await place(town.municipality, town.first);
  neighbour = await place(town.municipality, town.second);
  abroad = await place(other.municipality, other.first);
  const seen = async ({ pair }: Place): Promise<number> =>
    (await api.as('auditor').get(`/v1/pairs/${pair}?after=${await api.head()}`)).status;
  expect(await Promise.all([home, neighbour, abroad].map(seen))).toEqual([200, 200, 200]);
});
afterAll(() => api?.stop());

/** What the path asks to be filled with, at a place. Records of no interest get an id that nobody has. */
const at = ({ path: route }: Route, place: Place): string =>
  route.replace(/:(\w+)/g, (_, name: string) => {
    switch (name) {
      case 'schoolId':
        return place.school;
      case 'organisationId':
        return place.organisation;
      case 'municipalityId':
        return place.municipality;
      case 'pairId':
        return place.pair;
      case 'participantId':
        return person;
      default:
        return name.endsWith('Id') ? randomUUID() : '1';
    }
  });

/** What a scope of the policy means for somebody of the home school, or of its municipality. */
const grants = (scope: Scope | undefined, route: Route, place: Place, role: Role): boolean => {
  const names = (...params: readonly string[]) => params.some((param) => route.path.includes(`:${param}`));
  const own = ABOVE.has(role) ? home.municipality : home.school;
  const atSchool =
    names('schoolId', 'pairId') || (names('organisationId') && place.organisation === place.school);
  switch (scope) {
    case undefined:
      return false;
    case 'all':
      return true;
    case 'own-school':
      return atSchool && place.school === own;
    case 'own':
      return atSchool && place.school === own && names('pairId', 'participantId');
    case 'own-organisation':
      return names('organisationId')
        ? place.organisation === own
        : (atSchool ? place.school : names('municipalityId') ? place.municipality : undefined) === own;
    case 'own-municipality':
      return (
        names('schoolId', 'organisationId', 'pairId', 'municipalityId') &&
        place.municipality === home.municipality
      );
  }
};
/** Roles that act for the municipality. */
const ABOVE: ReadonlySet<Role> = new Set(['municipal-specialist', 'methodist']);

/** A stream has no end: its status is enough. */
const statusOf = async (caller: Client, { method, path: route }: Route, url: string): Promise<number> => {
  if (!route.endsWith('/stream')) {
    return (await caller.send(method, url, method === 'GET' ? undefined : {})).status;
  }
  const hangUp = new AbortController();
  const { status } = await fetch(`${api.url}${url}`, {
    headers: { authorization: `Bearer ${await caller.token}` },
    signal: hangUp.signal,
  });
  hangUp.abort();
  return status;
};

it.each(ROLES)(
  '%s',
  async (role) => {
    const organisationId = ABOVE.has(role) ? home.municipality : home.school;
    const caller = api.as(role, { organisationId, sub: person });
    const wrong: string[] = [];
    for (const route of routes) {
      const places = { home, neighbour, abroad };
      const towns = {
        town: { ...home, organisation: home.municipality },
        'another town': { ...abroad, organisation: abroad.municipality },
      };
      for (const [where, place] of Object.entries(
        route.path.includes(':organisationId') ? { ...places, ...towns } : places,
      )) {
        const status = await statusOf(caller, route, at(route, place));
        const scope = (policy[route.act] as { readonly [R in Role]?: Scope })[role];
        const expected = grants(scope, route, place, role);
        // Where the path does not say whose the record is, a stranger is told that there is none.
        const hidden = route.path.startsWith('/v1/pairs/');
        const passed = status !== 403 && !(hidden && status === 404);
        if (passed !== expected)
          wrong.push(`${route.method} ${route.path} (${route.act}) ${where}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

it('without a token every one of them answers 401', async () => {
  for (const route of routes) {
    const { status } = await api.request(
      route.method,
      at(route, home),
      route.method === 'GET' ? {} : { body: {} },
    );
    expect([route.method, route.path, status]).toEqual([route.method, route.path, 401]);
  }
});

it('docs/authorisation.md is the policy, role by role', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/authorisation.md'), 'utf8');
  expect(page).toBe(policyPage());
});
