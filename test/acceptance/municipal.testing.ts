/** A municipality with a regulation of its own and a school under it, and the acts both years of mentoring are told in. */
import { createHash, randomUUID } from 'node:crypto';
import { type Answer, type House, type Person, startHouse } from '../support/house';
import { spawnTs } from '../support/process';

export interface Reason {
  readonly rule: string;
  readonly message: string;
  readonly next: string;
  readonly missing: readonly { readonly kind: string; readonly subject?: string }[];
  readonly clauses: readonly { readonly id: string; readonly citation: string }[];
}
/** A parameter in force, as the API tells it. */
export interface InForce {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the value of any parameter
  readonly value: any;
  readonly source: 'OWN' | 'INHERITED' | 'DEFAULT';
  readonly citations: readonly string[];
}
type Purpose = 'PARTICIPATION' | 'PERSONAL_DATA';
const textHash = createHash('sha256').update('Согласие, редакция 1').digest('hex');

/** The act is accepted. */
export const done = async (answer: Promise<Answer>): Promise<Answer> => {
  const got = await answer;
  if (got.status !== 201) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
};

const reasonsOf = async (answer: Promise<Answer>): Promise<readonly Reason[]> => {
  const { status, body, headers } = await answer;
  expect({ status, body }).toMatchObject({ status: 422 });
  expect(headers.get('content-type')).toContain('application/problem+json');
  const reasons = body.reasons as readonly Reason[];
  for (const { message, next } of reasons) {
    expect(message).toMatch(/[а-яё]/i);
    expect(next).toMatch(/[а-яё]/i);
  }
  return reasons;
};

/** The act is refused, and these places of this document are among the reasons: `п. 1.2`. */
export const refusedBy =
  (document: string) =>
  async (answer: Promise<Answer>, ...places: readonly [string, ...string[]]): Promise<readonly Reason[]> => {
    const reasons = await reasonsOf(answer);
    const cited = reasons.flatMap(({ clauses }) => clauses.map(({ citation }) => citation));
    for (const place of places) expect(cited).toContain(`${document}, ${place}`);
    return reasons;
  };

/** The act is refused by exactly these rules, and none of them cites a clause: no document speaks of them. */
export const refusedUncited = async (answer: Promise<Answer>, ...rules: readonly string[]): Promise<void> => {
  const reasons = await reasonsOf(answer);
  expect(reasons.map(({ rule, clauses }) => [rule, clauses])).toEqual(rules.map((rule) => [rule, []]));
};

export interface Town {
  readonly house: House;
  readonly municipalityId: string;
  readonly schoolId: string;
  /** `/v1/schools/…` */
  readonly school: string;
  readonly authority: Person;
  readonly methodist: Person;
  readonly director: Person;
  /** Someone of this school. */
  person(role: string, id?: string): Person;
  /** The regulation of the municipality, and the day from which it is in force. */
  adopt(document: string, basedOn: string, effectiveOn: string): Promise<Answer>;
  /** A parameter in force at the school. */
  inForce(name: string, on: string): Promise<InForce>;
  order(number: string, issuedOn: string, content: object): Promise<Answer>;
  register(id: string, kind: string, birthDate: string, more?: object): Promise<Answer>;
  /** Both consents of an adult, in writing, or one of them. */
  consent(id: string, on: string, ...purposes: readonly Purpose[]): Promise<readonly string[]>;
  statusOf(pairId: string, after?: string): Promise<string>;
  /** The auditor replays each pair from its stream. */
  audit(...pairIds: readonly string[]): Promise<void>;
}

/** Both organisations are registered; no regulation is adopted yet. */
export const foundTown = async (names: {
  readonly municipality: string;
  readonly school: string;
  readonly utcOffsetMinutes: number;
  readonly on: string;
}): Promise<Town> => {
  const house = await startHouse();
  const [municipalityId, schoolId] = [randomUUID(), randomUUID()];
  const school = `/v1/schools/${schoolId}`;
  const authority = house.person('municipal-specialist', municipalityId);
  const director = house.person('director', schoolId);
  const { utcOffsetMinutes, on: effectiveOn } = names;
  await done(
    house.person('region-operator').post('/v1/municipalities', {
      ...{ id: municipalityId, name: names.municipality, utcOffsetMinutes, effectiveOn },
    }),
  );
  await done(
    authority.post('/v1/schools', {
      ...{ id: schoolId, municipalityId, name: names.school, shortName: names.school },
      ...{ utcOffsetMinutes, effectiveOn },
    }),
  );
  return {
    ...{ house, municipalityId, schoolId, school, authority, director },
    methodist: house.person('methodist', municipalityId),
    person: (role, id) => house.person(role, schoolId, id),
    adopt: (document, basedOn, day) =>
      authority.post(`/v1/organisations/${municipalityId}/regulation`, {
        ...{ document, basedOn, effectiveOn: day },
      }),
    inForce: async (name, on) => {
      const { body } = await director.get(`/v1/organisations/${schoolId}/regulation?on=${on}`);
      const found = body.parameters.find((each: { name: string }) => each.name === name);
      const citations = found.clauses.map(({ citation }: { citation: string }) => citation);
      return { value: found.value, source: found.source, citations };
    },
    order: (number, issuedOn, content) =>
      director.post(`${school}/orders`, {
        ...{ number, register: 'MAIN', issuedOn, legalBasis: ['273-ФЗ'], content },
      }),
    register: (id, kind, birthDate, more = {}) =>
      director.post(`${school}/participants`, {
        ...{ id, kind, employed: kind === 'PEDAGOGUE', effectiveOn },
        person: { familyName: 'Проверкина', givenName: 'Нина', birthDate },
        ...more,
      }),
    consent: async (id, on, ...purposes) => {
      const ids: string[] = [];
      const all: readonly Purpose[] = purposes.length > 0 ? purposes : ['PARTICIPATION', 'PERSONAL_DATA'];
      for (const purpose of all) {
        const { body } = await done(
          director.post(`${school}/participants/${id}/consents`, {
            ...{ purpose, by: 'SELF', written: true, textHash, effectiveOn: on },
          }),
        );
        ids.push(body.id);
      }
      return ids;
    },
    statusOf: async (pairId, after = '0') =>
      (await director.get(`/v1/pairs/${pairId}?after=${after}`)).body.status as string,
    audit: async (...pairIds) => {
      for (const id of pairIds) {
        const audit = spawnTs('apps/auditor/main.ts', {
          args: ['pair', id],
          env: { EVENTSTORE_URL: house.standalone.eventStoreUrl, DATABASE_URL: house.databaseUrl },
        });
        const code = await audit.exited();
        expect(`${code} ${audit.output()}`).toMatch(/^0 /);
      }
    },
  };
};

export { textHash };
