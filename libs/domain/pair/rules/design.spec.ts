/** Designing the programme: its parts, elements, ways of working, goals, corrections; under whom each is asked, and under whom not. */
import { fold, type IsoDate } from '@nastavnik/kernel';
import { given } from '../../../kernel/given.testing';
import { own } from '../../domain.testing';
import { MODEL_ELEMENTS, PLAN_PARTS, type PlanPart, type WorkFormat } from '../../vocabulary';
import { pair, type PairProfile } from '../pair';
import type { PlanContent } from '../pair.events';
import {
  ACTS,
  actors,
  command,
  evidenceWith,
  heldRules,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  profileWith,
  student,
  uuid,
  vaultRef,
} from '../pair.fixtures.testing';
import { under } from '../pair.regulations.testing';

const draft = (content: PlanContent = {}) =>
  command('DraftPlan', ON.drafted, { authorIds: [MENTOR, MENTEE], plan: vaultRef(1), ...content });
const correct = (content: object = {}, on: IsoDate = ON.regular) =>
  command('CorrectPlan', on, { authorIds: [MENTOR, MENTEE], plan: vaultRef(9), ...content });
const meet = (formats: readonly WorkFormat[]) =>
  command('HoldMeeting', ON.regular, { kind: 'REGULAR', attendeeIds: [MENTOR, MENTEE], formats });
const planned = () => given(pair, ...lifeOf('planning'));
/** The regulation of School 62 with one setting of another, its clauses with it. */
const with62 = (
  profile: PairProfile,
  ...names: readonly (keyof PairProfile['parameters'])[]
): PairProfile => ({
  ...profileWith(),
  parameters: {
    ...profileWith().parameters,
    ...Object.fromEntries(names.map((name) => [name, profile.parameters[name]])),
  } as PairProfile['parameters'],
});
const kil = with62(under('KIL'), 'planParts', 'workFormats');
const whole: PlanContent = {
  parts: ['GOAL', 'OWN_RESOURCES', 'ENVIRONMENT', 'SELF_ANALYSIS', 'ROUTE'],
  resources: ['COURSES', 'EXPERTS'],
  documentForm: 'ROUTE_SHEET',
};

describe('5.3 the design stage of Kilmez', () => {
  it.each<[string, PlanPart, PlanContent]>([
    ['KIL-5.3-1', 'GOAL', { parts: ['OWN_RESOURCES', 'ENVIRONMENT', 'SELF_ANALYSIS', 'ROUTE'] }],
    ['KIL-5.3-2', 'OWN_RESOURCES', { parts: ['GOAL', 'ENVIRONMENT', 'SELF_ANALYSIS', 'ROUTE'] }],
    ['KIL-5.3-2', 'ENVIRONMENT', { parts: ['GOAL', 'OWN_RESOURCES', 'SELF_ANALYSIS', 'ROUTE'] }],
    ['KIL-5.3-3', 'SELF_ANALYSIS', { parts: ['GOAL', 'OWN_RESOURCES', 'ENVIRONMENT', 'ROUTE'] }],
    ['KIL-5.3-4', 'ROUTE', { parts: ['GOAL', 'OWN_RESOURCES', 'ENVIRONMENT', 'SELF_ANALYSIS'] }],
    ['KIL-5.3-5', 'ROUTE_RESOURCES', { resources: [] }],
  ])('%s: a plan without its part %s is refused', (clause, part, but) => {
    const [reason] = planned()
      .when(draft({ ...whole, ...but }), evidenceWith({ profile: kil }))
      .thenRefused('plan-has-its-parts');
    expect(reason).toMatchObject({ missing: [{ kind: 'plan-part', detail: { part } }] });
    expect(reason?.clauses.map(({ id }) => id)).toContain(clause);
  });
  it('KIL-5.3-6: it is put into a form: a map, a programme, a plan, a route sheet', () => {
    const { documentForm: _, ...formless } = whole;
    const [reason] = planned()
      .when(draft(formless), evidenceWith({ profile: kil }))
      .thenRefused('plan-has-its-parts');
    expect(reason).toMatchObject({ missing: [{ detail: { part: 'DOCUMENT_FORM' } }] });
    expect(reason?.clauses.map(({ id }) => id)).toContain('KIL-5.3-6');
  });
  it('the whole plan is drafted; the event says which parts there are and holds none of their words', () => {
    const [event] = planned()
      .when(draft(whole), evidenceWith({ profile: kil }))
      .then({ type: 'PlanDrafted', data: whole });
    expect(Object.keys(event!.data).sort()).toEqual(
      [...Object.keys(whole), 'authorIds', 'basis', 'effectiveOn', 'pairId', 'plan', 'schoolId'].sort(),
    );
    expect(PLAN_PARTS).toHaveLength(7);
  });
  it('no part is asked for where the regulation names none', () => {
    planned().when(draft(), evidenceWith()).then({ type: 'PlanDrafted' });
  });
});

describe('the elements of the model', () => {
  const sev = with62(under('SEV'), 'modelElements');
  it.each([
    ['SEV-E-1', 'ADAPTATION'],
    ['SEV-E-2', 'TRAINING'],
    ['SEV-E-3', 'SUPPORT'],
  ] as const)(
    '%s: a programme is of the element %s, by its clause; it names at least one',
    (clause, element) => {
      const [event] = planned()
        .when(draft({ elements: [element] }), evidenceWith({ profile: sev }))
        .then({ type: 'PlanDrafted', data: { elements: [element] } });
      expect(heldRules([event!])['programme-of-model-elements']).toContain(clause);
      planned()
        .when(draft(), evidenceWith({ profile: sev }))
        .thenRefused('programme-of-model-elements');
      const but = MODEL_ELEMENTS.filter((other) => other !== element);
      const without = {
        ...sev,
        parameters: { ...sev.parameters, modelElements: { ...own(but), source: 'OWN' as const } },
      };
      planned()
        .when(draft({ elements: [element] }), evidenceWith({ profile: without }))
        .thenRefused('programme-of-model-elements');
    },
  );
  it('are not asked for elsewhere', () => {
    planned().when(draft(), evidenceWith()).then({ type: 'PlanDrafted' });
  });
});

describe('ways of working', () => {
  const inForm = (form: 'STUDENT_STUDENT' | 'TEACHER_TEACHER', profile: PairProfile) => {
    const { codes, open } = profile.parameters.workFormats.value[form]!;
    const workFormats = {
      ...profile.parameters.workFormats,
      value: { TEACHER_STUDENT: { codes, open } },
    };
    return { ...profile, parameters: { ...profile.parameters, workFormats } };
  };
  const atWork = () => given(pair, ...lifeOf('approved'));

  it.each<[string, readonly WorkFormat[]]>([
    ['KIL-4.2.6-1', ['PROJECT', 'CLASS_HOUR', 'EXTRACURRICULAR_WORK', 'EVENT_PREPARATION', 'VOLUNTEERING']],
    ['KIL-4.2.6-2', ['PROJECT', 'VOLUNTEERING', 'INTEREST_CLUB']],
  ])('%s: pupils work out of class in the ways it lists, and in no other', (clause, formats) => {
    const profile = inForm('STUDENT_STUDENT', kil);
    atWork().when(meet(formats), evidenceWith({ profile })).then({ type: 'MeetingHeld', data: { formats } });
    const [reason] = atWork()
      .when(meet([...formats, 'LESSON_VISIT']), evidenceWith({ profile }))
      .thenRefused('work-format-of-form');
    expect(reason?.missing).toMatchObject([{ detail: { got: 'LESSON_VISIT' } }]);
    expect(reason?.clauses.map(({ id }) => id)).toContain(clause);
  });
  it('KIL-4.3.5: pedagogues work in the ways it lists "и др.": an open list admits another', () => {
    const profile = inForm('TEACHER_TEACHER', kil);
    const listed = profile.parameters.workFormats.value.TEACHER_STUDENT!.codes;
    expect(listed).toHaveLength(15);
    for (const formats of [listed, ['VOLUNTEERING'] as const]) {
      const [event] = atWork()
        .when(meet(formats), evidenceWith({ profile }))
        .then({ type: 'MeetingHeld', data: { formats } });
      expect(heldRules([event!])['work-format-of-form']).toContain('KIL-4.3.5');
    }
    planned()
      .when(draft({ ...whole, formats: listed }), evidenceWith({ profile }))
      .then({ type: 'PlanDrafted', data: { formats: listed } });
  });
  it('are free where the regulation lists none', () => {
    atWork()
      .when(meet(['LESSON_VISIT']), evidenceWith())
      .then({ type: 'MeetingHeld' });
  });
});

describe('the request of the mentee', () => {
  it.each([
    ['IZO', ['IZO-2-03', 'IZO-3.3-02']],
    ['MR', ['MR-DEF-03']],
  ] as const)(
    '%s: no plan before the mentee has formulated it; the plan says which it answers (%s)',
    (code, clauses) => {
      const profile = with62(under(code), 'menteeRequestBeforePlan');
      const [reason] = planned()
        .when(draft(), evidenceWith({ profile }))
        .thenRefused('mentee-request-before-plan');
      expect(reason?.clauses.map(({ id }) => id)).toEqual(clauses);
      expect(reason?.missing).toEqual([
        { kind: 'educational-request', subject: MENTEE, detail: { role: 'MENTEE' } },
      ]);
      const people = { [MENTEE]: student(MENTEE, { requestId: uuid(60) }) };
      const [event] = planned()
        .when(draft(), evidenceWith({ profile, people }))
        .then({ type: 'PlanDrafted' });
      expect(event?.data.basis.evidence).toMatchObject({ requests: [uuid(60)] });
    },
  );
  it('is not asked for under School 62', () => {
    const [event] = planned().when(draft(), evidenceWith()).then({ type: 'PlanDrafted' });
    expect(event?.data.basis.evidence).not.toHaveProperty('requests');
  });
});

describe('corrections of the plan', () => {
  it('are made by mentor and mentee together, and make the next version', () => {
    const life = live([correct(), correct({}, ON.regularAgain)], {}, lifeOf('approved'));
    expect(life.slice(-2)).toMatchObject([{ data: { version: 2 } }, { data: { version: 3 } }]);
    expect(fold(pair, life)).toMatchObject({ approved: { version: 3, since: ON.approved } });
    given(pair, ...lifeOf('approved'))
      .when(correct({ authorIds: [MENTOR] }), evidenceWith())
      .thenRefused('plan-co-authored');
  });
  it('a newer draft that is approved is the next version too', () => {
    const again = command('DraftPlan', ON.regular, { authorIds: [MENTOR, MENTEE], plan: vaultRef(8) });
    const life = live([again, command('ApprovePlan', ON.regular, {})], {}, lifeOf('approved'));
    expect(fold(pair, life)).toMatchObject({ approved: { version: 2, plan: vaultRef(8) } });
  });
  it('are of an approved plan only', () => {
    given(pair, ...lifeOf('drafted'))
      .when(correct({}, ON.drafted), evidenceWith())
      .thenRefused('approved-plan-corrected');
  });
  it('keep the parts the regulation asks for', () => {
    given(pair, ...lifeOf('approved'))
      .when(correct(), evidenceWith({ profile: kil }))
      .thenRefused('plan-has-its-parts');
  });
});

describe('S62-7-05: near, achievable goals, with the long-term perspective talked over', () => {
  const goal = (horizon: 'NEAR' | 'LONG', dueOn?: IsoDate) =>
    command(
      'SetGoal',
      ON.regular,
      { horizon, goal: vaultRef(3), ...(dueOn === undefined ? {} : { dueOn }) },
      actors.mentor,
    );
  const atWork = () => given(pair, ...lifeOf('approved'));
  it('S62-7-05: a near goal is within reach of the pair, by a day of its term', () => {
    for (const dueOn of [undefined, '2022-01-10', '2021-03-02']) {
      const [reason] = atWork()
        .when(goal('NEAR', dueOn), evidenceWith())
        .thenRefused('near-goal-within-term');
      expect(reason?.clauses.map(({ id }) => id)).toEqual(['S62-7-05']);
    }
    atWork()
      .when(goal('NEAR', ON.until), evidenceWith())
      .then({ type: 'GoalSet', data: { horizon: 'NEAR', dueOn: ON.until } });
  });
  it('S62-7-05: the perspective lies beyond', () => {
    atWork().when(goal('LONG', '2026-09-01'), evidenceWith()).then({ type: 'GoalSet' });
    atWork()
      .when(goal('LONG'), evidenceWith())
      .then({ type: 'GoalSet', data: { horizon: 'LONG' } });
  });
  it('is not demanded where the regulation does not speak of it', () => {
    const profile = profileWith({ nearGoals: false });
    atWork().when(goal('NEAR', '2022-01-10'), evidenceWith({ profile })).then({ type: 'GoalSet' });
  });
});

describe('the curator organises the development of the programme', () => {
  const organise = (actor: (typeof actors)[keyof typeof actors], dueOn: IsoDate = ON.planning) =>
    command('OrganisePlanning', ON.entry, { dueOn }, actor);
  it.each([
    ['MR-CUR-02', 'MR'],
    ['KIL-6.4.1-06', 'KIL'],
  ] as const)('%s: the curator and nobody else', (clause, code) => {
    const profile = with62(under(code), 'curatorOrganisesPlanning');
    for (const actor of [actors.director, actors.coordinator]) {
      const [reason] = given(pair, ...lifeOf('entry'))
        .when(organise(actor), evidenceWith({ profile }))
        .thenRefused('planning-organised-by-curator');
      expect(reason?.clauses.map(({ id }) => id)).toEqual([clause]);
    }
    given(pair, ...lifeOf('entry'))
      .when(organise(actors.curator), evidenceWith({ profile }))
      .then({ type: 'PlanningOrganised', data: { dueOn: ON.planning } });
  });
  it('any leader where the regulation does not say who', () => {
    given(pair, ...lifeOf('entry'))
      .when(organise(actors.director), evidenceWith())
      .then({ type: 'PlanningOrganised' });
  });
  it('to a day of the term, while there is no plan yet', () => {
    given(pair, ...lifeOf('entry'))
      .when(organise(actors.curator, '2022-02-01'), evidenceWith())
      .thenRefused('planning-still-ahead');
    given(pair, ...lifeOf('approved'))
      .when(command('OrganisePlanning', ON.regular, { dueOn: ON.regular }), evidenceWith())
      .thenRefused('planning-still-ahead');
  });
});

describe('a programme is developed and carried out before its pair is completed', () => {
  const bare = (profile: PairProfile) =>
    ({
      ...profile,
      parameters: {
        ...profile.parameters,
        ...profileWith({
          meetingSequence: [],
          monitoringSchedule: { perPair: [] },
          finalReportBy: ['CURATOR'],
          entryExitComparison: false,
          coAuthoredPlan: false,
        }).parameters,
        programmeWork: profile.parameters.programmeWork,
      },
    }) satisfies PairProfile;
  const atWork = (...but: readonly string[]) =>
    given(
      pair,
      ...live(
        [ACTS.entry, ACTS.organisational, ACTS.drafted, ACTS.approved].filter(
          ({ type }) => !but.includes(type),
        ),
        { profile: bare(under('MR')) },
        lifeOf('fixed'),
      ),
    );
  it.each([
    ['S62-3.2-2', 'S62', true, true],
    ['IZO-4.1-05', 'IZO', true, true],
    ['MR-O-02', 'MR', true, false],
    ['KIL-5.4-2', 'KIL', false, true],
  ] as const)('%s', (clause, code, developed, accompanied) => {
    const evidence = evidenceWith({ profile: bare(under(code)) });
    const unless = (demands: boolean, ...without: readonly string[]) => {
      const complete = atWork(...without).when(ACTS.completed, evidence);
      if (!demands) return complete.then({ type: 'PairCompleted' });
      const [reason] = complete.thenRefused('completed-programme-carried-out');
      return expect(reason?.clauses.map(({ id }) => id)).toEqual([clause]);
    };
    unless(developed, 'ApprovePlan');
    unless(accompanied, 'HoldMeeting');
    atWork().when(ACTS.completed, evidence).then({ type: 'PairCompleted' });
  });
});
