/**
 * ЗАТО Северск of 2021–2024, act by act over HTTP: 22 ДОУ and 18 МОУ that take up mentoring in the years its programme gives them
 * (IV.4), each at the days of the municipal roadmap. Nothing is written past the rules.
 */
import { createHash } from 'node:crypto';
import type { Answer, Person } from '../support/house';
import { type Chance, chanceOf } from './chance';

export const SEVERSK_DOCUMENT = 'Приказ УО ЗАТО Северск № 279';
/** IV.4: so many of each have a programme by the end of the year. */
export const SEVERSK_PLAN = [
  { year: 2021, preschool: 9, general: 7 },
  { year: 2022, preschool: 13, general: 11 },
  { year: 2023, preschool: 18, general: 14 },
  { year: 2024, preschool: 22, general: 18 },
] as const;
export const SEVERSK_LAST_YEAR = 2024;

export interface GeneratedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly type: 'PRESCHOOL' | 'GENERAL';
  /** Year in which its programme begins. */
  readonly from: number;
  readonly director: Person;
  readonly curator: Person;
  readonly mentorId: string;
  readonly menteeId: string;
  /** Orders and the pair of each year. */
  readonly years: ReadonlyMap<number, GeneratedYear>;
}
export interface GeneratedYear {
  readonly programmeOrderId: string | undefined;
  readonly pairsOrderId: string;
  readonly pairId: string;
}
export interface Seversk {
  readonly municipalityId: string;
  readonly authority: Person;
  readonly organisations: readonly GeneratedOrganisation[];
  /** Of the log, once the last act is told. */
  readonly position: string;
}

const must = (answer: Answer): Answer['body'] => {
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const textHash = createHash('sha256').update('Согласие, редакция 1').digest('hex');
const SURNAMES = ['Иванова', 'Петрова', 'Соколова', 'Кузнецова', 'Орлова', 'Фёдорова'];
const GIVEN = ['Анна', 'Мария', 'Ольга', 'Елена', 'Наталья'];

/** Where people come in: the API of any installation. */
export interface Doors {
  person(role: string, organisationId?: string, id?: string): Person;
}

/** How an organisation acts: one after the other, each a day of its own. */
interface Doing {
  readonly id: string;
  readonly chance: Chance;
  readonly director: Person;
  readonly curator: Person;
  act(by: Person, path: string, effectiveOn: string, body?: object): Promise<Answer['body']>;
  order(issuedOn: string, content: object): Promise<string>;
}

const doingOf = (house: Doors, id: string, chance: Chance): Doing => {
  const director = house.person('director', id, chance.uuid());
  let orders = 0;
  const act: Doing['act'] = async (by, path, effectiveOn, body = {}) =>
    must(await by.post(path, { ...body, effectiveOn }));
  return {
    ...{ id, chance, director, act },
    curator: house.person('curator', id, chance.uuid()),
    order: async (issuedOn, content) => {
      orders += 1;
      const { id: orderId } = must(
        await director.post(`/v1/schools/${id}/orders`, {
          ...{ number: `${orders}-Д`, register: 'MAIN', issuedOn, legalBasis: ['Приказ УО № 279'], content },
        }),
      );
      return orderId as string;
    },
  };
};

/** Roadmap of the organisation itself: P-2, M-1, M-2 and M-4 of the municipal one. */
const roadmapItems = (year: number, ids: Readonly<Record<'P2' | 'M1' | 'M2' | 'M4', string>>) => {
  const item = (
    itemId: string,
    stage: string,
    number: string,
    title: string,
    term: object,
    kind?: string,
  ) => ({
    ...{ itemId, stage, number, title, owners: ['OWN'], term },
    block: stage === 'PREPARATORY' ? 'NORMATIVE' : 'IMPLEMENTATION',
    ...(kind === undefined ? {} : { result: { kind, title } }),
  });
  return [
    item(
      ids.P2,
      'PREPARATORY',
      '2',
      'Приказ об утверждении программы и дорожной карты',
      { due: `${year}-09-30` },
      'ORDER',
    ),
    item(ids.M1, 'MAIN', '1', 'Базы данных наставляемых и наставников', {
      due: `${year}-09-30`,
      everyMonths: 6,
    }),
    item(
      ids.M2,
      'MAIN',
      '2',
      'Приказ о закреплении наставнических пар',
      { due: `${year}-09-30`, everyMonths: 12 },
      'ORDER',
    ),
    item(
      ids.M4,
      'MAIN',
      '4',
      'Информационно-аналитический отчёт',
      { due: `${year}-11-30`, everyMonths: 12 },
      'REPORT',
    ),
  ];
};

/** Mentoring introduced, the programme and roadmap approved (P-2), a responsible person (P-3), people in the bases (M-1). */
const takeUp = async (doing: Doing, year: number) => {
  const { id, chance, director, curator, act } = doing;
  const at = `/v1/schools/${id}`;
  await doing.order(`${year}-08-26`, { kind: 'INTRODUCTION', from: `${year}-08-26` });
  const programmeOrderId = await doing.order(`${year}-08-27`, {
    ...{ kind: 'PROGRAMME', title: 'Об утверждении программы и дорожной карты наставничества' },
  });
  const items = { P2: chance.uuid(), M1: chance.uuid(), M2: chance.uuid(), M4: chance.uuid() };
  const roadmapId = chance.uuid();
  const roadmapOrder = await doing.order(`${year}-08-27`, { kind: 'ROADMAP', title: 'О дорожной карте' });
  await act(director, `/v1/organisations/${id}/roadmaps`, `${year}-08-27`, {
    ...{ id: roadmapId, title: 'Дорожная карта наставничества', orderId: roadmapOrder, until: '2024-12-31' },
    items: roadmapItems(year, items),
  });
  const register = (personId: string, born: number, position: string) =>
    act(director, `${at}/participants`, `${year}-09-01`, {
      ...{ id: personId, kind: 'PEDAGOGUE', employed: true, position },
      person: {
        familyName: chance.pick(SURNAMES),
        givenName: chance.pick(GIVEN),
        birthDate: `${born}-0${1 + chance.below(9)}-1${chance.below(10)}`,
      },
    });
  const [mentorId, menteeId] = [chance.uuid(), chance.uuid()];
  await register(curator.id, 1970 + chance.below(10), 'DEPUTY_HEAD_UVR');
  await register(mentorId, 1965 + chance.below(20), 'PEDAGOGUE');
  await register(menteeId, 1997 + chance.below(3), 'PEDAGOGUE');
  for (const personId of [mentorId, menteeId]) {
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA']) {
      await act(director, `${at}/participants/${personId}/consents`, `${year}-09-02`, {
        ...{ purpose, by: 'SELF', written: true, textHash },
      });
    }
  }
  const complete = (item: keyof typeof items, on: string, more: object) =>
    act(director, `/v1/organisations/${id}/roadmap-completions`, on, {
      ...{ roadmapId, itemId: items[item], ...more },
    });
  await complete('P2', `${year}-08-30`, { orderId: programmeOrderId });
  return { programmeOrderId, mentorId, menteeId, complete };
};

/** One school year: who answers is appointed anew, the bases are refreshed, a pair is fixed, meets, is monitored and completes. `yearsLived`: before this one. */
const schoolYear = async (
  doing: Doing,
  year: number,
  yearsLived: number,
  { mentorId, menteeId, complete }: Awaited<ReturnType<typeof takeUp>>,
): Promise<Pick<GeneratedYear, 'pairId' | 'pairsOrderId'>> => {
  const { id, chance, curator, act } = doing;
  const at = `/v1/schools/${id}`;
  const first = yearsLived === 0;
  await doing.order(`${year}-09-03`, {
    ...{ kind: 'APPOINTMENT', curators: [{ personId: curator.id, form: 'ALL' }] },
  });
  await act(curator, `${at}/participants/${menteeId}/mentee-base`, `${year}-09-10`, {
    ...{ categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'], experienceYears: yearsLived },
  });
  if (first) {
    await act(curator, `${at}/participants/${mentorId}/mentor-base`, `${year}-09-10`, {
      ...{ category: 'PEDAGOGUE', experience: ['PROFESSIONAL'] },
      evidenceNote: { text: 'Ученики — призёры олимпиад' },
    });
    await act(curator, `${at}/participants/${menteeId}/needs`, `${year}-09-11`, {
      tasks: ['PROFESSIONAL'],
      findings: { strengths: 'Предмет', weaknesses: 'Дисциплина', vectors: 'Конструирование урока' },
    });
  }
  if (first) await complete('M1', `${year}-09-12`, {});
  else
    await act(curator, `${at}/participants/${mentorId}/base-confirmations`, `${year}-09-10`, {
      base: 'MENTOR',
    });

  const pairId = chance.uuid();
  const ofPair = (what: string, on: string, body: object) =>
    act(curator, `${at}/pairs/${pairId}/${what}`, on, body);
  const members = [mentorId, menteeId];
  await act(curator, `${at}/pairs`, `${year}-09-13`, {
    ...{ id: pairId, kind: 'PAIR', form: 'TRADITIONAL', menteeIds: [menteeId], tasks: ['PROFESSIONAL'] },
  });
  await ofPair('candidates', `${year}-09-14`, { mentorIds: [mentorId] });
  const until = year === SEVERSK_LAST_YEAR ? `${year}-12-31` : `${year + 1}-05-31`;
  const pairsOrderId = await doing.order(`${year}-09-20`, {
    kind: 'PAIRS',
    pairs: [{ pairId, from: `${year}-09-20`, until }],
  });
  if (first) await complete('M2', `${year}-09-21`, { orderId: pairsOrderId });
  await ofPair('entry-assessment', `${year}-09-21`, {
    assessments: [{ menteeId, levels: { PROFESSIONAL: chance.pick(['LOW', 'BASIC']) } }],
  });
  // Regular meetings rest on an approved plan; a pair that goes on in another year begins with a trial.
  if (first) {
    await ofPair('plan', `${year}-10-04`, {
      ...{ authorIds: members, elements: ['ADAPTATION'], plan: { text: 'Освоить конструирование урока' } },
    });
    await ofPair('plan/approval', `${year}-10-05`, {});
  }
  const meetings = 1 + chance.below(2);
  for (let meeting = 0; meeting < meetings; meeting += 1) {
    await ofPair('meetings', `${year}-10-${12 + 7 * meeting}`, {
      ...{ kind: first ? 'REGULAR' : 'TRIAL', attendeeIds: members },
    });
  }
  await ofPair('monitoring', `${year}-11-22`, {
    kind: 'INTERIM',
    findings: [
      { indicator: 'Регулярность встреч', aspect: 'PROCESS', level: 'SUFFICIENT' },
      { indicator: 'Рост мастерства', aspect: 'IMPACT', level: chance.pick(['BASIC', 'SUFFICIENT']) },
    ],
  });
  if (first)
    await complete('M4', `${year}-11-25`, { document: { kind: 'REPORT', on: `${year}-11-25`, number: '1' } });
  if (year < SEVERSK_LAST_YEAR) {
    await ofPair('exit-assessment', `${year + 1}-05-25`, {
      assessments: [{ menteeId, levels: { PROFESSIONAL: chance.pick(['SUFFICIENT', 'HIGH']) } }],
    });
    await ofPair('completion', `${year + 1}-05-30`, {});
  }
  return { pairId, pairsOrderId };
};

/** How many organisations act at once. */
const AT_ONCE = 16;

export interface SeverskOptions {
  readonly seed?: number;
  /** Last year that is lived through; 2024 when absent. */
  readonly until?: number;
  /** Only so many organisations of each type; the whole town when absent. */
  readonly ofEach?: number;
}

/** The municipality and its organisations, by the plan; whatever goes against it is for the caller to do afterwards. */
export const generateSeversk = async (
  house: Doors,
  { seed = 279, until = SEVERSK_LAST_YEAR, ofEach = 40 }: SeverskOptions = {},
): Promise<Seversk> => {
  const chance = chanceOf(seed);
  const municipalityId = chance.uuid();
  const authority = house.person('municipal-specialist', municipalityId, chance.uuid());
  const founded = { utcOffsetMinutes: 420, effectiveOn: '2021-08-02' };
  must(
    await house
      .person('region-operator', undefined, chance.uuid())
      .post('/v1/municipalities', { id: municipalityId, name: 'ЗАТО Северск', ...founded }),
  );
  must(
    await authority.post(`/v1/organisations/${municipalityId}/regulation`, {
      ...{ document: SEVERSK_DOCUMENT, basedOn: 'SEV', effectiveOn: '2021-08-10' },
    }),
  );
  const begins = (of: 'preschool' | 'general', index: number): number =>
    SEVERSK_PLAN.find((one) => index < one[of])!.year;
  const planned = [
    ...Array.from({ length: Math.min(22, ofEach) }, (_, index) => ({
      ...{ type: 'PRESCHOOL' as const, name: `МБДОУ № ${index + 1}`, from: begins('preschool', index) },
    })),
    ...Array.from({ length: Math.min(18, ofEach) }, (_, index) => ({
      ...{ type: 'GENERAL' as const, name: `МБОУ СОШ № ${index + 1}`, from: begins('general', index) },
    })),
  ].map((one) => ({ ...one, id: chance.uuid(), chance: chanceOf(chance.below(2 ** 31)) }));

  let position = 0n;
  const seen = (told: Answer['body']): void => {
    const at = BigInt(told.position as string);
    if (at > position) position = at;
  };
  const live = async ({ id, name, type, from, chance: own }: (typeof planned)[number]) => {
    const doing = doingOf(house, id, own);
    seen(
      must(
        await authority.post('/v1/schools', {
          ...{ id, municipalityId, name, shortName: name, organisationType: type, ...founded },
        }),
      ),
    );
    const years = new Map<number, GeneratedYear>();
    let people: Awaited<ReturnType<typeof takeUp>> | undefined;
    for (let year = from; year <= until; year += 1) {
      const first = people === undefined;
      people ??= await takeUp(doing, year);
      const { programmeOrderId } = people;
      years.set(year, {
        programmeOrderId: first ? programmeOrderId : undefined,
        ...(await schoolYear(doing, year, year - from, people)),
      });
    }
    const { director, curator } = doing;
    const { mentorId = '', menteeId = '' } = people ?? {};
    return { id, name, type, from, director, curator, mentorId, menteeId, years };
  };
  const organisations: GeneratedOrganisation[] = [];
  const waiting = [...planned];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        organisations.push(await live(next));
    }),
  );
  // A last word whose position follows all the others.
  seen(
    must(
      await authority.post(`/v1/organisations/${municipalityId}/orders`, {
        ...{ number: '999', register: 'MAIN', issuedOn: `${until}-12-31`, legalBasis: ['Приказ УО № 279'] },
        content: { kind: 'MONITORING', title: 'Об итогах года' },
      }),
    ),
  );
  return { municipalityId, authority, organisations, position: position.toString() };
};
