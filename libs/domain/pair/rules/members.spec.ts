/** Who stands opposite whom, under the regulations that differ: allowed, refused, not demanded. */
import { given } from '../../../kernel/given.testing';
import type { Form, RoleModel } from '../../vocabulary';
import { pair, type PairEvidence, type PairProfile, type PersonEvidence } from '../pair';
import {
  actors,
  bothConsents,
  command,
  CURATOR,
  evidenceWith,
  heldRules,
  live,
  MENTEE,
  MENTOR,
  ON,
  ORDER,
  orderOf,
  SECOND_MENTEE,
  SECOND_MENTOR,
  student,
  teacher,
  uuid,
} from '../pair.fixtures.testing';
import { under } from '../pair.regulations.testing';

const school = { ...evidenceWith().school, curators: [{ personId: CURATOR, form: 'ALL' as const }] };
const seeing = (
  profile: PairProfile,
  people: readonly PersonEvidence[],
  more: Partial<PairEvidence> = {},
): PairEvidence =>
  evidenceWith({
    profile,
    school,
    people: Object.fromEntries(people.map((person) => [person.participantId, person])),
    ...more,
  });
const pedagogue = (id: string, over: Partial<PersonEvidence> = {}) =>
  teacher(id, { inMenteeBase: true, needsDiagnosed: true, ...over });
const outsider = (id: string) => pedagogue(id, { employed: false });
const pupil = (id: string, educationStage?: PersonEvidence['educationStage']) =>
  student(id, {
    inMentorBase: true,
    categories: [],
    consents: bothConsents('LEGAL_REPRESENTATIVE'),
    ...(educationStage === undefined ? {} : { educationStage }),
  });

const propose = (
  form: Form,
  menteeIds: readonly string[] = [MENTEE],
  { roleModel, kind = 'PAIR' }: { readonly roleModel?: RoleModel; readonly kind?: 'PAIR' | 'GROUP' } = {},
) =>
  command('ProposePair', ON.proposed, {
    ...{ kind, form, menteeIds, tasks: ['PROFESSIONAL'] },
    ...(roleModel === undefined ? {} : { roleModel }),
  });
const offer = (...mentorIds: readonly string[]) => command('OfferCandidates', ON.offered, { mentorIds });
const fix = command(
  'FixPair',
  ON.fixed,
  { orderId: ORDER, from: ON.fixed, until: ON.until },
  actors.director,
);
const choices = [MENTEE, SECOND_MENTEE].map((menteeId) =>
  command('ChooseMentor', ON.chosen, { mentorId: MENTOR, menteeId, through: 'SELF' }),
);
const familiarised = command('FamiliariseParticipants', ON.familiarised, {
  participantIds: [MENTOR, MENTEE, SECOND_MENTEE],
});
const ordered = orderOf('PAIRS', ORDER, ON.fixed);

describe('pedagogues only (invariant 5, IZO-1.2-01, SEV-D-03, MR-DEF-01)', () => {
  it.each(['IZO', 'SEV', 'MR'] as const)('%s refuses a student as mentee, citing its own clause', (code) => {
    const form = code === 'SEV' ? 'TRADITIONAL' : 'TEACHER_STUDENT';
    const [reason] = given(pair)
      .when(propose(form), seeing(under(code), [student(MENTEE)]))
      .thenRefused('participant-within-scope');
    expect(reason?.clauses[0]?.id.startsWith(code)).toBe(true);
    given(pair)
      .when(propose(code === 'SEV' ? form : 'TEACHER_TEACHER'), seeing(under(code), [pedagogue(MENTEE)]))
      .then({ type: 'PairProposed' });
  });
  it.each(['S62', 'KIL'] as const)(
    '%s lets a student be one',
    (code) =>
      void given(pair)
        .when(propose('STUDENT_STUDENT'), seeing(under(code), [pupil(MENTEE)]))
        .then({ type: 'PairProposed' }),
  );
  it('KIL-1.2-01: from the age of ten; School 62 names no age', () => {
    const young = [pupil(MENTEE)].map((one) => ({ ...one, age: 9 }));
    const [reason] = given(pair)
      .when(propose('STUDENT_STUDENT'), seeing(under('KIL'), young))
      .thenRefused('student-old-enough');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['KIL-1.2-01']);
    given(pair)
      .when(propose('STUDENT_STUDENT'), seeing(under('S62'), young))
      .then({ type: 'PairProposed' });
  });
});

describe('forms (invariant 17, KIL-4.1-01, SEV-F-1..6)', () => {
  it.each([
    ['KIL', 'TEACHER_STUDENT', ['KIL-4.1-01', 'KIL-4.3.6']],
    ['SEV', 'TEACHER_TEACHER', ['SEV-F-1', 'SEV-F-2', 'SEV-F-3', 'SEV-F-4', 'SEV-F-5', 'SEV-F-6']],
  ] as const)('%s does not know %s', (code, form, clauses) => {
    const mentee = code === 'KIL' ? pupil(MENTEE) : pedagogue(MENTEE);
    const [reason] = given(pair)
      .when(propose(form), seeing(under(code), [mentee]))
      .thenRefused('form-enabled');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(clauses);
  });
  it.each(['IZO', 'MR'] as const)(
    '%s leaves forms to the organisation',
    (code) =>
      void given(pair)
        .when(propose('REVERSE'), seeing(under(code), [pedagogue(MENTEE)]))
        .then({ type: 'PairProposed' }),
  );
});

describe('cardinality by form (invariant 17, SEV-F-1, F-2, F-6)', () => {
  const two = [pedagogue(MENTEE), pedagogue(SECOND_MENTEE)];
  const group = { kind: 'GROUP' } as const;
  it.each(['TRADITIONAL', 'VIRTUAL'] as const)('SEV: two mentees in a %s group are refused', (form) => {
    const [reason] = given(pair)
      .when(propose(form, [MENTEE, SECOND_MENTEE], group), seeing(under('SEV'), two))
      .thenRefused('cardinality-fits');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['SEV-F-1', 'SEV-F-2', 'SEV-F-6']);
  });
  it('SEV: a group has several mentees, one is refused', () => {
    given(pair)
      .when(propose('GROUP', [MENTEE, SECOND_MENTEE], group), seeing(under('SEV'), two))
      .then({ type: 'PairProposed' });
    given(pair)
      .when(propose('GROUP', [MENTEE], group), seeing(under('SEV'), two))
      .thenRefused('cardinality-fits');
  });
  it('SEV: virtual mentoring may have several mentors, traditional has one', () => {
    const people = [pedagogue(MENTEE), pedagogue(MENTOR), pedagogue(SECOND_MENTOR)];
    const evidence = seeing(under('SEV'), people, ordered);
    const history = (form: Form) =>
      live([propose(form, [MENTEE], group), offer(MENTOR, SECOND_MENTOR)], evidence);
    given(pair, ...history('VIRTUAL'))
      .when(fix, evidence)
      .then({ type: 'PairFixed' });
    given(pair, ...history('TRADITIONAL'))
      .when(fix, evidence)
      .thenRefused('cardinality-fits');
  });
  it('KIL-5.2-3 lets a group of any size be; S62-2.2 too', () => {
    for (const code of ['KIL', 'S62'] as const) {
      given(pair)
        .when(propose('TEACHER_TEACHER', [MENTEE, SECOND_MENTEE], group), seeing(under(code), two))
        .then({ type: 'PairProposed' });
    }
  });
});

describe('a flash is one meeting (invariant 22, SEV-F-3)', () => {
  const people = [pedagogue(MENTEE), pedagogue(MENTOR)];
  const evidence = seeing(under('SEV'), people, ordered);
  const entry = command('AssessEntry', ON.entry, {
    assessments: [{ menteeId: MENTEE, levels: { COMPETENCE: 'LOW' } }],
  });
  const meet = (on: string, kind: 'FINAL' | 'TRIAL') =>
    command('HoldMeeting', on, { kind, attendeeIds: [MENTOR, MENTEE] });
  const started = (form: Form) => live([propose(form), offer(MENTOR), fix, entry], evidence);
  it('is held once and refused again', () => {
    const held = given(pair, ...started('FLASH'))
      .when(meet(ON.trial, 'FINAL'), evidence)
      .then({ type: 'MeetingHeld' });
    expect(heldRules(held)['meetings-in-order']).toEqual(['SEV-F-3']);
    const [reason] = given(pair, ...started('FLASH'), ...held)
      .when(meet(ON.planning, 'FINAL'), evidence)
      .thenRefused('meetings-in-order');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['SEV-F-3']);
  });
  it('another form of Seversk meets as it likes', () => {
    const held = given(pair, ...started('TRADITIONAL'))
      .when(meet(ON.trial, 'TRIAL'), evidence)
      .then({ type: 'MeetingHeld' });
    expect(heldRules(held)).not.toHaveProperty('meetings-in-order');
  });
});

describe('role models (invariant 17, KIL-4.2.5-2)', () => {
  it('KIL: one of the form is taken, one of another form is refused', () => {
    const evidence = seeing(under('KIL'), [pupil(MENTEE)]);
    given(pair)
      .when(propose('STUDENT_STUDENT', [MENTEE], { roleModel: 'LEADER_PASSIVE' }), evidence)
      .then({ type: 'PairProposed', data: { roleModel: 'LEADER_PASSIVE' } });
    const [reason] = given(pair)
      .when(propose('STUDENT_STUDENT', [MENTEE], { roleModel: 'EXPERIENCED_YOUNG' }), evidence)
      .thenRefused('role-model-of-form');
    expect(reason?.clauses).toHaveLength(7);
  });
  it('School 62 names none, and takes down any', () => {
    const events = given(pair)
      .when(
        propose('STUDENT_STUDENT', [MENTEE], { roleModel: 'EXPERIENCED_YOUNG' }),
        seeing(under('S62'), [pupil(MENTEE)]),
      )
      .then({ type: 'PairProposed' });
    expect(heldRules(events)).not.toHaveProperty('role-model-of-form');
  });
});

describe('student and student (invariant 18, KIL-4.2.1, KIL-4.2.5-3)', () => {
  const proposed = (profile: PairProfile, roleModel?: RoleModel) =>
    live(
      [propose('STUDENT_STUDENT', [MENTEE], roleModel === undefined ? {} : { roleModel })],
      seeing(profile, [pupil(MENTEE)]),
    );
  it('KIL: a mentor on a higher stage is offered, one on the same or a lower is refused', () => {
    const offering = (mentor: PersonEvidence['educationStage']) =>
      given(pair, ...proposed(under('KIL'))).when(
        offer(MENTOR),
        seeing(under('KIL'), [pupil(MENTEE, 'BASIC'), pupil(MENTOR, mentor)]),
      );
    const held = offering('SECONDARY').then({ type: 'MentorCandidatesOffered' });
    expect(heldRules(held)['student-mentor-on-higher-stage']).toEqual(['KIL-4.2.1', 'KIL-4.2.5-3']);
    offering('BASIC').thenRefused('student-mentor-on-higher-stage');
    offering('PRIMARY').thenRefused('student-mentor-on-higher-stage');
    const [reason] = offering(undefined).thenRefused('student-mentor-on-higher-stage');
    expect(reason?.missing).toEqual([
      { kind: 'education-stage', subject: MENTOR, detail: { role: 'MENTOR' } },
    ]);
  });
  it('KIL: equals are on one stage', () =>
    void given(pair, ...proposed(under('KIL'), 'EQUAL_EQUAL'))
      .when(offer(MENTOR), seeing(under('KIL'), [pupil(MENTEE, 'BASIC'), pupil(MENTOR, 'BASIC')]))
      .then({ type: 'MentorCandidatesOffered' }));
  it('School 62 asks for no stage', () =>
    void given(pair, ...proposed(under('S62')))
      .when(offer(MENTOR), seeing(under('S62'), [pupil(MENTEE), pupil(MENTOR)]))
      .then({ type: 'MentorCandidatesOffered' }));
  it('KIL-4.2.1: a student of another organisation is none of this school', () =>
    void given(pair, ...proposed(under('KIL')))
      .when(
        offer(MENTOR),
        seeing(under('KIL'), [pupil(MENTEE, 'BASIC'), { ...pupil(MENTOR, 'SECONDARY'), schoolId: uuid(63) }]),
      )
      .thenRefused('people-known'));
});

describe('across organisations (SEV-F-6, KIL-4.2.1)', () => {
  const offering = (code: 'SEV' | 'IZO' | 'KIL', form: Form) =>
    given(pair, ...live([propose(form)], seeing(under(code), [pedagogue(MENTEE)]))).when(
      offer(MENTOR),
      seeing(under(code), [pedagogue(MENTEE), outsider(MENTOR)]),
    );
  it('SEV: a mentor from outside in the network and virtual forms, in no other', () => {
    offering('SEV', 'VIRTUAL').then({ type: 'MentorCandidatesOffered' });
    offering('SEV', 'NETWORK').then({ type: 'MentorCandidatesOffered' });
    const [reason] = offering('SEV', 'TRADITIONAL').thenRefused('members-of-one-organisation');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['SEV-III-5', 'SEV-F-6']);
  });
  it('IZO and KIL let teachers of different organisations meet', () => {
    offering('IZO', 'TEACHER_TEACHER').then({ type: 'MentorCandidatesOffered' });
    offering('KIL', 'TEACHER_TEACHER').then({ type: 'MentorCandidatesOffered' });
  });
});

describe('representatives of minors (invariant 9, KIL-2.1.3, S62-4.11-2)', () => {
  const acts = (code: 'KIL' | 'S62') => {
    const mentor = { ...pupil(MENTOR, 'SECONDARY'), consents: bothConsents('SELF') };
    const evidence = seeing(under(code), [pupil(MENTEE, 'BASIC'), mentor], ordered);
    const history = live([propose('STUDENT_STUDENT'), offer(MENTOR), choices[0]!, familiarised], evidence);
    return given(pair, ...history).when(fix, evidence);
  };
  it('KIL asks for them for mentees only, School 62 for mentors too', () => {
    const held = acts('KIL').then({ type: 'PairFixed' });
    expect(heldRules(held)['minors-represented']).toEqual(['KIL-2.1.3']);
    const [reason] = acts('S62').thenRefused('minors-represented');
    expect(reason?.missing[0]).toMatchObject({ subject: MENTOR });
  });
});

describe('familiarised (invariant 12, KIL-5.2-6, S62-4.12)', () => {
  const fixing = (code: 'KIL' | 'S62' | 'SEV', form: Form = 'TEACHER_TEACHER') => {
    const paid = { ...uuidAgreement, kind: 'CONTRACT_ADDENDUM' as const };
    const evidence = seeing(
      under(code),
      [pedagogue(MENTEE), pedagogue(MENTOR, { agreements: [paid] })],
      ordered,
    );
    const known = command('FamiliariseParticipants', ON.familiarised, { participantIds: [MENTEE] });
    const chosen = code === 'SEV' ? [] : [choices[0]!, known];
    return given(pair, ...live([propose(form), offer(MENTOR), ...chosen], evidence)).when(fix, evidence);
  };
  it('KIL: the mentees; School 62: everyone; Seversk: nobody', () => {
    const held = fixing('KIL').then({ type: 'PairFixed' });
    expect(heldRules(held)['familiarised-before-pair']).toEqual(['KIL-5.2-6']);
    fixing('S62').thenRefused('familiarised-before-pair');
    fixing('SEV', 'TRADITIONAL').then({ type: 'PairFixed' });
  });
});

const uuidAgreement = { agreementId: uuid(41), gratuitous: false, from: ON.introduced, until: ON.until };

describe('labour law from 01.03.2025: an employee mentors an employee on a contract that says how (invariant 16)', () => {
  const start = (from: string, agreements: PersonEvidence['agreements'], menteeEmployed = true) => {
    const evidence = seeing(
      under('S62'),
      [pedagogue(MENTEE, { employed: menteeEmployed }), pedagogue(MENTOR, { agreements })],
      { ...orderOf('PAIRS', ORDER, from), today: from },
    );
    const act = command(
      'FixPair',
      from,
      { orderId: ORDER, from, until: `${from.slice(0, 4)}-12-20` },
      actors.director,
    );
    const history = live([propose('TEACHER_TEACHER'), offer(MENTOR), choices[0]!, familiarised], {
      ...evidence,
      today: from,
    });
    return given(pair, ...history).when(act, evidence);
  };
  const addendum = { ...uuidAgreement, kind: 'CONTRACT_ADDENDUM' as const, until: '2025-12-31' };
  it('is fixed on an addendum that states its terms', () =>
    void start('2025-03-03', [{ ...addendum, statesTerms: true }]).then({ type: 'PairFixed' }));
  it('is refused without one, or on one that says nothing of mentoring or has run out', () => {
    for (const agreements of [
      [],
      [addendum],
      [{ ...addendum, statesTerms: true as const, until: '2025-02-28' }],
      [{ ...addendum, kind: 'OTHER_PAY_BASIS' as const, statesTerms: true as const }],
    ]) {
      const [reason] = start('2025-03-03', agreements).thenRefused('employee-mentor-by-contract');
      expect(reason?.message.ru).toContain('351.8');
      expect(reason?.missing).toEqual([{ kind: 'addendum', subject: MENTOR, detail: { role: 'MENTOR' } }]);
    }
  });
  it('is not asked before the law, nor where the mentee is no employee', () => {
    start('2025-02-28', []).then({ type: 'PairFixed' });
    start('2025-03-03', [], false).then({ type: 'PairFixed' });
  });
});

describe('what an employee mentors on (invariant 16, KIL-2.1.4, KIL-3.2)', () => {
  const fixing = (code: 'KIL' | 'S62', agreements: PersonEvidence['agreements'], employed = true) => {
    const evidence = seeing(
      under(code),
      [pedagogue(MENTEE), pedagogue(MENTOR, { agreements, employed })],
      ordered,
    );
    const history = live([propose('TEACHER_TEACHER'), offer(MENTOR), choices[0]!, familiarised], evidence);
    return given(pair, ...history).when(fix, evidence);
  };
  it.each(['CONTRACT_ADDENDUM', 'OTHER_PAY_BASIS'] as const)(
    'KIL: %s is enough, and stands in the basis',
    (kind) => {
      const events = fixing('KIL', [{ ...uuidAgreement, kind }]).then({ type: 'PairFixed' });
      expect(heldRules(events)['employee-mentor-pay-basis']).toEqual(['KIL-2.1.4', 'KIL-3.2']);
      expect(events[0]?.data.basis.evidence).toMatchObject({ payBasis: [uuid(41)] });
    },
  );
  it('KIL: none, one that has run out, or a cooperation agreement is not', () => {
    fixing('KIL', []).thenRefused('employee-mentor-pay-basis');
    fixing('KIL', [uuidAgreement]).thenRefused('employee-mentor-pay-basis');
    const [reason] = fixing('KIL', [
      { ...uuidAgreement, kind: 'CONTRACT_ADDENDUM', until: '2021-01-31' },
    ]).thenRefused('employee-mentor-pay-basis');
    expect(reason?.missing).toEqual([{ kind: 'pay-basis', subject: MENTOR, detail: { role: 'MENTOR' } }]);
  });
  it('is not asked of a mentor from outside, nor by School 62', () => {
    expect(heldRules(fixing('KIL', [], false).then({ type: 'PairFixed' }))).not.toHaveProperty(
      'employee-mentor-pay-basis',
    );
    expect(heldRules(fixing('S62', []).then({ type: 'PairFixed' }))).not.toHaveProperty(
      'employee-mentor-pay-basis',
    );
  });
  it('KIL: in a group it is asked of the employee and not of the mentor from outside', () => {
    const paid = [{ ...uuidAgreement, kind: 'CONTRACT_ADDENDUM' as const }];
    const group = [MENTEE, SECOND_MENTEE].map((one) => pedagogue(one));
    const evidence = (agreements: PersonEvidence['agreements']) =>
      seeing(
        under('KIL'),
        [...group, pedagogue(MENTOR, { agreements }), pedagogue(SECOND_MENTOR, { employed: false })],
        ordered,
      );
    const chosen = [
      command('ChooseMentor', ON.chosen, { mentorId: MENTOR, menteeId: MENTEE, through: 'SELF' }),
      command('ChooseMentor', ON.chosen, {
        ...{ mentorId: SECOND_MENTOR, menteeId: SECOND_MENTEE, through: 'SELF' },
      }),
    ];
    const history = live(
      [
        propose('TEACHER_TEACHER', [MENTEE, SECOND_MENTEE], { kind: 'GROUP' }),
        ...[offer(MENTOR, SECOND_MENTOR), ...chosen, familiarised],
      ],
      evidence(paid),
    );
    given(pair, ...history)
      .when(fix, evidence(paid))
      .then({ type: 'PairFixed' });
    const [reason] = given(pair, ...history)
      .when(fix, evidence([]))
      .thenRefused('employee-mentor-pay-basis');
    expect(reason?.missing.map(({ subject }) => subject)).toEqual([MENTOR]);
  });
  it('KIL: it is in force on the date of the order already, not only on the first day of the work', () => {
    const late = pedagogue(MENTOR, {
      agreements: [{ ...uuidAgreement, kind: 'CONTRACT_ADDENDUM', from: '2021-02-05' }],
    });
    const evidence = seeing(under('KIL'), [pedagogue(MENTEE), late], ordered);
    const history = live([propose('TEACHER_TEACHER'), offer(MENTOR), choices[0]!, familiarised], evidence);
    given(pair, ...history)
      .when({ ...fix, data: { ...fix.data, from: '2021-02-08' } }, evidence)
      .thenRefused('employee-mentor-pay-basis');
  });
  it('an addendum is no cooperation agreement with a mentor from outside (S62-4.14)', () =>
    void fixing(
      'S62',
      [{ ...uuidAgreement, kind: 'CONTRACT_ADDENDUM', gratuitous: true }],
      false,
    ).thenRefused('external-mentor-agreement'));
});

describe('meetings written up in any order, where none is prescribed (IZO)', () => {
  const people = [pedagogue(MENTEE), pedagogue(MENTOR)];
  const evidence = seeing(under('IZO'), people, ordered);
  const entry = command('AssessEntry', ON.entry, {
    assessments: [{ menteeId: MENTEE, levels: { COMPETENCE: 'LOW' } }],
  });
  const met = (on: string) => command('HoldMeeting', on, { kind: 'TRIAL', attendeeIds: [MENTOR, MENTEE] });
  it('the pair ends no earlier than the latest of them', () => {
    const acts = [propose('TEACHER_TEACHER'), offer(MENTOR), fix, entry, met(ON.planning), met(ON.trial)];
    const end = command('EndPair', '2021-02-12', { orderId: uuid(32), reason: 'MUTUAL' }, actors.director);
    given(pair, ...live(acts, evidence))
      .when(end, { ...evidence, ...orderOf('PAIR_END', uuid(32), '2021-02-12') })
      .thenRefused('not-before-its-ground');
  });
});
