/** Participants under School 62's regulation: scope, age, the two bases and their categories. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  mostly,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
  vault,
} from '../domain.testing';
import {
  MENTEE_CATEGORIES,
  PEDAGOGUE_MENTEE_CATEGORIES,
  PERSON_KINDS,
  STUDENT_MENTEE_CATEGORIES,
  type PersonKind,
} from '../vocabulary';
import {
  menteeStayOn,
  openPairs,
  participant,
  type EnterMenteeBase,
  type EnterMentorBase,
  type ParticipantCommand,
  type ParticipantEvidence,
  type ParticipantState,
  type RegisterParticipant,
} from './participant';
import { participantStoredTypes } from './participant.codec';
import type { JoinedPair, ParticipantEvent, ParticipantRegistered } from './participant.events';

const who = id(100);
const basis = { rules: [], evidence: {} };
const said = { participantId: who, schoolId: SCHOOL, effectiveOn: '2021-02-01' };
const registration = (
  kind: PersonKind,
  data: Partial<RegisterParticipant['data']> = {},
): RegisterParticipant =>
  command('RegisterParticipant', { ...said, kind, employed: false, person: vault(100), ...data });
const registered = (kind: PersonKind): ParticipantRegistered => ({
  type: 'ParticipantRegistered',
  data: { ...registration(kind).data, basis },
});
const mentee = (data: Partial<EnterMenteeBase['data']> = {}): EnterMenteeBase =>
  command('EnterMenteeBase', { ...said, categories: ['LOW_RESULTS'], tasks: ['PERSONAL'], ...data });
const mentor = (data: Partial<EnterMentorBase['data']> = {}): EnterMentorBase =>
  command('EnterMentorBase', { ...said, category: 'PEDAGOGUE', experience: ['PROFESSIONAL'], ...data });
const entered = (data: Partial<EnterMenteeBase['data']> = {}): ParticipantEvent => ({
  type: 'EnteredMenteeBase',
  data: { ...mentee(data).data, basis },
});
const joined: JoinedPair = {
  type: 'JoinedPair',
  data: { ...said, pairId: id(900), role: 'MENTEE', basis },
};
const leaving = (reason: 'NEED_MET' | 'LEFT_SCHOOL' = 'NEED_MET', effectiveOn = '2021-06-01') =>
  command('LeaveBase', { ...said, effectiveOn, base: 'MENTEE' as const, reason });
const at62 = (more: Partial<ParticipantEvidence> = {}): ParticipantEvidence => ({
  profile: s62,
  today: TODAY,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  age: 15,
  ...more,
});

describe('registration', () => {
  it('S62-3.1: students and pedagogues are within the scope (invariant 5)', () => {
    const [event] = given(participant)
      .when(registration('STUDENT'), at62())
      .then({ type: 'ParticipantRegistered', data: { kind: 'STUDENT' } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(['S62-4.1', 'S62-12-02', 'S62-3.1']);
    expect(event!.data.basis.evidence).toEqual({ ages: { [who]: 15 } });
  });
  it('refuses students under a regulation for pedagogues', () => {
    const [reason] = given(participant)
      .when(registration('STUDENT'), at62({ profile: s62But({ participantScope: own(['PEDAGOGUE']) }) }))
      .thenRefused('participant-within-scope');
    expect(reason).toMatchObject({ invariant: 5, missing: [{ kind: 'scope', subject: who }] });
  });
  it('does not apply the scope to mentors from outside', () =>
    void given(participant)
      .when(registration('GRADUATE'), at62({ profile: s62But({ participantScope: own([]) }) }))
      .then({ type: 'ParticipantRegistered' }));
  it('refuses a student under the least age where a regulation states one; School 62 states none', () => {
    const fromTen = s62But({ studentMinAge: own(10) });
    given(participant)
      .when(registration('STUDENT'), at62({ age: 9, profile: fromTen }))
      .thenRefused('student-min-age');
    given(participant)
      .when(registration('STUDENT'), at62({ age: 10, profile: fromTen }))
      .then({ type: 'ParticipantRegistered' });
    given(participant)
      .when(registration('STUDENT'), at62({ age: 7 }))
      .then({ type: 'ParticipantRegistered' });
    const { age: _, ...ageless } = at62({ profile: fromTen });
    given(participant).when(registration('STUDENT'), ageless).thenRefused('student-min-age');
    given(participant).when(registration('PEDAGOGUE'), ageless).then({ type: 'ParticipantRegistered' });
  });
  it('S62-4.1: refuses before the introduction (invariant 1), not where no order is asked', () => {
    const before = { school: { schoolId: SCHOOL } };
    const [reason] = given(participant)
      .when(registration('STUDENT'), at62(before))
      .thenRefused('introduction-order-first');
    expect(clauseIds([reason!])).toEqual(['S62-4.1', 'S62-12-02']);
    given(participant)
      .when(registration('STUDENT'), at62({ ...before, profile: s62But({ introductionOrder: own(false) }) }))
      .then({ type: 'ParticipantRegistered' });
  });
  it('happens once', () =>
    void given(participant, registered('STUDENT'))
      .when(registration('STUDENT'), at62())
      .thenRefused('participant-registered-once'));
  it('refuses a position that does not fit', () => {
    given(participant)
      .when(registration('STUDENT', { employed: true }), at62())
      .thenRefused('position-fits');
    given(participant)
      .when(registration('PEDAGOGUE', { position: 'PEDAGOGUE' }), at62())
      .thenRefused('position-fits');
    given(participant)
      .when(registration('ENTERPRISE_EMPLOYEE', { position: 'PARTNER_STAFF' }), at62())
      .then({ type: 'ParticipantRegistered' });
  });
});

describe('base of mentees (invariant 7; S62-4.4)', () => {
  it('accepts categories of the person’s own kind', () => {
    const [event] = given(participant, registered('STUDENT'))
      .when(mentee({ categories: ['LOW_RESULTS', 'DETACHED'] }), at62())
      .then({ type: 'EnteredMenteeBase', data: { categories: ['LOW_RESULTS', 'DETACHED'] } });
    expect(clauseIds(event!.data.basis.rules)).toContain('S62-4.6-2');
    given(participant, registered('PEDAGOGUE'))
      .when(mentee({ categories: ['YOUNG_SPECIALIST'] }), at62())
      .then({ type: 'EnteredMenteeBase' });
  });
  it.each([
    ['STUDENT', 'BURNOUT'],
    ['PEDAGOGUE', 'GIFTED'],
    ['PEDAGOGUE', 'TRANSFERRED'],
  ] as const)('refuses for a %s the category %s', (kind, category) => {
    const [reason] = given(participant, registered(kind))
      .when(mentee({ categories: [category] }), at62())
      .thenRefused('mentee-categories-known');
    expect(reason!.missing[0]!.detail).toMatchObject({ got: category });
  });
  it('asks no category where the regulation names none for the kind', () => {
    const pedagoguesOnly = s62But({ menteeCategories: own(['YOUNG_SPECIALIST']) });
    given(participant, registered('STUDENT'))
      .when(mentee({ categories: [] }), at62({ profile: pedagoguesOnly }))
      .then({ type: 'EnteredMenteeBase' });
    given(participant, registered('STUDENT'))
      .when(mentee({ categories: [] }), at62())
      .thenRefused('mentee-categories-known');
  });
  it('refuses others than students and pedagogues, and entries without a task or with doubles', () => {
    given(participant, registered('PARENT'))
      .when(mentee(), at62())
      .thenRefused('mentee-is-student-or-pedagogue');
    given(participant, registered('STUDENT'))
      .when(mentee({ tasks: [] }), at62())
      .thenRefused('mentee-tasks-named');
    given(participant, registered('STUDENT'))
      .when(mentee({ tasks: ['LIFE', 'LIFE'] }), at62())
      .thenRefused('mentee-tasks-named');
  });
  it('S62-4.9: renews an entry with other data, refuses the same once more', () => {
    given(participant, registered('STUDENT'), entered())
      .when(mentee(), at62())
      .thenRefused('not-in-mentee-base-yet');
    given(participant, registered('STUDENT'), entered())
      .when(mentee({ categories: ['GIFTED'], effectiveOn: '2021-03-01' }), at62())
      .then({ type: 'EnteredMenteeBase', data: { renewed: true } });
  });
  it('begins a stay not before the last one ended', () => {
    const left: ParticipantEvent = { type: 'LeftBase', data: { ...leaving().data, basis } };
    given(participant, registered('STUDENT'), entered(), left)
      .when(mentee({ effectiveOn: '2021-05-31' }), at62())
      .thenRefused('not-in-mentee-base-yet');
    given(participant, registered('STUDENT'), entered(), left)
      .when(mentee({ effectiveOn: '2021-06-01' }), at62())
      .then({ type: 'EnteredMenteeBase', data: expect.not.objectContaining({ renewed: true }) });
  });
  it('refuses who is not registered, and who belongs to another school', () => {
    given(participant).when(mentee(), at62()).thenRefused('participant-registered');
    given(participant, registered('STUDENT'))
      .when(
        mentee({ schoolId: id(63) }),
        at62({ school: { schoolId: id(63), introducedFrom: '2021-01-15' } }),
      )
      .thenRefused('participant-of-this-school');
  });
});

describe('base of mentors (S62-2.5)', () => {
  it('accepts a known category that says who the person is', () => {
    const [event] = given(participant, registered('VETERAN'))
      .when(mentor({ category: 'VETERAN' }), at62())
      .then({ type: 'EnteredMentorBase' });
    expect(clauseIds(event!.data.basis.rules)).toEqual(expect.arrayContaining(['S62-4.8-7', 'S62-2.5']));
  });
  it('refuses a category of somebody else, or one the regulation does not know', () => {
    given(participant, registered('PARENT'))
      .when(mentor({ category: 'GRADUATE' }), at62())
      .thenRefused('mentor-category-known');
    given(participant, registered('PARENT'))
      .when(
        mentor({ category: 'PARENT' }),
        at62({ profile: s62But({ mentorCategories: own(['PEDAGOGUE']) }) }),
      )
      .thenRefused('mentor-category-known');
  });
  it('S62-2.5: asks for successful experience (invariant 6); elsewhere for measurable results, or for nothing', () => {
    const [reason] = given(participant, registered('PEDAGOGUE'))
      .when(mentor({ experience: [] }), at62())
      .thenRefused('mentor-criterion-evidenced');
    expect(clauseIds([reason!])).toEqual(['S62-2.5']);
    given(participant, registered('PEDAGOGUE'))
      .when(mentor(), at62({ profile: s62But({ mentorCriterion: own('MEASURABLE_RESULTS') }) }))
      .thenRefused('mentor-criterion-evidenced');
    given(participant, registered('PEDAGOGUE'))
      .when(mentor({ experience: [] }), at62({ profile: s62But({ mentorCriterion: own('NONE') }) }))
      .then({ type: 'EnteredMentorBase' });
  });
});

describe('what makes a mentor, under each regulation (invariant 6)', () => {
  const entering = (code: string, data: Partial<EnterMentorBase['data']>) =>
    given(participant, registered('PEDAGOGUE')).when(
      mentor(data),
      at62({ profile: underRegulation(code), age: 40 }),
    );
  it.each([
    ['IZO', ['IZO-2-01']],
    ['MR', ['MR-DEF-02', 'MR-K-03']],
  ])('%s: measurable results are described', (code, clauses) => {
    expect(clauseIds(entering(code, {}).thenRefused('mentor-criterion-evidenced'))).toEqual(clauses);
    entering(code, { evidenceNote: vault(7) }).then({ type: 'EnteredMentorBase' });
  });
  it('KIL-1.5-01: successful experience is named', () => {
    expect(clauseIds(entering('KIL', { experience: [] }).thenRefused('mentor-criterion-evidenced'))).toEqual([
      'KIL-1.5-01',
    ]);
    entering('KIL', {}).then({ type: 'EnteredMentorBase' });
  });
});

describe('categories under the other regulations', () => {
  const entering = (code: string, kind: PersonKind, categories: EnterMenteeBase['data']['categories']) =>
    given(participant, registered(kind)).when(
      mentee({ categories, experienceYears: 1 }),
      at62({ profile: underRegulation(code) }),
    );
  it('KIL sorts students by role model: none is asked, and none of School 62’s is known', () => {
    entering('KIL', 'STUDENT', []).then({ type: 'EnteredMenteeBase' });
    entering('KIL', 'STUDENT', ['LOW_RESULTS']).thenRefused('mentee-categories-known');
    entering('S62', 'STUDENT', []).thenRefused('mentee-categories-known');
  });
  it.each([
    ['IZO', 'YOUNG_ENTRANT', 'BURNOUT'],
    ['MR', 'NON_PEDAGOGICAL_EDUCATION', 'DIGITAL_SKILLS'],
    ['SEV', 'NEW_DUTIES_OR_TECH', 'SKILL_GAP'],
    ['KIL', 'SKILL_GAP', 'NEW_DUTIES_OR_TECH'],
  ] as const)('%s knows %s and not %s', (code, known, unknown) => {
    entering(code, 'PEDAGOGUE', [known]).then({ type: 'EnteredMenteeBase' });
    entering(code, 'PEDAGOGUE', [unknown]).thenRefused('mentee-categories-known');
  });
});

describe('young specialists (invariant 19, SEV-C-1, KIL-4.3.1-1)', () => {
  const entering = (code: string, experienceYears?: number) =>
    given(participant, registered('PEDAGOGUE')).when(
      mentee({
        categories: ['YOUNG_SPECIALIST'],
        ...(experienceYears === undefined ? {} : { experienceYears }),
      }),
      at62({ profile: underRegulation(code), age: 24 }),
    );
  it.each([
    ['SEV', 'SEV-C-1'],
    ['KIL', 'KIL-4.3.1-1'],
  ])('%s: up to three full years, both ends counted', (code, clause) => {
    entering(code, 0).then({ type: 'EnteredMenteeBase', data: { experienceYears: 0 } });
    const [event] = entering(code, 3).then({ type: 'EnteredMenteeBase', data: { experienceYears: 3 } });
    expect(clauseIds(event!.data.basis.rules)).toContain(clause);
    const [reason] = entering(code, 4).thenRefused('young-specialist-within-years');
    expect(clauseIds([reason!])).toEqual([clause]);
    entering(code).thenRefused('young-specialist-within-years');
  });
  it('School 62 states no limit and asks for no years', () => {
    entering('S62').then({ type: 'EnteredMenteeBase' });
    entering('S62', 20).then({ type: 'EnteredMenteeBase' });
  });
  it('another category asks for none', () =>
    void given(participant, registered('PEDAGOGUE'))
      .when(mentee({ categories: ['TRANSFERRED'] }), at62({ profile: underRegulation('KIL'), age: 50 }))
      .then({ type: 'EnteredMenteeBase' }));
  it('a renewed year of work or stage of education is a new entry', () => {
    const renewed = (experienceYears: number) =>
      mentee({ categories: ['YOUNG_SPECIALIST'], experienceYears, effectiveOn: '2021-03-01' });
    const history = [
      registered('PEDAGOGUE'),
      entered({ categories: ['YOUNG_SPECIALIST'], experienceYears: 1 }),
    ] as const;
    const kil = at62({ profile: underRegulation('KIL'), age: 24 });
    given(participant, ...history)
      .when(renewed(1), kil)
      .thenRefused('not-in-mentee-base-yet');
    given(participant, ...history)
      .when(renewed(2), kil)
      .then({ type: 'EnteredMenteeBase' });
  });
});

describe('leaving a base (S62-4.9)', () => {
  it('is accepted, and the last day still belongs to the stay', () => {
    const events = given(participant, registered('STUDENT'), entered())
      .when(leaving(), at62())
      .then({ type: 'LeftBase', data: { base: 'MENTEE' } });
    const state = [registered('STUDENT'), entered(), ...events].reduce<ParticipantState>(
      participant.evolve,
      participant.initial,
    );
    expect(
      ['2021-01-31', '2021-02-01', '2021-06-01', '2021-06-02'].map(
        (on) => menteeStayOn(state, on) !== undefined,
      ),
    ).toEqual([false, true, true, false]);
  });
  it('is refused to who is not in it, before the entry, and to a member of a pair', () => {
    given(participant, registered('STUDENT')).when(leaving(), at62()).thenRefused('in-base');
    given(participant, registered('STUDENT'), entered())
      .when(leaving('NEED_MET', '2021-01-31'), at62())
      .thenRefused('in-base');
    given(participant, registered('STUDENT'), entered(), joined)
      .when(leaving(), at62())
      .thenRefused('no-open-pair-when-leaving-base');
    given(participant, registered('STUDENT'), entered(), joined)
      .when(leaving('LEFT_SCHOOL'), at62())
      .then({ type: 'LeftBase' });
  });
});

describe('needs and what is carried from other streams', () => {
  it('S62-7-03: needs name their tasks', () => {
    const needs = (tasks: readonly 'LIFE'[]) =>
      command('DiagnoseNeeds', { ...said, tasks, findings: vault(7) });
    given(participant, registered('STUDENT'))
      .when(needs(['LIFE']), at62())
      .then({ type: 'NeedsDiagnosed' });
    given(participant, registered('STUDENT')).when(needs([]), at62()).thenRefused('needs-named');
  });
  it('S62-8-04, KIL-6.4.1-02: keeps a record of training, each once however often it arrives', () => {
    const note = command('NoteTraining', {
      ...{ ...said, activityId: id(710), kind: 'MENTOR_SCHOOL' as const },
      ...{ title: 'Школа наставников', hours: 18 },
    });
    const noted = given(participant, registered('GRADUATE'))
      .when(note, at62())
      .then({ type: 'TrainingCompleted', data: { hours: 18 } });
    given(participant, registered('GRADUATE'), ...noted)
      .when(note, at62())
      .thenNothing();
  });
  it('notes an agreement and a pair once, however often they arrive', () => {
    const note = command('NoteAgreement', { ...said, agreementId: id(700) });
    const join = command('JoinPair', { ...said, pairId: id(900), role: 'MENTEE' as const });
    const leave = command('LeavePair', { ...said, pairId: id(900), role: 'MENTEE' as const });
    const noted = given(participant, registered('GRADUATE'))
      .when(note, at62())
      .then({ type: 'AgreementNoted' });
    given(participant, registered('GRADUATE'), ...noted)
      .when(note, at62())
      .thenNothing();
    given(participant, registered('STUDENT')).when(leave, at62()).thenNothing();
    given(participant, registered('STUDENT')).when(join, at62()).then({ type: 'JoinedPair' });
    given(participant, registered('STUDENT'), joined).when(join, at62()).thenNothing();
    const left = given(participant, registered('STUDENT'), joined)
      .when(leave, at62())
      .then({ type: 'LeftPair' });
    const state = [registered('STUDENT'), joined, ...left].reduce<ParticipantState>(
      participant.evolve,
      participant.initial,
    );
    expect(openPairs(state)).toEqual([]);
  });
});

it('leaving a pair in one role leaves the other role as it was', () => {
  const as = (role: 'MENTOR' | 'MENTEE'): JoinedPair => ({ ...joined, data: { ...joined.data, role } });
  const left: ParticipantEvent = { type: 'LeftPair', data: as('MENTOR').data };
  const state = [registered('STUDENT'), as('MENTEE'), as('MENTOR'), left].reduce<ParticipantState>(
    participant.evolve,
    participant.initial,
  );
  expect(openPairs(state)).toMatchObject([{ role: 'MENTEE' }]);
});

it('no accepted history has a misfit in a base, or anything before the introduction', () => {
  const act: fc.Arbitrary<readonly [ParticipantCommand, ParticipantEvidence]> = fc
    .record({
      what: fc.constantFrom('register', 'mentee', 'mentee', 'mentor', 'leave', 'join', 'leavePair'),
      kind: fc.constantFrom('STUDENT' as const, 'STUDENT' as const, 'PEDAGOGUE' as const, ...PERSON_KINDS),
      on: anyDay,
      categories: fc.uniqueArray(fc.constantFrom(...MENTEE_CATEGORIES), { minLength: 1, maxLength: 2 }),
      introduced: mostly,
    })
    .map(({ what, kind, on, categories, introduced }) => {
      const data = { ...said, effectiveOn: on };
      const known = at62(introduced ? {} : { school: { schoolId: SCHOOL, introducedFrom: '2021-09-01' } });
      switch (what) {
        case 'register':
          return [registration(kind, data), known] as const;
        case 'mentee':
          return [mentee({ ...data, categories }), known] as const;
        case 'mentor':
          return [mentor({ ...data, category: kind }), known] as const;
        case 'leave':
          return [leaving('NEED_MET', on), known] as const;
        case 'join':
          return [command('JoinPair', { ...data, pairId: id(900), role: 'MENTEE' as const }), known] as const;
        default:
          return [
            command('LeavePair', { ...data, pairId: id(900), role: 'MENTEE' as const }),
            known,
          ] as const;
      }
    });
  everyHistory({
    decider: participant,
    storedTypes: participantStoredTypes,
    acts: act,
    first: [[registration('STUDENT'), at62()]],
    atLeast: 300,
    holds: (history) => {
      let kind: PersonKind | undefined;
      let inside = false;
      let paired = false;
      for (const { events, evidence } of history) {
        for (const event of events) {
          const { type, data } = event;
          if (type === 'JoinedPair' || type === 'LeftPair') {
            expect(paired).toBe(type === 'LeftPair');
            paired = type === 'JoinedPair';
            continue;
          }
          expect(evidence.school.introducedFrom! <= data.effectiveOn && data.effectiveOn <= TODAY).toBe(true);
          if (type === 'ParticipantRegistered') {
            expect(kind).toBeUndefined();
            kind = data.kind;
          }
          if (type === 'EnteredMenteeBase') {
            const allowed: readonly string[] =
              kind === 'STUDENT'
                ? STUDENT_MENTEE_CATEGORIES
                : kind === 'PEDAGOGUE'
                  ? PEDAGOGUE_MENTEE_CATEGORIES
                  : [];
            expect(data.categories.every((category) => allowed.includes(category))).toBe(true);
            inside = true;
          }
          if (type === 'EnteredMentorBase') expect(data.category).toBe(kind);
          if (type === 'LeftBase') {
            expect(inside && !paired).toBe(true);
            inside = false;
          }
        }
      }
    },
  });
});
