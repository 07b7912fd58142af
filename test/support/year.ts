/** A school that keeps one ready regulation for a year, and how its people act over HTTP. For acceptance tests. */
import { createHash, randomUUID } from 'node:crypto';
import { type Answer, type House, type Person, startHouse } from './house';
import { spawnTs } from './process';

export interface Reason {
  readonly rule: string;
  readonly message: string;
  readonly next: string;
  readonly missing: readonly { kind: string; subject?: string; detail?: Record<string, unknown> }[];
  readonly clauses: readonly { id: string; document: string; citation: string }[];
}

/** The document as quoted, the ready profile it starts from, the day it was adopted. */
export interface Regulation {
  readonly document: string;
  readonly basedOn: string;
  readonly adoptedOn: string;
}

const textHash = createHash('sha256').update('Согласие, редакция 1').digest('hex');

/** The act is accepted. */
export const done = async (answer: Promise<Answer>): Promise<Answer> => {
  const got = await answer;
  if (got.status !== 201) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
};

export const ruleNames = (reasons: readonly Reason[]): readonly string[] => reasons.map(({ rule }) => rule);

/** Everyone whose consents of one kind a refusal misses, as `who: purpose by whom`. */
export const missingConsents = (reasons: readonly Reason[]): readonly string[] => [
  ...new Set(
    reasons
      .flatMap(({ missing }) => missing)
      .filter(({ kind }) => kind === 'consent')
      .map(({ subject, detail }) => `${subject}: ${String(detail?.purpose)} ${String(detail?.by)}`),
  ),
];

export interface Year {
  readonly house: House;
  readonly schoolId: string;
  /** Path of the school. */
  readonly school: string;
  readonly director: Person;
  /** Reads the regulation in force. */
  regulation(): Promise<Answer>;
  /**
   * The act is refused for reasons under these rules, in this order, each with one of its clauses: `rule: clause`, or
   * `rule` alone where the regulation is silent. Every clause cited is one of the regulation's own.
   */
  refused(answer: Promise<Answer>, ...reasons: readonly string[]): Promise<readonly Reason[]>;
  order(issuedOn: string, content: object, legalBasis?: readonly string[]): Promise<Answer>;
  register(id: string, kind: string, birthDate: string, on: string, more?: object): Promise<Answer>;
  consent(by: Person, id: string, on: string, more?: object): Promise<Answer>;
  /** The command-line audit of a pair out of its streams: exit code and output. */
  audit(pairId: string): Promise<string>;
  stop(): Promise<void>;
}

/** A municipality and a school of it that has adopted the regulation. */
export const startYear = async ({ document, basedOn, adoptedOn }: Regulation): Promise<Year> => {
  const house = await startHouse();
  const [municipalityId, schoolId] = [randomUUID(), randomUUID()];
  const director = house.person('director', schoolId);
  const school = `/v1/schools/${schoolId}`;
  const founded = { utcOffsetMinutes: 240, effectiveOn: adoptedOn };
  await done(
    house.person('region-operator').post('/v1/municipalities', {
      ...founded,
      id: municipalityId,
      name: 'Район',
    }),
  );
  await done(
    house.person('municipal-specialist', municipalityId).post('/v1/schools', {
      ...founded,
      id: schoolId,
      municipalityId,
      name: 'Школа',
      shortName: document,
    }),
  );
  await done(
    director.post(`/v1/organisations/${schoolId}/regulation`, { document, basedOn, effectiveOn: adoptedOn }),
  );
  let orders = 0;
  return {
    house,
    schoolId,
    school,
    director,
    regulation: () => director.get(`/v1/organisations/${schoolId}/regulation`),
    refused: async (answer, ...expected) => {
      const { status, body, headers } = await answer;
      expect({ status, body }).toMatchObject({ status: 422 });
      expect(headers.get('content-type')).toContain('application/problem+json');
      const reasons = body.reasons as readonly Reason[];
      expect(ruleNames(reasons)).toEqual(expected.map((each) => each.split(': ')[0]));
      reasons.forEach(({ message, next, clauses }, index) => {
        expect(message).toMatch(/[а-яё]/i);
        expect(next).toMatch(/[а-яё]/i);
        const clause = expected[index]?.split(': ')[1];
        const cited = clauses.map(({ id }) => id);
        expect(cited).toEqual(clause === undefined ? [] : expect.arrayContaining([clause]));
        for (const { id, citation } of clauses) {
          expect(id.startsWith(`${basedOn}-`)).toBe(true);
          // A numbered clause is a point (п.); a place without a number is cited by its name.
          expect(citation).toMatch(/, (п\. \d|[^\d\s])/);
          expect(citation.startsWith(`${document}, `)).toBe(true);
        }
      });
      return reasons;
    },
    order: (issuedOn, content, legalBasis = ['Р-145']) => {
      orders += 1;
      return director.post(`${school}/orders`, {
        number: `${orders}-Д`,
        register: 'MAIN',
        issuedOn,
        legalBasis,
        content,
      });
    },
    register: (id, kind, birthDate, on, more = {}) =>
      director.post(`${school}/participants`, {
        id,
        kind,
        employed: false,
        person: { familyName: 'Проверкина', givenName: 'Нина', birthDate },
        effectiveOn: on,
        ...more,
      }),
    consent: (by, id, on, more = {}) =>
      by.post(`${school}/participants/${id}/consents`, {
        purpose: 'PARTICIPATION',
        by: 'SELF',
        written: true,
        textHash,
        effectiveOn: on,
        ...more,
      }),
    audit: async (pairId) => {
      const { eventStoreUrl } = house.standalone;
      const run = spawnTs('apps/auditor/main.ts', {
        args: ['pair', pairId],
        env: { EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: house.databaseUrl },
      });
      const code = await run.exited();
      return `${code} ${run.output()}`;
    },
    stop: () => house.stop(),
  };
};
