/** A year of one school as events, in a real log, folded by the real runner: what the specs of the read models look at. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { domainCodec, streamOf, type DomainEvents } from '@nastavnik/domain';
import type { AppliedRule, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import { type EventStoreNode, startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { projectionMigrations, ProjectionRunner } from '@nastavnik/platform/projections';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { readModelMigrations, readModels } from './index';

type Type = DomainEvents['type'];
/** Facts of one event; date and basis are given by the helper. */
type Facts<T extends Type> =
  Extract<DomainEvents, { readonly type: T }> extends { readonly data: infer Data }
    ? Data extends unknown
      ? Omit<Data, keyof EventData>
      : never
    : never;

export interface Told {
  readonly stream: string;
  readonly event: DomainEvents;
}

/** The clause that an event of the story cites. */
const rule: AppliedRule = {
  rule: 'pair-by-order',
  clauses: [{ id: 'S62-4.13', document: 'МОУ СОШ № 62', clause: '4.13' }],
};

export const tell = <T extends Type>(
  stream: string,
  type: T,
  effectiveOn: IsoDate,
  facts: Facts<T>,
): Told => ({
  stream,
  event: {
    type,
    data: {
      ...facts,
      effectiveOn,
      basis: { rules: [rule, { ...rule, rule: 'another-rule' }], evidence: { orderId: 'x' } },
    },
  } as unknown as DomainEvents,
});

const id = (n: number): Uuid => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const MUNICIPALITY = id(1);
export const SCHOOL = id(2);
export const OTHER_SCHOOL = id(3);
export const [ANNA, BORIS] = [id(11), id(12)];
export const [TEACHER, GRADUATE] = [id(21), id(22)];
export const [COMPLETED, ENDED, PROPOSED] = [id(31), id(32), id(33)];
export const [PAIRS_ORDER, CHANGE_ORDER, END_ORDER] = [id(41), id(42), id(43)];
export const [AGREEMENT, COMPLAINT] = [id(51), id(52)];
export const MENTOR_SCHOOL = id(71);

const sealed = { recordId: id(99), commitment: 'ab'.repeat(32) };
const at = { schoolId: SCHOOL };
const first = { ...at, pairId: COMPLETED };
const second = { ...at, pairId: ENDED };
const inFirst = streamOf.pair(COMPLETED);
const inSecond = streamOf.pair(ENDED);

const registered = (
  participantId: Uuid,
  kind: 'STUDENT' | 'PEDAGOGUE' | 'GRADUATE',
  employed: boolean,
): Told =>
  tell(streamOf.participant(participantId), 'ParticipantRegistered', '2021-01-11', {
    ...at,
    participantId,
    kind,
    employed,
    person: sealed,
  });
const joined = (participantId: Uuid, pairId: Uuid, role: 'MENTOR' | 'MENTEE', on: IsoDate): Told =>
  tell(streamOf.participant(participantId), 'JoinedPair', on, { ...at, participantId, pairId, role });
const left = (participantId: Uuid, pairId: Uuid, role: 'MENTOR' | 'MENTEE', on: IsoDate): Told =>
  tell(streamOf.participant(participantId), 'LeftPair', on, { ...at, participantId, pairId, role });
const consent = (participantId: Uuid, consentId: Uuid, on: IsoDate): Told =>
  tell(streamOf.consent(participantId), 'ConsentGiven', on, {
    ...at,
    consentId,
    participantId,
    purpose: 'PARTICIPATION',
    by: 'LEGAL_REPRESENTATIVE',
    written: true,
    textHash: 'cd'.repeat(32),
    representative: sealed,
  });
const order = { organisationId: SCHOOL, register: 'MAIN' as const, legalBasis: ['273-ФЗ'] };

/** Bases filled, two pairs proposed, the first about to be fixed. */
export const beginning: readonly Told[] = [
  tell(streamOf.municipality(MUNICIPALITY), 'MunicipalityRegistered', '2021-01-10', {
    municipalityId: MUNICIPALITY,
    name: 'Северск',
    regionCode: '70',
    utcOffsetMinutes: 420,
  }),
  ...[
    [SCHOOL, 'МОУ СОШ № 62'],
    [OTHER_SCHOOL, 'Лицей № 1'],
  ].map(([schoolId, shortName]) =>
    tell(streamOf.school(schoolId!), 'SchoolRegistered', '2021-01-10', {
      schoolId: schoolId!,
      municipalityId: MUNICIPALITY,
      name: `Школа ${shortName}`,
      shortName: shortName!,
      utcOffsetMinutes: 420,
    }),
  ),
  tell(streamOf.school(SCHOOL), 'MentoringIntroduced', '2021-01-11', {
    ...at,
    orderId: id(40),
    from: '2021-01-12',
  }),
  registered(ANNA, 'STUDENT', false),
  registered(BORIS, 'STUDENT', false),
  registered(TEACHER, 'PEDAGOGUE', true),
  registered(GRADUATE, 'GRADUATE', false),
  tell(streamOf.participant(ANNA), 'EnteredMenteeBase', '2021-01-12', {
    ...at,
    participantId: ANNA,
    categories: ['BEHAVIOUR', 'HEALTH_LIMITATIONS'],
    tasks: ['LIFE'],
  }),
  tell(streamOf.participant(BORIS), 'EnteredMenteeBase', '2021-01-13', {
    ...at,
    participantId: BORIS,
    categories: ['DIFFICULT_LIFE_SITUATION', 'BURNOUT'],
    tasks: ['PERSONAL'],
  }),
  tell(streamOf.participant(ANNA), 'NeedsDiagnosed', '2021-01-14', {
    ...at,
    participantId: ANNA,
    tasks: ['LIFE', 'PERSONAL'],
    findings: sealed,
  }),
  tell(streamOf.participant(TEACHER), 'EnteredMentorBase', '2021-01-12', {
    ...at,
    participantId: TEACHER,
    category: 'PEDAGOGUE',
    experience: ['PROFESSIONAL'],
  }),
  tell(streamOf.participant(GRADUATE), 'EnteredMentorBase', '2021-01-13', {
    ...at,
    participantId: GRADUATE,
    category: 'GRADUATE',
    experience: ['LIFE', 'PERSONAL'],
    evidenceNote: sealed,
  }),
  consent(ANNA, id(61), '2021-01-15'),
  tell(streamOf.agreement(AGREEMENT), 'AgreementConcluded', '2021-01-16', {
    ...at,
    agreementId: AGREEMENT,
    number: '12/С',
    mentorIds: [GRADUATE],
    gratuitous: true,
    from: '2021-01-16',
  }),
  tell(streamOf.participant(GRADUATE), 'AgreementNoted', '2021-01-16', {
    ...at,
    participantId: GRADUATE,
    agreementId: AGREEMENT,
  }),
  tell(inFirst, 'PairProposed', '2021-01-20', {
    ...first,
    kind: 'PAIR',
    form: 'TEACHER_STUDENT',
    menteeIds: [ANNA],
    tasks: ['LIFE'],
  }),
  tell(inFirst, 'MentorCandidatesOffered', '2021-01-21', { ...first, mentorIds: [TEACHER, GRADUATE] }),
  // The mentee may think again: the last choice counts.
  tell(inFirst, 'MentorChosen', '2021-01-21', {
    ...first,
    mentorId: TEACHER,
    menteeId: ANNA,
    through: 'REPRESENTATIVE',
  }),
  tell(inFirst, 'MentorChosen', '2021-01-22', {
    ...first,
    mentorId: GRADUATE,
    menteeId: ANNA,
    through: 'SELF',
  }),
  tell(inFirst, 'ParticipantsFamiliarised', '2021-01-23', { ...first, participantIds: [ANNA, GRADUATE] }),
];

/** The first pair up to its planning meeting, a wrong record cancelled on the way. */
export const middle: readonly Told[] = [
  tell(streamOf.order(PAIRS_ORDER), 'OrderIssued', '2021-02-01', {
    ...order,
    orderId: PAIRS_ORDER,
    number: '78-Д',
    issuedOn: '2021-02-01',
    content: {
      kind: 'PAIRS',
      pairs: [
        { pairId: COMPLETED, from: '2021-02-01', until: '2021-12-31' },
        { pairId: ENDED, from: '2021-02-01', until: '2021-12-31' },
      ],
    },
  }),
  tell(inFirst, 'PairFixed', '2021-02-01', {
    ...first,
    orderId: PAIRS_ORDER,
    kind: 'PAIR',
    form: 'TEACHER_STUDENT',
    mentorIds: [GRADUATE],
    menteeIds: [ANNA],
    from: '2021-02-01',
    until: '2021-12-31',
  }),
  joined(ANNA, COMPLETED, 'MENTEE', '2021-02-01'),
  joined(GRADUATE, COMPLETED, 'MENTOR', '2021-02-01'),
  tell(inFirst, 'EntryAssessed', '2021-02-03', { ...first, assessments: [] }),
  tell(inFirst, 'MeetingHeld', '2021-02-05', {
    ...first,
    number: 1,
    kind: 'ORGANISATIONAL',
    attendeeIds: [ANNA, GRADUATE],
  }),
  tell(inFirst, 'MeetingHeld', '2021-02-12', {
    ...first,
    number: 2,
    kind: 'TRIAL',
    attendeeIds: [ANNA, GRADUATE],
  }),
  tell(inFirst, 'MeetingRecordCancelled', '2021-02-12', { ...first, number: 2, kind: 'TRIAL' }),
  tell(inFirst, 'MeetingHeld', '2021-02-19', {
    ...first,
    number: 3,
    kind: 'TRIAL',
    attendeeIds: [ANNA, GRADUATE],
  }),
  tell(inFirst, 'MeetingHeld', '2021-02-26', {
    ...first,
    number: 4,
    kind: 'PLANNING',
    attendeeIds: [ANNA, GRADUATE],
    plannedRegularMeetings: 2,
  }),
  tell(inFirst, 'PlanDrafted', '2021-02-26', { ...first, authorIds: [ANNA, GRADUATE], plan: sealed }),
  tell(inFirst, 'PlanApproved', '2021-02-27', { ...first, plan: sealed }),
  // A newer draft leaves the approved plan in force.
  tell(inFirst, 'PlanDrafted', '2021-02-28', { ...first, authorIds: [ANNA, GRADUATE], plan: sealed }),
];

const ofSchoolOfMentors = { activityId: MENTOR_SCHOOL, organisationId: SCHOOL };
const inSchoolOfMentors = streamOf.activity(MENTOR_SCHOOL);
/** Two mentors are taught, one to the end. */
const schoolOfMentors: readonly Told[] = [
  tell(inSchoolOfMentors, 'ActivityPlanned', '2021-03-01', {
    ...ofSchoolOfMentors,
    content: { kind: 'MENTOR_SCHOOL' },
    title: 'Школа наставников',
    level: 'SCHOOL',
    from: '2021-03-09',
    until: '2021-03-23',
  }),
  tell(inSchoolOfMentors, 'ActivityProgrammeSet', '2021-03-02', {
    ...ofSchoolOfMentors,
    version: 1,
    modules: [{ title: 'Первая встреча', hours: 6, change: 'NEW' }],
    schedule: [{ on: '2021-03-09', module: 'Первая встреча' }],
    orderId: id(45),
  }),
  tell(inSchoolOfMentors, 'ActivityParticipantsEntered', '2021-03-03', {
    ...ofSchoolOfMentors,
    participantIds: [TEACHER, GRADUATE],
    pairIds: [],
  }),
  tell(inSchoolOfMentors, 'ActivityHeld', '2021-03-23', {
    ...ofSchoolOfMentors,
    kind: 'MENTOR_SCHOOL',
    channel: 'IN_PERSON',
    participantIds: [TEACHER, GRADUATE],
    guests: 3,
    experts: 1,
    note: sealed,
  }),
  tell(inSchoolOfMentors, 'ActivityClosed', '2021-03-24', {
    ...ofSchoolOfMentors,
    kind: 'MENTOR_SCHOOL',
    title: 'Школа наставников',
    hours: 6,
    results: { of: 'TRAINING', completedIds: [GRADUATE] },
  }),
  tell(streamOf.participant(GRADUATE), 'TrainingCompleted', '2021-03-24', {
    ...at,
    participantId: GRADUATE,
    activityId: MENTOR_SCHOOL,
    kind: 'MENTOR_SCHOOL',
    title: 'Школа наставников',
    hours: 6,
  }),
];

/** The first pair to its completion and after; the second suspended, its mentor replaced, ended by order; a third proposed. */
export const end: readonly Told[] = [
  ...[5, 6].map((number) =>
    tell(inFirst, 'MeetingHeld', `2021-0${number}-10`, {
      ...first,
      number,
      kind: 'REGULAR',
      attendeeIds: [ANNA, GRADUATE],
    }),
  ),
  tell(inFirst, 'MonitoringCompleted', '2021-06-20', {
    ...first,
    kind: 'INTERIM',
    aspects: ['PROCESS'],
    findings: [],
  }),
  tell(inFirst, 'MeetingHeld', '2021-11-10', {
    ...first,
    number: 7,
    kind: 'FINAL',
    attendeeIds: [ANNA, GRADUATE],
  }),
  tell(inFirst, 'MonitoringCompleted', '2021-11-20', {
    ...first,
    kind: 'FINAL',
    aspects: ['PROCESS', 'IMPACT'],
    findings: [],
  }),
  tell(inFirst, 'MentorReportSubmitted', '2021-11-25', { ...first, mentorId: GRADUATE, report: sealed }),
  tell(inFirst, 'ExitAssessed', '2021-11-26', { ...first, assessments: [] }),
  tell(inFirst, 'PairCompleted', '2021-11-30', {
    ...first,
    regularMeetingsHeld: 2,
    regularMeetingsPlanned: 2,
  }),
  left(ANNA, COMPLETED, 'MENTEE', '2021-11-30'),
  left(GRADUATE, COMPLETED, 'MENTOR', '2021-11-30'),
  tell(inFirst, 'FollowUpOpened', '2021-12-02', first),
  tell(inFirst, 'FollowUpClosed', '2021-12-05', first),

  tell(inSecond, 'PairProposed', '2021-01-25', {
    ...second,
    kind: 'GROUP',
    form: 'STUDENT_STUDENT',
    menteeIds: [BORIS],
    tasks: ['PERSONAL'],
  }),
  tell(inSecond, 'PairFixed', '2021-02-01', {
    ...second,
    orderId: PAIRS_ORDER,
    kind: 'GROUP',
    form: 'STUDENT_STUDENT',
    mentorIds: [TEACHER],
    menteeIds: [BORIS],
    from: '2021-02-01',
    until: '2021-12-31',
  }),
  joined(BORIS, ENDED, 'MENTEE', '2021-02-01'),
  joined(TEACHER, ENDED, 'MENTOR', '2021-02-01'),
  tell(streamOf.consent(BORIS), 'ConsentWithdrawn', '2021-03-01', {
    ...at,
    consentId: id(62),
    participantId: BORIS,
    purpose: 'PARTICIPATION',
    by: 'LEGAL_REPRESENTATIVE',
  }),
  tell(inSecond, 'PairSuspended', '2021-03-01', { ...second, participantId: BORIS }),
  tell(inSecond, 'PairSuspended', '2021-03-02', { ...second, participantId: TEACHER }),
  tell(inSecond, 'PairResumed', '2021-03-05', second),
  tell(streamOf.order(CHANGE_ORDER), 'OrderIssued', '2021-03-10', {
    ...order,
    orderId: CHANGE_ORDER,
    number: '80-Д',
    issuedOn: '2021-03-10',
    content: {
      kind: 'PAIR_CHANGE',
      pairs: [{ pairId: ENDED, role: 'MENTOR', leavingId: TEACHER, joiningId: GRADUATE, on: '2021-03-11' }],
    },
  }),
  tell(inSecond, 'MemberReplaced', '2021-03-11', {
    ...second,
    orderId: CHANGE_ORDER,
    role: 'MENTOR',
    leavingId: TEACHER,
    joiningId: GRADUATE,
  }),
  left(TEACHER, ENDED, 'MENTOR', '2021-03-11'),
  joined(GRADUATE, ENDED, 'MENTOR', '2021-03-11'),
  // A former member's consent is no longer this pair's history.
  consent(TEACHER, id(63), '2021-03-12'),
  tell(streamOf.appeal(COMPLAINT), 'ComplaintRegistered', '2021-03-15', {
    ...at,
    appealId: COMPLAINT,
    mentorId: GRADUATE,
    pairId: ENDED,
    text: sealed,
  }),
  tell(streamOf.appeal(COMPLAINT), 'ComplaintDisclosed', '2021-03-16', {
    ...at,
    appealId: COMPLAINT,
    mentorId: GRADUATE,
  }),
  tell(inSecond, 'PairSuspended', '2021-03-20', { ...second, participantId: BORIS }),
  tell(streamOf.order(END_ORDER), 'OrderIssued', '2021-03-25', {
    ...order,
    orderId: END_ORDER,
    number: '81-Д',
    issuedOn: '2021-03-25',
    content: { kind: 'PAIR_END', pairs: [{ pairId: ENDED, reason: 'CONSENT_WITHDRAWN', on: '2021-03-26' }] },
  }),
  tell(streamOf.order(END_ORDER), 'OrderEffectRefused', '2021-03-25', {
    organisationId: SCHOOL,
    orderId: END_ORDER,
    target: streamOf.pair(ENDED),
    reasons: [],
  }),
  tell(inSecond, 'PairEnded', '2021-03-26', { ...second, orderId: END_ORDER, reason: 'CONSENT_WITHDRAWN' }),
  left(BORIS, ENDED, 'MENTEE', '2021-03-26'),
  left(GRADUATE, ENDED, 'MENTOR', '2021-03-26'),
  tell(streamOf.agreement(AGREEMENT), 'AgreementTerminated', '2021-12-20', {
    ...at,
    agreementId: AGREEMENT,
    reason: 'MUTUAL',
  }),
  tell(streamOf.participant(BORIS), 'LeftBase', '2021-04-01', {
    ...at,
    participantId: BORIS,
    base: 'MENTEE',
    reason: 'OWN_WISH',
  }),
  tell(streamOf.participant(TEACHER), 'LeftBase', '2021-04-02', {
    ...at,
    participantId: TEACHER,
    base: 'MENTOR',
    reason: 'OWN_WISH',
  }),
  tell(streamOf.pair(PROPOSED), 'PairProposed', '2021-12-10', {
    ...at,
    pairId: PROPOSED,
    kind: 'PAIR',
    form: 'STUDENT_STUDENT',
    menteeIds: [ANNA],
    tasks: ['LIFE'],
  }),
  ...schoolOfMentors,
  tell(streamOf.campaign(id(72)), 'CampaignOpened', '2021-12-15', {
    ...{ campaignId: id(72), organisationId: SCHOOL, kind: 'ANNUAL', year: 2021, onRequest: false },
    ...{ snapshotOn: '2021-12-15', window: { from: '2021-12-15', until: '2021-12-20' }, schoolIds: [SCHOOL] },
    indicatorSet: { version: 1, indicators: [] },
  }),
];

export const [CIRCLES, PROGRAMME, TAKEN] = [id(71), id(72), id(73)];
export const [BANK_MATERIAL, BOARD_MATERIAL, COMMUNITY] = [id(81), id(82), id(83)];
const inBank = (practiceId: Uuid) => ({ practiceId, organisationId: SCHOOL });
const ofSite = { organisationId: SCHOOL };
const circles = {
  ...{ kind: 'PRACTICE' as const, title: 'Круги наставничества', authorIds: [TEACHER] },
  ...{ form: 'TEACHER_TEACHER' as const, topics: ['Адаптация'], text: { link: 'https://x.example/c' } },
};
const published = (materialId: Uuid, rubric: 'METHODICAL_BANK' | 'HONOUR_BOARD', on: IsoDate): Told =>
  tell(streamOf.site(SCHOOL), 'MaterialPublished', on, {
    ...ofSite,
    ...{ materialId, rubric, kind: 'METHODICAL', title: 'Материал', url: 'https://x.example/m' },
    ...{ freeAccess: rubric === 'METHODICAL_BANK', namedIds: rubric === 'HONOUR_BOARD' ? [TEACHER] : [] },
  });

/** What is shared: banks, the site, the base of mentors and experts. */
export const shared: readonly Told[] = [
  tell(streamOf.practice(CIRCLES), 'PracticeSubmitted', '2021-05-01', {
    ...inBank(CIRCLES),
    ...{ ...circles, level: 'SCHOOL' },
  }),
  tell(streamOf.practice(CIRCLES), 'PracticeReviewed', '2021-05-02', {
    ...inBank(CIRCLES),
    ...{ reviewer: 'COUNCIL', outcome: 'RETURNED', reasons: sealed },
  }),
  tell(streamOf.practice(CIRCLES), 'PracticeRevised', '2021-05-03', {
    ...inBank(CIRCLES),
    text: { hash: 'ef'.repeat(32) },
  }),
  tell(streamOf.practice(CIRCLES), 'PracticeReviewed', '2021-05-04', {
    ...inBank(CIRCLES),
    ...{ reviewer: 'COUNCIL', outcome: 'ACCEPTED' },
  }),
  tell(streamOf.practice(PROGRAMME), 'PracticeSubmitted', '2021-05-05', {
    ...inBank(PROGRAMME),
    ...{ ...circles, kind: 'PROGRAMME', title: 'Программа «Первый год»', authorIds: [], level: 'REGIONAL' },
  }),
  tell(streamOf.practice(PROGRAMME), 'PracticeWithdrawn', '2021-05-06', {
    ...inBank(PROGRAMME),
    reason: 'ENTERED_BY_MISTAKE',
  }),
  tell(streamOf.practice(TAKEN), 'PracticeIdentified', '2021-06-01', {
    ...{ practiceId: TAKEN, organisationId: MUNICIPALITY },
    ...{ ...circles, level: 'MUNICIPAL', source: { practiceId: CIRCLES, schoolId: SCHOOL } },
  }),
  tell(streamOf.practice(TAKEN), 'PracticeReviewed', '2021-06-02', {
    ...{ practiceId: TAKEN, organisationId: MUNICIPALITY },
    ...{ reviewer: 'METHOD_CABINET', outcome: 'ACCEPTED' },
  }),
  tell(streamOf.practice(TAKEN), 'PracticeSelected', '2021-06-03', {
    ...{ practiceId: TAKEN, organisationId: MUNICIPALITY },
  }),
  tell(streamOf.practice(TAKEN), 'PracticePublished', '2021-06-04', {
    ...{ practiceId: TAKEN, organisationId: MUNICIPALITY, materialId: id(84), namedIds: [TEACHER] },
  }),
  tell(streamOf.site(SCHOOL), 'SiteSectionOpened', '2021-05-01', {
    ...ofSite,
    ...{ title: 'Наши наставники', url: 'https://x.example/mentors' },
  }),
  published(BANK_MATERIAL, 'METHODICAL_BANK', '2021-05-10'),
  published(BOARD_MATERIAL, 'HONOUR_BOARD', '2021-05-11'),
  tell(streamOf.site(SCHOOL), 'MaterialUpdated', '2021-05-12', {
    ...ofSite,
    ...{ materialId: BANK_MATERIAL, title: 'Копилка', url: 'https://x.example/m2', freeAccess: true },
  }),
  tell(streamOf.site(SCHOOL), 'InfoResourceOpened', '2021-05-13', {
    ...ofSite,
    ...{ resourceId: COMMUNITY, kind: 'SOCIAL_COMMUNITY', title: 'Наставники' },
    place: 'https://x.example/c',
  }),
  tell(streamOf.site(SCHOOL), 'InfoResourceUpdated', '2021-05-14', { ...ofSite, resourceId: COMMUNITY }),
  tell(streamOf.municipality(MUNICIPALITY), 'ExpertBaseFormApproved', '2021-05-01', {
    ...{ municipalityId: MUNICIPALITY, version: 1, columns: ['Область'], waysOfFilling: ['Анкета'] },
  }),
  tell(streamOf.participant(TEACHER), 'ListedAsExpert', '2021-05-02', {
    ...{ ...at, participantId: TEACHER, areas: ['Математика'], deficits: ['Оценивание'] },
    ...{ channel: 'IN_PERSON', scope: 'MUNICIPAL', formVersion: 1 },
  }),
  tell(streamOf.participant(GRADUATE), 'ListedAsExpert', '2021-05-03', {
    ...{ ...at, participantId: GRADUATE, areas: ['Физика'], deficits: ['Цифровые инструменты'] },
    ...{ channel: 'ONLINE', scope: 'NATIONAL', formVersion: 1 },
  }),
  tell(streamOf.participant(TEACHER), 'ExpertEntryUpdated', '2021-09-02', {
    ...{ ...at, participantId: TEACHER, areas: ['Математика'], deficits: ['Оценивание', 'Темп урока'] },
    ...{ channel: 'MIXED', scope: 'MUNICIPAL', formVersion: 1 },
  }),
];

const TABLES = [
  'mentoring_facts',
  'mentee_register',
  'mentor_register',
  'pair_register',
  'municipality_summary',
  'practice_register',
  'expert_register',
  'site_register',
  'roadmap_control',
  'campaign_register',
  'leadership',
  'activity_register',
  'appeal_register',
  'audit_register',
  'award_register',
  'council_register',
  'consent_register',
  'agreement_register',
  'organisation_register',
  'event_index',
];

/** A log with every read model following it. */
export class Ledger {
  private constructor(
    private readonly database: TestDatabase,
    private readonly node: EventStoreNode,
    readonly store: EventStore,
    readonly postgres: Pool,
    private runner: ProjectionRunner<DomainEvents>,
  ) {}

  static async open(): Promise<Ledger> {
    const database = await createTestDatabase();
    await migrate(database.url, [...projectionMigrations, ...readModelMigrations]);
    const node = await startEventStoreNode({ databaseUrl: database.url });
    const store = connectEventStore(node.url);
    const pool = connectPostgres(database.url);
    const runner = await ProjectionRunner.create({ store, pool, codec: domainCodec, models: readModels });
    await runner.start();
    return new Ledger(database, node, store, pool, runner);
  }

  /** Appends in order and waits until every read model has seen it. */
  async tell(...told: readonly (readonly Told[])[]): Promise<void> {
    for (const { stream, event } of told.flat()) {
      await this.store.append(stream, 'any', [
        {
          id: randomUUID(),
          ...domainCodec.encode(event),
          metadata: {
            recordedAt: `${event.data.effectiveOn}T08:00:00.000Z`,
            actor: { id: 'curator-1', role: 'curator' },
            commandId: randomUUID(),
          },
        },
      ]);
    }
    await this.settle();
  }

  private async settle(): Promise<void> {
    for (let tries = 0; tries < 800; tries++) {
      const status = await this.runner.status();
      const poison = status.find((model) => model.poison)?.poison;
      if (poison) throw new Error(`${poison.type}: ${poison.error}`);
      if (status.every((model) => model.lag === 0n)) return;
      await delay(25);
    }
    throw new Error('the read models never caught up');
  }

  /** Every row of every table, as text. */
  async dump(): Promise<{ readonly [table: string]: readonly string[] }> {
    const dump: { [table: string]: string[] } = {};
    for (const table of TABLES) {
      const { rows } = await this.postgres.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${table} t order by id`,
      );
      dump[table] = rows.map(({ row }) => row);
    }
    return dump;
  }

  /** Folds the whole log once more, from the first event, one event a batch, into empty tables. */
  async again(): Promise<void> {
    await this.runner.stop();
    await this.postgres.query(`truncate projection_checkpoint, ${TABLES.join(', ')}`);
    this.runner = await ProjectionRunner.create({
      store: this.store,
      pool: this.postgres,
      codec: domainCodec,
      models: readModels,
      maxBatch: 1,
    });
    await this.runner.start();
    await this.settle();
  }

  async rebuild(): Promise<void> {
    for (const model of readModels) await this.runner.rebuild(model.name);
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.store.close();
    await this.postgres.end();
    await this.node.stop();
    await this.database.drop();
  }
}
