/** Forming a pair under School 62, clause by clause; and the same acts where a regulation does not demand the rule. */
import { given } from '../../../kernel/given.testing';
import { pair } from '../pair';
import {
  ACTS,
  actors,
  bothConsents,
  CHANGE_ORDER,
  command,
  evidenceOf,
  evidenceWith,
  EXTERNAL_MENTOR,
  graduate,
  heldRules,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  ORDER,
  orderOf,
  profileWith,
  SECOND_MENTEE,
  SECOND_MENTOR,
  student,
  teacher,
  uuid,
} from '../pair.fixtures.testing';

const fix = (over: { from?: string; until?: string; on?: string; orderId?: string } = {}) =>
  command(
    'FixPair',
    over.on ?? ON.fixed,
    { orderId: over.orderId ?? ORDER, from: over.from ?? ON.fixed, until: over.until ?? ON.until },
    actors.director,
  );
const ordered = orderOf('PAIRS', ORDER, ON.fixed);
const readyToFix = () => given(pair, ...lifeOf('familiarised'));

describe('S62-4.1 nothing before the introduction order (invariant 1)', () => {
  it('refuses a pair proposed before the day of introduction', () => {
    const [reason] = given(pair)
      .when(command('ProposePair', '2021-01-10', ACTS.proposed.data), evidenceWith())
      .thenRefused('introduction-order-first');
    expect(reason).toMatchObject({
      invariant: 1,
      clauses: [{ id: 'S62-4.1' }, { id: 'S62-12-02' }],
      missing: [{ kind: 'order', detail: { kind: 'INTRODUCTION' } }],
      message: { ru: expect.stringContaining('11.01.2021') as string },
    });
  });
  it('refuses every act where no such order exists', () => {
    const { introducedFrom: _, ...school } = evidenceWith().school;
    given(pair).when(ACTS.proposed, evidenceWith({ school })).thenRefused('introduction-order-first');
  });
  it('does not ask for it where the regulation does not', () => {
    const { introducedFrom: _, ...school } = evidenceWith().school;
    const events = given(pair)
      .when(ACTS.proposed, evidenceWith({ school, profile: profileWith({ introductionOrder: false }) }))
      .then({ type: 'PairProposed' });
    expect(heldRules(events)).not.toHaveProperty('introduction-order-first');
  });
});

describe('S62-4.3, S62-2.7 who leads is appointed (invariant 3)', () => {
  it('lets the curator of the form act, and says who it was', () => {
    const events = given(pair).when(ACTS.proposed, evidenceWith()).then({ type: 'PairProposed' });
    expect(heldRules(events)).toHaveProperty('leader-appointed', ['S62-4.3']);
    expect(events[0]?.data.basis.evidence).toEqual({ curator: actors.curator.id });
  });
  it.each([
    ['a curator nobody appointed', { id: uuid(99), role: 'curator' }],
    ['a coordinator nobody appointed', { id: uuid(99), role: 'coordinator' }],
  ])('refuses %s', (_, actor) => {
    given(pair)
      .when(command('ProposePair', ON.proposed, ACTS.proposed.data, actor), evidenceWith())
      .thenRefused('leader-appointed');
  });
  it('refuses a curator of another form, and lets a curator of all forms act', () => {
    const school = evidenceWith().school;
    const withForm = (form: 'TEACHER_TEACHER' | 'ALL') =>
      evidenceWith({ school: { ...school, curators: [{ personId: actors.curator.id, form }] } });
    given(pair).when(ACTS.proposed, withForm('TEACHER_TEACHER')).thenRefused('leader-appointed');
    given(pair).when(ACTS.proposed, withForm('ALL')).then({ type: 'PairProposed' });
  });
  it('has nothing to say of a director', () => {
    const events = readyToFix().when(fix(), evidenceWith(ordered)).then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('leader-appointed');
  });
});

describe('S62-3.1 within the scope (invariant 5)', () => {
  const people = { [MENTEE]: student(MENTEE, { kind: 'PARENT', age: 40 }) };
  it('refuses a parent as mentee', () => {
    given(pair)
      .when(ACTS.proposed, evidenceWith({ people }))
      .thenRefused('participant-within-scope', 'members-fit-form');
  });
  it('refuses a student where the regulation is for pedagogues', () => {
    const [reason] = given(pair)
      .when(ACTS.proposed, evidenceWith({ profile: profileWith({ participantScope: ['PEDAGOGUE'] }) }))
      .thenRefused('participant-within-scope');
    expect(reason?.missing).toEqual([{ kind: 'scope', subject: MENTEE, detail: { role: 'MENTEE' } }]);
  });
  it('asks for an age only where the regulation names one', () => {
    const young = evidenceWith({
      people: { [MENTEE]: student(MENTEE, { age: 9 }) },
      profile: profileWith({ studentMinAge: 10 }),
    });
    given(pair).when(ACTS.proposed, young).thenRefused('student-old-enough');
    given(pair)
      .when(ACTS.proposed, { ...young, profile: profileWith() })
      .then({ type: 'PairProposed' });
    const events = given(pair)
      .when(ACTS.proposed, evidenceWith({ profile: profileWith({ studentMinAge: 10 }) }))
      .then({ type: 'PairProposed' });
    expect(events[0]?.data.basis.evidence).toMatchObject({ ages: { [MENTEE]: 15 } });
  });
});

describe('S62-4.4 members stand in the bases (invariant 7)', () => {
  const people = { [MENTOR]: teacher(MENTOR, { inMentorBase: false }) };
  it('refuses a candidate, and later a pair, with a mentor outside the base', () => {
    const [reason] = given(pair, ...lifeOf('proposed'))
      .when(ACTS.offered, evidenceWith({ people }))
      .thenRefused('members-in-bases');
    expect(reason).toMatchObject({ clauses: [{ id: 'S62-4.4' }], missing: [{ subject: MENTOR }] });
    readyToFix()
      .when(fix(), evidenceWith({ ...ordered, people }))
      .thenRefused('members-in-bases');
  });
  it('does not look where the regulation keeps no bases', () => {
    const events = readyToFix()
      .when(fix(), evidenceWith({ ...ordered, people, profile: profileWith({ basesRequired: false }) }))
      .then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('members-in-bases');
  });
});

describe('S62-5.1, S62-2.2 form and number of members (invariant 17)', () => {
  const propose = (data: Partial<typeof ACTS.proposed.data>) =>
    command('ProposePair', ON.proposed, { ...ACTS.proposed.data, ...data }, actors.director);
  it('admits a form the open list does not name', () => {
    given(pair)
      .when(propose({ form: 'EMPLOYER_STUDENT' }), evidenceWith())
      .then({ type: 'PairProposed' });
  });
  it('refuses it where the list is closed', () => {
    given(pair)
      .when(
        propose({ form: 'EMPLOYER_STUDENT' }),
        evidenceWith({ profile: profileWith({ forms: { codes: ['TEACHER_STUDENT'], open: false } }) }),
      )
      .thenRefused('form-enabled');
  });
  it('refuses a pair of one mentor and two mentees; that is a group', () => {
    const menteeIds = [MENTEE, SECOND_MENTEE];
    given(pair).when(propose({ menteeIds }), evidenceWith()).thenRefused('cardinality-fits');
    given(pair)
      .when(propose({ kind: 'GROUP', menteeIds }), evidenceWith())
      .then({ type: 'PairProposed' });
  });
  it('refuses a group of one and one when it is to be fixed', () => {
    const [, ...others] = ['proposed', 'offered', 'chosen', 'familiarised'] as const;
    const history = live([propose({ kind: 'GROUP' }), ...others.map((step) => ACTS[step])]);
    given(pair, ...history)
      .when(fix(), evidenceWith(ordered))
      .thenRefused('cardinality-fits');
  });
  it('refuses a teacher in the place of a student, and a student in the place of a teacher', () => {
    given(pair)
      .when(ACTS.proposed, evidenceWith({ people: { [MENTEE]: teacher(MENTEE, { inMenteeBase: true }) } }))
      .thenRefused('members-fit-form');
    given(pair, ...lifeOf('proposed'))
      .when(
        command('OfferCandidates', ON.offered, { mentorIds: [SECOND_MENTEE] }),
        evidenceWith({ people: { [SECOND_MENTEE]: student(SECOND_MENTEE, { inMentorBase: true }) } }),
      )
      .thenRefused('members-fit-form');
  });
  it('refuses who is named twice, or as mentor and mentee at once', () => {
    given(pair)
      .when(propose({ kind: 'GROUP', menteeIds: [MENTEE, MENTEE] }), evidenceWith())
      .thenRefused('members-distinct');
    given(pair, ...lifeOf('proposed'))
      .when(
        command('OfferCandidates', ON.offered, { mentorIds: [MENTEE] }),
        evidenceWith({ people: { [MENTEE]: student(MENTEE, { inMentorBase: true }) } }),
      )
      .thenRefused('members-distinct', 'members-fit-form');
  });
  it('refuses who is not registered in this school', () => {
    const [reason] = given(pair)
      .when(propose({ menteeIds: [uuid(77)] }), evidenceWith())
      .thenRefused('people-known');
    expect(reason?.missing).toEqual([{ kind: 'participant', subject: uuid(77) }]);
    given(pair)
      .when(ACTS.proposed, evidenceWith({ people: { [MENTEE]: student(MENTEE, { schoolId: uuid(78) }) } }))
      .thenRefused('people-known');
  });
});

describe('S62-10-02 the mentee chooses from offered candidates (invariant 13)', () => {
  it('refuses an empty offer', () => {
    given(pair, ...lifeOf('proposed'))
      .when(command('OfferCandidates', ON.offered, { mentorIds: [] }), evidenceWith())
      .thenRefused('candidates-offered');
  });
  const choose = (mentorId: string, actor: { id: string; role: string } = actors.curator) =>
    command('ChooseMentor', ON.chosen, { mentorId, menteeId: MENTEE, through: 'SELF' as const }, actor);
  it('refuses a mentor nobody offered', () => {
    const [reason] = given(pair, ...lifeOf('offered'))
      .when(choose(SECOND_MENTOR), evidenceWith())
      .thenRefused('chosen-from-offered');
    expect(reason).toMatchObject({ clauses: [{ id: 'S62-10-02' }], missing: [{ subject: SECOND_MENTOR }] });
  });
  it('lets anyone be named where the regulation gives no choice', () => {
    given(pair, ...lifeOf('offered'))
      .when(choose(SECOND_MENTOR), evidenceWith({ profile: profileWith({ menteeChoosesMentor: false }) }))
      .then({ type: 'MentorChosen', data: { mentorId: SECOND_MENTOR } });
  });
  it('S62-10-05: takes the choice of a representative', () => {
    given(pair, ...lifeOf('offered'))
      .when(
        command('ChooseMentor', ON.chosen, { mentorId: MENTOR, menteeId: MENTEE, through: 'REPRESENTATIVE' }),
        evidenceWith(),
      )
      .then({ type: 'MentorChosen', data: { through: 'REPRESENTATIVE' } });
  });
  it('does not let one mentee choose for another, nor a stranger choose', () => {
    given(pair, ...lifeOf('offered'))
      .when(choose(MENTOR, { id: SECOND_MENTEE, role: 'mentee' }), evidenceWith())
      .thenRefused('chooser-is-mentee');
    given(pair, ...lifeOf('offered'))
      .when(
        command('ChooseMentor', ON.chosen, { mentorId: MENTOR, menteeId: SECOND_MENTEE, through: 'SELF' }),
        evidenceWith(),
      )
      .thenRefused('chooser-is-mentee');
  });
  const group = [
    command('ProposePair', ON.proposed, {
      kind: 'GROUP',
      form: 'TEACHER_STUDENT',
      menteeIds: [MENTEE, SECOND_MENTEE],
      tasks: [],
    }),
    ACTS.offered,
    ACTS.chosen,
    command('FamiliariseParticipants', ON.familiarised, { participantIds: [MENTOR, MENTEE, SECOND_MENTEE] }),
  ];
  it('asks every mentee of a group', () => {
    const [reason] = given(pair, ...live(group))
      .when(fix(), evidenceWith(ordered))
      .thenRefused('mentee-chose-mentor');
    expect(reason?.missing).toEqual([{ kind: 'choice', subject: SECOND_MENTEE }]);
    const second = command('ChooseMentor', ON.chosen, {
      mentorId: MENTOR,
      menteeId: SECOND_MENTEE,
      through: 'SELF',
    });
    given(pair, ...live([...group, second]))
      .when(fix(), evidenceWith(ordered))
      .then({ type: 'PairFixed', data: { mentorIds: [MENTOR], menteeIds: [MENTEE, SECOND_MENTEE] } });
  });
  it('counts the last choice', () => {
    given(pair, ...live([choose(EXTERNAL_MENTOR)], {}, lifeOf('familiarised')))
      .when(fix(), evidenceWith(ordered))
      .then({ type: 'PairFixed', data: { mentorIds: [EXTERNAL_MENTOR] } });
  });
  it('fixes the pair with its candidates where nobody has to choose', () => {
    const history = live([
      ACTS.proposed,
      command('OfferCandidates', ON.offered, { mentorIds: [MENTOR] }),
      ACTS.familiarised,
    ]);
    given(pair, ...history)
      .when(fix(), evidenceWith(ordered))
      .thenRefused('mentee-chose-mentor');
    given(pair, ...history)
      .when(fix(), evidenceWith({ ...ordered, profile: profileWith({ menteeChoosesMentor: false }) }))
      .then({ type: 'PairFixed', data: { mentorIds: [MENTOR] } });
  });
});

it('a pair without a mentor is no pair, whatever the regulation', () => {
  given(pair, ...lifeOf('proposed'))
    .when(
      fix(),
      evidenceWith({
        ...ordered,
        profile: profileWith({ menteeChoosesMentor: false, familiarisationBeforePair: false }),
      }),
    )
    .thenRefused('pair-has-mentor', 'cardinality-fits');
});

describe('S62-4.12 familiarised before the pair (invariant 12)', () => {
  const history = () => lifeOf('chosen');
  it('refuses a pair whose members do not know the programmes, mentors and mentees alike', () => {
    const [reason] = given(pair, ...history())
      .when(fix(), evidenceWith(ordered))
      .thenRefused('familiarised-before-pair');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['S62-4.12']);
    expect(reason?.missing.map(({ subject }) => subject)).toEqual([MENTOR, MENTEE]);
  });
  it('refuses a familiarisation dated after the order', () => {
    const late = command('FamiliariseParticipants', '2021-02-02', { participantIds: [MENTOR, MENTEE] });
    given(pair, ...live([late], {}, history()))
      .when(fix(), evidenceWith(ordered))
      .thenRefused('familiarised-before-pair');
  });
  it('does not ask where the regulation does not', () => {
    given(pair, ...history())
      .when(fix(), evidenceWith({ ...ordered, profile: profileWith({ familiarisationBeforePair: false }) }))
      .then({ type: 'PairFixed' });
  });
});

describe('S62-4.13, S62-12-07 a pair is fixed by order (invariant 14)', () => {
  it('takes the date of the order and names it as evidence', () => {
    const events = readyToFix()
      .when(fix(), evidenceWith(ordered))
      .then({
        type: 'PairFixed',
        data: { orderId: ORDER, effectiveOn: ON.fixed, mentorIds: [MENTOR], menteeIds: [MENTEE] },
      });
    expect(heldRules(events)).toHaveProperty('pair-fixed-by-order', ['S62-4.13']);
    expect(events[0]?.data.basis).toMatchObject({
      profile: { version: 1 },
      evidence: { orderId: ORDER, ages: { [MENTOR]: 41, [MENTEE]: 15 } },
    });
  });
  it.each([
    ['no order at all', {}],
    ['another order', orderOf('PAIRS', uuid(39), ON.fixed)],
    ['an order of another kind', orderOf('APPOINTMENT', ORDER, ON.fixed)],
    ['an order of another date', orderOf('PAIRS', ORDER, '2021-01-29')],
    ['an order of another school', { order: { ...ordered.order, organisationId: uuid(9) } }],
  ])('refuses %s', (_, over) => {
    const [reason] = readyToFix().when(fix(), evidenceWith(over)).thenRefused('pair-fixed-by-order');
    expect(reason?.missing).toEqual([{ kind: 'order', subject: ORDER, detail: { kind: 'PAIRS' } }]);
  });
  it('refuses a start before the order', () => {
    readyToFix()
      .when(fix({ from: '2021-01-31' }), evidenceWith(ordered))
      .thenRefused('starts-no-earlier-than-order');
  });
  it('does not ask for an order where the regulation has none', () => {
    const profile = profileWith({ pairOrder: false });
    const events = readyToFix().when(fix(), evidenceWith({ profile })).then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('pair-fixed-by-order');
  });
  it('refuses an order dated before the pair was proposed', () => {
    readyToFix()
      .when(fix({ on: '2021-01-15' }), evidenceWith(orderOf('PAIRS', ORDER, '2021-01-15')))
      .thenRefused(
        'not-before-its-ground',
        'mentee-chose-mentor',
        'familiarised-before-pair',
        'consents-before-pair-order',
        'minors-represented',
        'personal-data-consented',
      );
  });
  it('changes nothing when the same order arrives again, and refuses another', () => {
    given(pair, ...lifeOf('fixed'))
      .when(fix(), evidenceWith(ordered))
      .thenNothing();
    given(pair, ...lifeOf('completed'))
      .when(fix(), evidenceWith(ordered))
      .thenNothing();
    given(pair, ...lifeOf('fixed'))
      .when(fix({ orderId: uuid(39) }), evidenceWith(orderOf('PAIRS', uuid(39), ON.fixed)))
      .thenRefused('pair-not-yet-fixed');
  });
});

describe('S62-5.4 within a calendar year (invariant 24)', () => {
  it('takes 31 December and refuses 1 January', () => {
    readyToFix()
      .when(fix({ until: '2021-12-31' }), evidenceWith(ordered))
      .then({ type: 'PairFixed' });
    const [reason] = readyToFix()
      .when(fix({ until: '2022-01-01' }), evidenceWith(ordered))
      .thenRefused('term-within-period');
    expect(reason).toMatchObject({
      clauses: [{ id: 'S62-5.4' }],
      message: { ru: expect.stringContaining('01.02.2021 – 01.01.2022') as string },
    });
  });
  it('refuses a term that ends before it starts', () => {
    readyToFix()
      .when(fix({ until: '2021-01-31' }), evidenceWith(ordered))
      .thenRefused('term-within-period');
  });
  it('is free, or bound to the period of the model, where the regulation says so', () => {
    const evidence = (values: Parameters<typeof profileWith>[0]) =>
      evidenceWith({ ...ordered, profile: profileWith(values) });
    readyToFix()
      .when(fix({ until: '2023-05-31' }), evidence({ pairTerm: 'FREE' }))
      .then({ type: 'PairFixed' });
    const modelPeriod = { from: '2021-01-01', until: '2022-12-31' };
    readyToFix()
      .when(fix({ until: '2022-12-31' }), evidence({ pairTerm: 'MODEL_PERIOD', modelPeriod }))
      .then({ type: 'PairFixed' });
    readyToFix()
      .when(fix({ until: '2023-01-01' }), evidence({ pairTerm: 'MODEL_PERIOD', modelPeriod }))
      .thenRefused('term-within-period');
  });
});

describe('S62-4.14 a gratuitous agreement with a mentor from outside (invariant 15)', () => {
  const history = () =>
    live(
      [command('ChooseMentor', ON.chosen, { mentorId: EXTERNAL_MENTOR, menteeId: MENTEE, through: 'SELF' })],
      {},
      lifeOf('familiarised'),
    );
  const agreement = { agreementId: uuid(41), gratuitous: true, from: ON.introduced };
  const withAgreements = (...agreements: ReturnType<typeof graduate>['agreements']) =>
    evidenceWith({ ...ordered, people: { [EXTERNAL_MENTOR]: graduate(EXTERNAL_MENTOR, { agreements }) } });

  it('takes one in force on the order date and at the start, and names it', () => {
    const events = given(pair, ...history())
      .when(fix({ from: '2021-02-15' }), withAgreements({ ...agreement, until: '2021-02-15' }))
      .then({ type: 'PairFixed' });
    expect(events[0]?.data.basis.evidence).toMatchObject({ agreements: [uuid(41)] });
  });
  it.each([
    ['without one', []],
    ['when it is paid', [{ ...agreement, gratuitous: false }]],
    ['when it starts after the order', [{ ...agreement, from: '2021-02-02' }]],
    ['when it ends before the work starts', [{ ...agreement, until: '2021-02-14' }]],
  ])('refuses %s', (_, agreements) => {
    const [reason] = given(pair, ...history())
      .when(fix({ from: '2021-02-15' }), withAgreements(...agreements))
      .thenRefused('external-mentor-agreement');
    expect(reason).toMatchObject({
      invariant: 15,
      clauses: [{ id: 'S62-4.14' }],
      missing: [{ kind: 'agreement', subject: EXTERNAL_MENTOR }],
    });
  });
  it('does not ask it of an employee, a student mentor or where it is optional', () => {
    const events = readyToFix().when(fix(), evidenceWith(ordered)).then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('external-mentor-agreement');
    given(pair, ...history())
      .when(fix(), { ...withAgreements(), profile: profileWith({ externalMentorAgreement: 'OPTIONAL' }) })
      .then({ type: 'PairFixed' });
    given(pair, ...history())
      .when(fix(), {
        ...withAgreements({ ...agreement, gratuitous: false }),
        profile: profileWith({ externalMentorGratuitous: false }),
      })
      .then({ type: 'PairFixed' });
  });
});

describe('a member replaced by order (invariants 14, 7, 8, 12, 15)', () => {
  const replace = (over: Partial<ReturnType<typeof base>['data']> = {}, on = '2021-03-10') => {
    const { effectiveOn: _, ...data } = { ...base().data, ...over };
    return command('ReplaceMember', on, data, actors.director);
  };
  const base = () =>
    command('ReplaceMember', '2021-03-10', {
      orderId: CHANGE_ORDER,
      role: 'MENTOR',
      leavingId: MENTOR,
      joiningId: SECOND_MENTOR,
    });
  const familiarised = command('FamiliariseParticipants', '2021-03-09', {
    participantIds: [SECOND_MENTOR, SECOND_MENTEE, EXTERNAL_MENTOR],
  });
  const history = (step: Parameters<typeof lifeOf>[0] = 'regular') => live([familiarised], {}, lifeOf(step));

  it('hands over on the same day: both belong to the pair that day', () => {
    const after = live([replace()], {}, history());
    const meeting = (attendeeIds: readonly string[], on: string) =>
      command('HoldMeeting', on, { kind: 'REGULAR', attendeeIds }, actors.director);
    const attended = (attendeeIds: readonly string[], on: string) => {
      const act = meeting(attendeeIds, on);
      return given(pair, ...after).when(act, evidenceOf(act));
    };
    attended([MENTOR, SECOND_MENTOR, MENTEE], '2021-03-10').then({ type: 'MeetingHeld' });
    attended([SECOND_MENTOR, MENTEE], '2021-03-11').then({ type: 'MeetingHeld' });
    attended([MENTOR, MENTEE], '2021-03-11').thenRefused('mentor-and-mentee-met');
    attended([SECOND_MENTOR, MENTEE], '2021-03-09').thenRefused('mentor-and-mentee-met');
  });
  it('changes nothing when the same order arrives again', () => {
    const after = live([replace()], {}, history());
    given(pair, ...after)
      .when(replace(), evidenceOf(replace()))
      .thenNothing();
  });
  it.each([
    ['outside the base', { inMentorBase: false }, 'members-in-bases'],
    ['without consents', { consents: [] }, 'consents-before-pair-order personal-data-consented'],
    [
      'consenting too late',
      { consents: bothConsents('SELF', { givenOn: '2021-03-11' }) },
      'consents-before-pair-order personal-data-consented',
    ],
    ['who is a student in a teacher’s place', { kind: 'STUDENT' as const }, 'members-fit-form'],
  ])('refuses who joins %s', (_, over, refused) => {
    const people = { [SECOND_MENTOR]: teacher(SECOND_MENTOR, over) };
    given(pair, ...history())
      .when(replace(), evidenceOf(replace(), { people }))
      .thenRefused(...refused.split(' '));
  });
  it('refuses who joins without knowing the programmes, or from outside without an agreement', () => {
    given(pair, ...lifeOf('regular'))
      .when(replace(), evidenceOf(replace()))
      .thenRefused('familiarised-before-pair');
    const external = replace({ joiningId: EXTERNAL_MENTOR });
    given(pair, ...history())
      .when(
        external,
        evidenceOf(external, {
          people: { [EXTERNAL_MENTOR]: graduate(EXTERNAL_MENTOR, { agreements: [] }) },
        }),
      )
      .thenRefused('external-mentor-agreement');
    given(pair, ...history())
      .when(external, evidenceOf(external))
      .then({ type: 'MemberReplaced' });
  });
  it('refuses a consent dated between the order and the hand-over', () => {
    const people = {
      [SECOND_MENTOR]: teacher(SECOND_MENTOR, { consents: bothConsents('SELF', { givenOn: '2021-03-09' }) }),
    };
    const evidence = (issuedOn: string) =>
      evidenceWith({ people, ...orderOf('PAIR_CHANGE', CHANGE_ORDER, issuedOn) });
    given(pair, ...history())
      .when(replace(), evidence('2021-03-08'))
      .thenRefused('consents-before-pair-order', 'personal-data-consented');
    given(pair, ...history())
      .when(replace(), evidence('2021-03-09'))
      .then({ type: 'MemberReplaced' });
  });
  it('refuses a wrong order, a stranger leaving, a member joining', () => {
    given(pair, ...history())
      .when(replace(), evidenceOf(replace(), orderOf('PAIRS', CHANGE_ORDER, '2021-03-10')))
      .thenRefused('change-by-order');
    const stranger = replace({ leavingId: EXTERNAL_MENTOR });
    given(pair, ...history())
      .when(stranger, evidenceOf(stranger))
      .thenRefused('replacement-fits');
    const wrongRole = replace({ role: 'MENTEE', joiningId: SECOND_MENTEE });
    given(pair, ...history())
      .when(wrongRole, evidenceOf(wrongRole))
      .thenRefused('replacement-fits');
    const twice = replace({ role: 'MENTEE', leavingId: MENTEE, joiningId: MENTOR });
    const people = { [MENTOR]: teacher(MENTOR, { inMenteeBase: true, kind: 'STUDENT' }) };
    given(pair, ...history())
      .when(twice, evidenceOf(twice, { people }))
      .thenRefused('replacement-fits');
  });
  it('refuses a day before a meeting the leaving member attended, and a day after the term', () => {
    for (const on of ['2021-03-02', '2021-12-25']) {
      const act = replace({}, on);
      const known = command('FamiliariseParticipants', '2021-02-20', { participantIds: [SECOND_MENTOR] });
      given(pair, ...live([known], {}, lifeOf('regular')))
        .when(act, evidenceOf(act))
        .thenRefused('replacement-fits');
    }
  });
  it('lets a new mentee work only after an entry assessment of their own', () => {
    const swap = replace({ role: 'MENTEE', leavingId: MENTEE, joiningId: SECOND_MENTEE });
    const after = live([swap], {}, history());
    const meeting = command('HoldMeeting', '2021-03-17', {
      kind: 'REGULAR',
      attendeeIds: [MENTOR, SECOND_MENTEE],
    });
    given(pair, ...after)
      .when(meeting, evidenceOf(meeting))
      .thenRefused('entry-assessed-before-meetings');
    const entry = command('AssessEntry', '2021-03-12', {
      assessments: [{ menteeId: SECOND_MENTEE, levels: { COMPETENCE: 'LOW' } }],
    });
    given(pair, ...live([entry], {}, after))
      .when(meeting, evidenceOf(meeting))
      .then({ type: 'MeetingHeld' });
  });
});
