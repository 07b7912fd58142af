/** S62-4.10, S62-4.11: whose consent a pair rests on, by whom it is given and what happens when it is withdrawn. */
import { fold } from '@nastavnik/kernel';
import { given } from '../../../kernel/given.testing';
import { pair } from '../pair';
import {
  ACTS,
  actors,
  bothConsents,
  CHANGE_ORDER,
  command,
  consent,
  END_ORDER,
  evidenceOf,
  evidenceWith,
  heldRules,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  profileWith,
  SECOND_MENTOR,
  student,
  teacher,
  uuid,
} from '../pair.fixtures.testing';

const readyToFix = () => given(pair, ...lifeOf('familiarised'));
const fixing = (people: Parameters<typeof evidenceOf>[1] = {}) => evidenceOf(ACTS.fixed, people);
const mentorWith = (...consents: ReturnType<typeof teacher>['consents']) => ({
  people: { [MENTOR]: teacher(MENTOR, { consents }) },
});
const menteeWith = (over: Parameters<typeof student>[1]) => ({ people: { [MENTEE]: student(MENTEE, over) } });
const personalData = (over: Parameters<typeof consent>[0] = {}) =>
  consent({ purpose: 'PERSONAL_DATA', ...over });

describe('S62-4.10 no order before the consents of every participant (invariant 8)', () => {
  it('names the consents it rests on', () => {
    const evidence = fixing();
    const events = readyToFix().when(ACTS.fixed, evidence).then({ type: 'PairFixed' });
    const ids = [MENTOR, MENTEE].flatMap((id) => evidence.people[id]?.consents.map((each) => each.consentId));
    expect(events[0]?.data.basis.evidence).toMatchObject({ consents: ids });
    expect(heldRules(events)).toMatchObject({
      'consents-before-pair-order': ['S62-4.10'],
      'minors-represented': ['S62-4.11-2'],
      'personal-data-consented': ['S62-4.11-1'],
    });
  });
  it.each([
    ['missing', []],
    ['dated after the order', [consent({ givenOn: '2021-02-02' })]],
    ['expired', [consent({ validUntil: '2021-01-31' })]],
    ['withdrawn on the day of the order', [consent({ withdrawnOn: ON.fixed })]],
    ['another’s', [consent({ by: 'LEGAL_REPRESENTATIVE' })]],
  ])('refuses an adult whose participation consent is %s', (_, consents) => {
    const [reason] = readyToFix()
      .when(ACTS.fixed, fixing(mentorWith(personalData(), ...consents)))
      .thenRefused('consents-before-pair-order');
    expect(reason).toMatchObject({
      invariant: 8,
      clauses: [{ id: 'S62-4.10' }],
      missing: [
        {
          kind: 'consent',
          subject: MENTOR,
          detail: { purpose: 'PARTICIPATION', by: 'SELF', role: 'MENTOR' },
        },
      ],
    });
  });
  it('takes one dated and expiring on the day of the order, and one withdrawn the day after', () => {
    for (const over of [{ givenOn: ON.fixed, validUntil: ON.fixed }, { withdrawnOn: '2021-02-02' }]) {
      readyToFix()
        .when(ACTS.fixed, fixing(mentorWith(personalData(), consent(over))))
        .then({ type: 'PairFixed' });
    }
  });
  it('asks for writing only where the regulation does', () => {
    const spoken = mentorWith(personalData(), consent({ written: false }));
    readyToFix().when(ACTS.fixed, fixing(spoken)).then({ type: 'PairFixed' });
    readyToFix()
      .when(ACTS.fixed, fixing({ ...spoken, profile: profileWith({ participationConsent: 'WRITTEN' }) }))
      .thenRefused('consents-before-pair-order');
  });
  it('asks for none where the regulation names none', () => {
    const profile = profileWith({ participationConsent: 'NONE' });
    const events = readyToFix()
      .when(ACTS.fixed, fixing({ ...mentorWith(personalData()), profile }))
      .then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('consents-before-pair-order');
  });
});

describe('S62-4.11-2 the legal representative consents for a minor (invariant 9)', () => {
  it('refuses the consents of the minor alone, for each purpose', () => {
    const [reason] = readyToFix()
      .when(ACTS.fixed, fixing(menteeWith({ consents: bothConsents('SELF') })))
      .thenRefused('minors-represented');
    expect(reason).toMatchObject({
      invariant: 9,
      clauses: [{ id: 'S62-4.11-2' }],
      missing: [
        { subject: MENTEE, detail: { purpose: 'PARTICIPATION', by: 'LEGAL_REPRESENTATIVE' } },
        { subject: MENTEE, detail: { purpose: 'PERSONAL_DATA', by: 'LEGAL_REPRESENTATIVE' } },
      ],
    });
  });
  it('both are recorded: participation without personal data is not enough, nor the other way round', () => {
    for (const only of ['PARTICIPATION', 'PERSONAL_DATA'] as const) {
      const given = consent({ by: 'LEGAL_REPRESENTATIVE', purpose: only });
      const own = consent({ purpose: 'PARTICIPATION' });
      const [reason] = readyToFix()
        .when(ACTS.fixed, fixing(menteeWith({ consents: [given, own] })))
        .thenRefused('minors-represented');
      expect(reason?.missing).toHaveLength(1);
    }
  });
  it('holds for a minor mentor too, unless the regulation speaks of mentees only', () => {
    const young = {
      [MENTOR]: student(MENTOR, { inMentorBase: true, age: 16, consents: bothConsents('SELF') }),
    };
    const form = command(
      'ProposePair',
      ON.proposed,
      {
        kind: 'PAIR',
        form: 'STUDENT_STUDENT',
        menteeIds: [MENTEE],
        tasks: [],
      },
      actors.director,
    );
    const school = {
      ...evidenceWith().school,
      curators: [{ personId: actors.curator.id, form: 'ALL' as const }],
    };
    const offered = command('OfferCandidates', ON.offered, { mentorIds: [MENTOR] });
    const history = live([form, offered, ACTS.chosen, ACTS.familiarised], { people: young, school });
    given(pair, ...history)
      .when(ACTS.fixed, fixing({ people: young }))
      .thenRefused('minors-represented');
    given(pair, ...history)
      .when(ACTS.fixed, fixing({ people: young, profile: profileWith({ minorConsentRoles: ['MENTEE'] }) }))
      .then({ type: 'PairFixed' });
  });
  it('speaks of nobody who is eighteen', () => {
    const grown = menteeWith({ age: 18, consents: bothConsents('SELF') });
    const events = readyToFix().when(ACTS.fixed, fixing(grown)).then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('minors-represented');
    readyToFix()
      .when(ACTS.fixed, fixing(menteeWith({ age: 17, consents: bothConsents('SELF') })))
      .thenRefused('minors-represented');
  });
});

describe('a minor of some age consents too, where the regulation asks it (invariant 9)', () => {
  const profile = profileWith({ minorOwnConsentFrom: 14 });
  const own = bothConsents('SELF');
  const represented = bothConsents('LEGAL_REPRESENTATIVE');
  it.each([
    [13, represented, true],
    [14, represented, false],
    [17, [...represented, ...own], true],
    [17, [...represented, consent()], false],
  ])('%i years old', (age, consents, allowed) => {
    const attempt = readyToFix().when(ACTS.fixed, fixing({ ...menteeWith({ age, consents }), profile }));
    if (allowed) attempt.then({ type: 'PairFixed' });
    else attempt.thenRefused('minors-consent-themselves');
  });
  it('is not asked where it does not', () => {
    const events = readyToFix()
      .when(ACTS.fixed, fixing(menteeWith({ age: 17, consents: represented })))
      .then({ type: 'PairFixed' });
    expect(heldRules(events)).not.toHaveProperty('minors-consent-themselves');
  });
});

describe('S62-4.11-1 an adult consents to the processing of personal data (invariant 10)', () => {
  it('refuses an adult without it', () => {
    const [reason] = readyToFix()
      .when(ACTS.fixed, fixing(mentorWith(consent())))
      .thenRefused('personal-data-consented');
    expect(reason).toMatchObject({
      invariant: 10,
      clauses: [{ id: 'S62-4.11-1' }],
      missing: [{ subject: MENTOR }],
    });
  });
  it('does not ask where the regulation does not; nor then of the representative', () => {
    const profile = profileWith({ personalDataConsent: false });
    readyToFix()
      .when(ACTS.fixed, fixing({ ...mentorWith(consent()), profile }))
      .then({ type: 'PairFixed' });
    readyToFix()
      .when(
        ACTS.fixed,
        fixing({ ...menteeWith({ consents: [consent({ by: 'LEGAL_REPRESENTATIVE' })] }), profile }),
      )
      .then({ type: 'PairFixed' });
  });
});

it('says every reason at once', () => {
  const people = {
    [MENTOR]: teacher(MENTOR, { consents: [], inMentorBase: false }),
    [MENTEE]: student(MENTEE, { consents: [] }),
  };
  given(pair, ...lifeOf('chosen'))
    .when(
      command(
        'FixPair',
        ON.fixed,
        { orderId: uuid(30), from: '2021-01-01', until: '2022-01-31' },
        actors.director,
      ),
      evidenceWith({ people }),
    )
    .thenRefused(
      'pair-fixed-by-order',
      'starts-no-earlier-than-order',
      'term-within-period',
      'members-in-bases',
      'familiarised-before-pair',
      'consents-before-pair-order',
      'minors-represented',
      'personal-data-consented',
    );
});

describe('a withdrawn consent (invariant 11)', () => {
  const day = '2021-03-10';
  const withdrawn = mentorWith(...bothConsents('SELF', { withdrawnOn: day }));
  const suspend = (participantId = MENTOR, on: string = day) =>
    command('SuspendPair', on, { participantId }, actors.director);
  const meeting = (on: string) =>
    command('HoldMeeting', on, { kind: 'REGULAR', attendeeIds: [MENTOR, MENTEE] });
  const suspended = () => live([suspend()], withdrawn, lifeOf('regular'));

  it('blocks meetings from its day on, even before the suspension arrives', () => {
    const on = meeting(day);
    const [reason] = given(pair, ...lifeOf('regular'))
      .when(on, evidenceOf(on, withdrawn))
      .thenRefused('consents-stand');
    expect(reason).toMatchObject({ invariant: 11, missing: [{ subject: MENTOR }, { subject: MENTOR }] });
    const before = meeting('2021-03-09');
    given(pair, ...lifeOf('regular'))
      .when(before, evidenceOf(before, withdrawn))
      .then({ type: 'MeetingHeld' });
  });
  it('does not block where the regulation asks for no consent', () => {
    const on = meeting(day);
    const profile = profileWith({
      participationConsent: 'NONE',
      personalDataConsent: false,
      minorConsentRoles: [],
    });
    const events = given(pair, ...lifeOf('regular'))
      .when(on, evidenceOf(on, { ...withdrawn, profile }))
      .then({ type: 'MeetingHeld' });
    expect(heldRules(events)).not.toHaveProperty('consents-stand');
  });
  it('suspends the pair and says which consents fell', () => {
    const evidence = evidenceWith(withdrawn);
    given(pair, ...lifeOf('regular'))
      .when(suspend(), evidence)
      .then({
        type: 'PairSuspended',
        data: {
          effectiveOn: day,
          participantId: MENTOR,
          basis: {
            rules: [{ rule: 'consents-stand' }],
            evidence: { withdrawnConsents: evidence.people[MENTOR]?.consents.map((each) => each.consentId) },
          },
        },
      });
  });
  it('suspends from the withdrawal when the pair was joined with a date before it', () => {
    given(pair, ...lifeOf('fixed'))
      .when(suspend(MENTOR, ON.fixed), evidenceWith(withdrawn))
      .then({ type: 'PairSuspended', data: { effectiveOn: day } });
  });
  it('changes nothing while every consent stands, twice, for a stranger, or where nothing is to be suspended', () => {
    given(pair, ...lifeOf('regular'))
      .when(suspend(), evidenceWith())
      .thenNothing();
    given(pair, ...suspended())
      .when(suspend(), evidenceWith(withdrawn))
      .thenNothing();
    given(pair, ...lifeOf('regular'))
      .when(suspend(SECOND_MENTOR), evidenceWith())
      .thenNothing();
    given(pair, ...lifeOf('familiarised'))
      .when(suspend(), evidenceWith(withdrawn))
      .thenNothing();
    given(pair, ...lifeOf('completed'))
      .when(suspend(), evidenceWith(withdrawn))
      .thenNothing();
    given(pair).when(suspend(), evidenceWith(withdrawn)).thenRefused('pair-proposed-first');
  });
  it('never passes in silence over a member nobody knows', () => {
    const { [MENTOR]: _, ...people } = evidenceWith().people;
    given(pair, ...lifeOf('regular'))
      .when(suspend(), { ...evidenceWith(), people })
      .thenRefused('people-known');
  });
  it('after the term an expired consent does no harm, a withdrawn one does', () => {
    const late = { today: '2022-01-20' };
    const exit = command('AssessExit', '2022-01-15', ACTS.exit.data);
    const minor = (over: Parameters<typeof consent>[0]) =>
      evidenceWith({ ...late, ...menteeWith({ consents: bothConsents('LEGAL_REPRESENTATIVE', over) }) });
    const final = () => given(pair, ...lifeOf('final'));
    final()
      .when(exit, minor({ validUntil: ON.until }))
      .then({ type: 'ExitAssessed' });
    final()
      .when(exit, minor({ validUntil: '2021-12-23' }))
      .thenRefused('consents-stand');
    final()
      .when(exit, minor({ withdrawnOn: '2022-01-10' }))
      .thenRefused('consents-stand');
    final()
      .when(suspend(MENTEE, '2022-01-10'), minor({ withdrawnOn: '2022-01-10' }))
      .then({ type: 'PairSuspended', data: { basis: { evidence: { ages: { [MENTEE]: 15 } } } } });
    final()
      .when(suspend(MENTEE, '2022-01-10'), minor({ validUntil: ON.until }))
      .thenNothing();
  });
  it('one of two consents is enough to suspend; a second document that stands is not', () => {
    given(pair, ...lifeOf('regular'))
      .when(suspend(), evidenceWith(mentorWith(consent(), personalData({ withdrawnOn: day }))))
      .then({ type: 'PairSuspended' });
    given(pair, ...lifeOf('regular'))
      .when(suspend(), evidenceWith(mentorWith(consent(), consent({ withdrawnOn: day }), personalData())))
      .thenNothing();
  });
  it('from the eighteenth birthday the representative’s consent no longer covers: an own one is asked for', () => {
    const on = meeting(day);
    const [reason] = given(pair, ...lifeOf('regular'))
      .when(on, evidenceOf(on, menteeWith({ age: 18 })))
      .thenRefused('consents-stand');
    expect(reason?.missing).toMatchObject([
      { subject: MENTEE, detail: { purpose: 'PARTICIPATION', by: 'SELF' } },
      { subject: MENTEE, detail: { purpose: 'PERSONAL_DATA', by: 'SELF' } },
    ]);
    given(pair, ...lifeOf('regular'))
      .when(on, evidenceOf(on, menteeWith({ age: 18, consents: bothConsents('SELF') })))
      .then({ type: 'MeetingHeld' });
  });
  it('a milder regulation lets the representative’s consent cover who has come of age, until it is withdrawn', () => {
    const on = meeting(day);
    const profile = profileWith({ majorityEndsRepresentation: false });
    given(pair, ...lifeOf('regular'))
      .when(on, evidenceOf(on, { ...menteeWith({ age: 18 }), profile }))
      .then({ type: 'MeetingHeld' });
    const fallen = menteeWith({
      age: 18,
      consents: bothConsents('LEGAL_REPRESENTATIVE', { withdrawnOn: day }),
    });
    given(pair, ...lifeOf('regular'))
      .when(on, evidenceOf(on, { ...fallen, profile }))
      .thenRefused('consents-stand');
  });
  it('blocks every act of work while suspended; what happened before can still be recorded', () => {
    const healed = evidenceWith();
    for (const act of [
      meeting('2021-03-17'),
      command('CompleteMonitoring', '2021-03-17', { ...ACTS.interim.data }),
      command('DraftPlan', '2021-03-17', { ...ACTS.drafted.data }),
      command('SubmitMentorReport', '2021-03-17', { ...ACTS.report.data }),
    ]) {
      given(pair, ...suspended())
        .when(act, healed)
        .thenRefused('pair-not-suspended');
    }
    const before = meeting('2021-03-09');
    given(pair, ...suspended())
      .when(before, evidenceOf(before, withdrawn))
      .then({ type: 'MeetingHeld' });
  });
  it('cannot be completed by dating the completion back', () => {
    const history = live([suspend(MENTOR, '2021-12-10')], withdrawn, lifeOf('report'));
    given(pair, ...history)
      .when(command('CompletePair', ON.report, {}), evidenceWith())
      .thenRefused('pair-not-suspended', 'not-before-its-ground');
  });
  it('resumes when the consents stand again, and the gap stays closed', () => {
    const renewed = mentorWith(
      ...bothConsents('SELF', { withdrawnOn: day }),
      ...bothConsents('SELF', { givenOn: '2021-04-01' }),
    );
    const resume = command('ResumePair', '2021-04-01', {});
    given(pair, ...suspended())
      .when(resume, evidenceWith(withdrawn))
      .thenRefused('consents-restored');
    given(pair, ...suspended())
      .when(command('ResumePair', '2021-03-31', {}), evidenceWith(renewed))
      .thenRefused('consents-restored');
    given(pair, ...suspended())
      .when(command('ResumePair', '2021-03-01', {}), evidenceWith())
      .thenRefused('consents-restored');
    const resumed = live([resume], renewed, suspended());
    expect(fold(pair, resumed).stage).toBe('fixed');
    const after = meeting('2021-04-01');
    given(pair, ...resumed)
      .when(after, evidenceOf(after, renewed))
      .then({ type: 'MeetingHeld' });
    given(pair, ...resumed)
      .when(meeting('2021-03-31'), evidenceWith())
      .thenRefused('pair-not-suspended');
    given(pair, ...resumed)
      .when(resume, evidenceWith(renewed))
      .thenNothing();
  });
  it('ends by order, or goes on with another member', () => {
    const end = command(
      'EndPair',
      '2021-03-15',
      { orderId: END_ORDER, reason: 'CONSENT_WITHDRAWN' },
      actors.director,
    );
    given(pair, ...suspended())
      .when(end, evidenceOf(end, withdrawn))
      .then({ type: 'PairEnded' });
    const known = command('FamiliariseParticipants', '2021-03-11', { participantIds: [SECOND_MENTOR] });
    const swap = command(
      'ReplaceMember',
      '2021-03-12',
      {
        orderId: CHANGE_ORDER,
        role: 'MENTOR',
        leavingId: MENTOR,
        joiningId: SECOND_MENTOR,
      },
      actors.director,
    );
    const resume = command('ResumePair', '2021-03-12', {});
    const history = live([known, swap, resume], withdrawn, suspended());
    expect(fold(pair, history).stage).toBe('fixed');
  });
});
