/** School 62's lists, item by item: what the regulation names is taken, and refused where a regulation names it no longer. */
import { given } from '../kernel/given.testing';
import { clauseIds, command, id, own, s62, s62But, SCHOOL, TODAY, vault } from './domain.testing';
import { order, type OrderEvidence } from './order/order';
import {
  ACTS,
  command as ofPair,
  evidenceWith,
  lifeOf,
  live,
  MENTEE,
  ON,
  STEPS,
} from './pair/pair.fixtures.testing';
import { pair } from './pair/pair';
import { participant, type ParticipantEvidence } from './participant/participant';
import type { ParticipantRegistered } from './participant/participant.events';
import type { ProfileInForce } from './regulation/profile';
import { regulation } from './regulation/regulation';
import { school, type SchoolEvidence } from './school/school';
import type { MentoringIntroduced, SchoolRegistered } from './school/school.events';
import {
  MEETING_KINDS,
  type Forum,
  type GrowthMeasure,
  type MenteeCategory,
  type PersonKind,
  type TaskType,
} from './vocabulary';

const basis = { rules: [], evidence: {} };
const said = { participantId: id(100), schoolId: SCHOOL, effectiveOn: '2021-02-01' };
const registered = (kind: PersonKind): ParticipantRegistered => ({
  type: 'ParticipantRegistered',
  data: { ...said, kind, employed: false, person: vault(100), basis },
});
const judgedBy = (profile: ProfileInForce): ParticipantEvidence => ({
  profile,
  today: TODAY,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  age: 15,
});
const entering = (categories: readonly MenteeCategory[], tasks: readonly TaskType[] = ['PERSONAL']) =>
  command('EnterMenteeBase', { ...said, categories, tasks });

it('S62-1.1: the regulation is adopted with the two acts it rests on', () => {
  given(regulation)
    .when(
      command('AdoptRegulation', {
        organisationId: SCHOOL,
        effectiveOn: '2021-01-11',
        document: 'МОУ СОШ № 62',
        basedOn: 'S62',
        parameters: {},
      }),
      { today: TODAY, organisationKnown: true },
    )
    .then({
      type: 'RegulationAdopted',
      data: {
        parameters: {
          legalBasis: {
            value: [
              { number: '273-ФЗ', adoptedOn: '2012-12-29' },
              { number: 'Р-145', adoptedOn: '2019-12-25' },
            ],
            clauses: [{ id: 'S62-1.1' }],
          },
        },
      },
    });
});

describe('base of mentees: tasks', () => {
  it.each<TaskType>(['LIFE', 'PERSONAL', 'PROFESSIONAL'])('S62-2.4: a %s task is taken', (task) => {
    given(participant, registered('STUDENT'))
      .when(entering(['GIFTED'], [task]), judgedBy(s62))
      .then({ type: 'EnteredMenteeBase', data: { tasks: [task] } });
  });
  it('S62-2.4: a mentee without a task is refused', () => {
    given(participant, registered('STUDENT'))
      .when(entering(['GIFTED'], []), judgedBy(s62))
      .thenRefused('mentee-tasks-named');
  });
});

describe('base of mentees: categories', () => {
  it.each<[string, 'STUDENT' | 'PEDAGOGUE', MenteeCategory]>([
    ['S62-4.6-1', 'STUDENT', 'GIFTED'],
    ['S62-4.6-2', 'STUDENT', 'LOW_RESULTS'],
    ['S62-4.6-3', 'STUDENT', 'HEALTH_LIMITATIONS'],
    ['S62-4.6-4', 'STUDENT', 'DIFFICULT_LIFE_SITUATION'],
    ['S62-4.6-5', 'STUDENT', 'BEHAVIOUR'],
    ['S62-4.6-6', 'STUDENT', 'DETACHED'],
    ['S62-4.7-1', 'PEDAGOGUE', 'YOUNG_SPECIALIST'],
    ['S62-4.7-2', 'PEDAGOGUE', 'BURNOUT'],
    ['S62-4.7-3', 'PEDAGOGUE', 'ADAPTING'],
    ['S62-4.7-4', 'PEDAGOGUE', 'DIGITAL_SKILLS'],
  ])('%s: a %s of category %s', (clause, kind, category) => {
    const [event] = given(participant, registered(kind))
      .when(entering([category]), judgedBy(s62))
      .then({ type: 'EnteredMenteeBase', data: { categories: [category] } });
    expect(clauseIds(event!.data.basis.rules)).toContain(clause);
    const others = s62.parameters.menteeCategories.value.filter((each) => each !== category);
    const [reason] = given(participant, registered(kind))
      .when(entering([category]), judgedBy(s62But({ menteeCategories: own(others) })))
      .thenRefused('mentee-categories-known');
    expect(reason!.missing[0]!.detail).toMatchObject({ got: category });
  });
});

describe('base of mentors: categories', () => {
  it.each<[string, PersonKind]>([
    ['S62-4.8-1', 'STUDENT'],
    ['S62-4.8-2', 'PEDAGOGUE'],
    ['S62-4.8-3', 'PARENT'],
    ['S62-4.8-4', 'GRADUATE'],
    ['S62-4.8-5', 'ENTERPRISE_EMPLOYEE'],
    ['S62-4.8-6', 'ENTREPRENEUR_OR_PUBLIC_FIGURE'],
    ['S62-4.8-7', 'VETERAN'],
  ])('%s: %s', (clause, category) => {
    const act = command('EnterMentorBase', { ...said, category, experience: ['LIFE'] as const });
    const [event] = given(participant, registered(category))
      .when(act, judgedBy(s62))
      .then({ type: 'EnteredMentorBase', data: { category } });
    expect(clauseIds(event!.data.basis.rules)).toContain(clause);
    const others = s62.parameters.mentorCategories.value.filter((each) => each !== category);
    given(participant, registered(category))
      .when(act, judgedBy(s62But({ mentorCategories: own(others) })))
      .thenRefused('mentor-category-known');
  });
});

describe('presentation of programmes', () => {
  const history: readonly [SchoolRegistered, MentoringIntroduced] = [
    {
      type: 'SchoolRegistered',
      data: {
        schoolId: SCHOOL,
        effectiveOn: '2021-01-01',
        municipalityId: id(1),
        name: 'Школа № 62',
        shortName: 'МОУ СОШ № 62',
        utcOffsetMinutes: 180,
        basis,
      },
    },
    {
      type: 'MentoringIntroduced',
      data: { schoolId: SCHOOL, effectiveOn: '2021-01-11', orderId: id(500), from: '2021-01-15', basis },
    },
  ];
  const evidence = (profile: ProfileInForce): SchoolEvidence => ({
    profile,
    today: TODAY,
    municipalityExists: true,
    people: {},
  });
  it.each<Forum>(['STUDENT_CONFERENCE', 'PEDAGOGICAL_COUNCIL', 'PARENT_COUNCIL'])(
    'S62-5.2: at the %s, form by form',
    (forum) => {
      const act = command('PresentProgrammes', {
        schoolId: SCHOOL,
        effectiveOn: '2021-01-25',
        forum,
        form: 'TEACHER_TEACHER' as const,
        programmes: ['Молодой учитель'],
      });
      const [event] = given(school, ...history)
        .when(act, evidence(s62))
        .then({ type: 'ProgrammesPresented', data: { forum, form: 'TEACHER_TEACHER' } });
      expect(clauseIds(event!.data.basis.rules)).toContain('S62-5.2');
      const others = s62.parameters.programmePresentationForums.value.filter((each) => each !== forum);
      given(school, ...history)
        .when(act, evidence(s62But({ programmePresentationForums: own(others) })))
        .thenRefused('presentation-forum-prescribed');
    },
  );
});

describe('growth of a mentee', () => {
  const assessed = (measure: GrowthMeasure, level: 'LOW' | 'HIGH') => ({
    assessments: [{ menteeId: MENTEE, levels: { [measure]: level } }],
  });
  /** The life to its final meeting, with this measure looked at when it began. */
  const until = (measure: GrowthMeasure) =>
    live(
      STEPS.slice(0, STEPS.indexOf('final') + 1).map((step) =>
        step === 'entry' ? ofPair('AssessEntry', ON.entry, assessed(measure, 'LOW')) : ACTS[step],
      ),
    );
  it.each<[GrowthMeasure, GrowthMeasure]>([
    ['MOTIVATION_PERSONAL', 'COMPETENCE'],
    ['COMPETENCE', 'PROFESSIONAL'],
    ['PROFESSIONAL', 'EDUCATIONAL_RESULTS'],
    ['EDUCATIONAL_RESULTS', 'MOTIVATION_PERSONAL'],
  ])('S62-6.2-2, S62-6.3: %s is compared with itself, not with %s', (measure, other) => {
    const exit = (looked: GrowthMeasure) => ofPair('AssessExit', ON.exit, assessed(looked, 'HIGH'));
    given(pair, ...until(measure))
      .when(exit(measure), evidenceWith({ profile: s62 }))
      .then({ type: 'ExitAssessed', data: assessed(measure, 'HIGH') });
    given(pair, ...until(measure))
      .when(exit(other), evidenceWith({ profile: s62 }))
      .thenRefused('exit-compares-with-entry');
  });
});

describe('meetings', () => {
  it.each([
    ['S62-5.3-1', 'ORGANISATIONAL', 'entry', 'organisational'],
    ['S62-5.3-2', 'TRIAL', 'organisational', 'trial'],
    ['S62-5.3-3', 'PLANNING', 'trial', 'planning'],
    ['S62-5.3-4', 'REGULAR', 'approved', 'regular'],
    ['S62-5.3-5', 'FINAL', 'interim', 'final'],
  ] as const)(
    '%s: %s is held in its turn, and is no stage where it is not named',
    (_, kind, before, step) => {
      const turn = given(pair, ...lifeOf(before));
      turn.when(ACTS[step], evidenceWith({ profile: s62 })).then({ type: 'MeetingHeld', data: { kind } });
      const others = MEETING_KINDS.filter((each) => each !== kind);
      turn
        .when(ACTS[step], evidenceWith({ profile: s62But({ meetingSequence: own(others) }) }))
        .thenRefused('meetings-in-order');
    },
  );
});

describe('order on the final event', () => {
  const act = command('IssueOrder', {
    orderId: id(500),
    organisationId: SCHOOL,
    effectiveOn: '2021-12-01',
    number: '90-Д',
    register: 'MAIN' as const,
    legalBasis: ['Положение о наставничестве в МОУ СОШ № 62'],
    content: { kind: 'FINAL_EVENT' as const, on: '2021-12-20' },
  });
  const evidence = (introducedFrom?: string): OrderEvidence => ({
    profile: s62,
    today: TODAY,
    organisation: {
      organisationId: SCHOOL,
      level: 'SCHOOL',
      ...(introducedFrom === undefined ? {} : { introducedFrom }),
    },
    effects: [],
  });
  it('S62-12-08: is issued with the day of the event, once mentoring is introduced', () => {
    given(order)
      .when(act, evidence('2021-01-15'))
      .then({ type: 'OrderIssued', data: { content: { kind: 'FINAL_EVENT', on: '2021-12-20' } } });
    given(order).when(act, evidence()).thenRefused('introduction-order-first');
  });
});
