/** Results of a pair under School 62: monitoring, report, exit, completion, early end, follow-up. */
import { given } from '../../../kernel/given.testing';
import type { MonitoringAspect, MonitoringKind } from '../../vocabulary';
import { pair, type PairCommand } from '../pair';
import {
  ACTS,
  actors,
  bothConsents,
  command,
  END_ORDER,
  evidenceOf,
  evidenceWith,
  findings,
  heldRules,
  lifeOf,
  type LifeStep,
  live,
  MENTEE,
  MENTOR,
  ON,
  orderOf,
  profileWith,
  SECOND_MENTOR,
  STEPS,
  student,
  uuid,
  vaultRef,
} from '../pair.fixtures.testing';

const after = (step: LifeStep, ...more: readonly PairCommand[]) =>
  given(pair, ...live(more, {}, lifeOf(step)));
const monitor = (
  kind: MonitoringKind,
  on: string,
  over: { grade?: string; aspects?: readonly MonitoringAspect[] } = {},
  actor: { id: string; role: string } = actors.curator,
) =>
  command(
    'CompleteMonitoring',
    on,
    {
      kind,
      findings: findings.filter(({ aspect }) => (over.aspects ?? ['PROCESS', 'IMPACT']).includes(aspect)),
      ...(over.grade === undefined ? {} : { grade: over.grade }),
    },
    actor,
  );
/** The life without one step, later steps that need it left out by the caller. */
const lifeWithout = (step: LifeStep, until: LifeStep) =>
  live(
    STEPS.slice(0, STEPS.indexOf(until) + 1)
      .filter((each) => each !== step)
      .map((each) => ACTS[each]),
  );

describe('S62-6.4 monitoring by curator and mentors, twice (invariant 26)', () => {
  it('takes the curator and a mentor of the pair', () => {
    const events = after('regularAgain')
      .when(monitor('INTERIM', ON.interim, {}, actors.mentor), evidenceWith())
      .then({ type: 'MonitoringCompleted', data: { kind: 'INTERIM', aspects: ['PROCESS', 'IMPACT'] } });
    expect(heldRules(events)).toMatchObject({
      'monitoring-by-curator-or-mentor': ['S62-6.4'],
      'monitoring-covers-aspects': ['S62-6.2-1', 'S62-6.2-2'],
      'monitoring-without-grade': ['S62-6.5'],
    });
  });
  it.each([
    ['a mentor of another pair', { id: SECOND_MENTOR, role: 'mentor' }],
    ['a mentee', actors.mentee],
    ['the director', actors.director],
  ])('refuses %s', (_, actor) => {
    after('regularAgain')
      .when(monitor('INTERIM', ON.interim, {}, actor), evidenceWith())
      .thenRefused('monitoring-by-curator-or-mentor');
  });
  it('lets the organisation do it where the regulation says so', () => {
    after('regularAgain')
      .when(
        monitor('INTERIM', ON.interim, {}, actors.director),
        evidenceWith({ profile: profileWith({ monitoringActors: ['ORGANISATION'] }) }),
      )
      .then({ type: 'MonitoringCompleted' });
  });
  it('has the interim one before the final meeting and the final one after it, each once', () => {
    after('interim')
      .when(monitor('INTERIM', '2021-06-01'), evidenceWith())
      .thenRefused('monitoring-in-its-time');
    given(pair, ...lifeWithout('interim', 'final'))
      .when(monitor('INTERIM', '2021-11-25'), evidenceWith())
      .thenRefused('monitoring-in-its-time');
    given(pair, ...lifeWithout('interim', 'final'))
      .when(monitor('INTERIM', ON.final), evidenceWith())
      .then({ type: 'MonitoringCompleted' });
    after('interim')
      .when(monitor('FINAL', '2021-06-01'), evidenceWith())
      .thenRefused('monitoring-in-its-time');
    after('final').when(monitor('FINAL', '2021-11-23'), evidenceWith()).thenRefused('monitoring-in-its-time');
    after('finalMonitoring')
      .when(monitor('FINAL', '2021-12-02'), evidenceWith())
      .thenRefused('monitoring-in-its-time');
  });
  it('refuses a kind the regulation does not have, and judges none where it has no schedule', () => {
    const evidence = (perPair: readonly MonitoringKind[]) =>
      evidenceWith({ profile: profileWith({ monitoringSchedule: { perPair } }) });
    after('regularAgain')
      .when(monitor('INTERIM', ON.interim), evidence(['FINAL']))
      .thenRefused('monitoring-in-its-time');
    after('regularAgain')
      .when(monitor('FINAL', ON.interim), evidence([]))
      .then({ type: 'MonitoringCompleted' });
  });
});

describe('S62-6.2-1, S62-6.2-2, S62-3.2-6 monitoring covers process and impact (invariant 27)', () => {
  it.each([['PROCESS'], ['IMPACT']] as const)('refuses %s alone', (aspect) => {
    const [reason] = after('regularAgain')
      .when(monitor('INTERIM', ON.interim, { aspects: [aspect] }), evidenceWith())
      .thenRefused('monitoring-covers-aspects');
    expect(reason?.missing).toHaveLength(1);
  });
  it('asks for one where the regulation names one', () => {
    after('regularAgain')
      .when(
        monitor('INTERIM', ON.interim, { aspects: ['PROCESS'] }),
        evidenceWith({ profile: profileWith({ monitoringAspects: ['PROCESS'] }) }),
      )
      .then({ type: 'MonitoringCompleted', data: { aspects: ['PROCESS'] } });
  });
});

describe('S62-6.5 no grade (invariant 28)', () => {
  it('refuses it by its clause', () => {
    const [reason] = after('regularAgain')
      .when(monitor('INTERIM', ON.interim, { grade: '5' }), evidenceWith())
      .thenRefused('monitoring-without-grade');
    expect(reason).toMatchObject({
      invariant: 28,
      clauses: [{ id: 'S62-6.5', clause: '6.5' }],
      message: { ru: 'В ходе мониторинга отметки не выставляются.' },
    });
  });
  it('keeps none even where grading is allowed: an event has no place for it', () => {
    const [event] = after('regularAgain')
      .when(
        monitor('INTERIM', ON.interim, { grade: '5' }),
        evidenceWith({ profile: profileWith({ gradingAllowed: true }) }),
      )
      .then({ type: 'MonitoringCompleted' });
    expect(event?.data).not.toHaveProperty('grade');
  });
});

describe('S62-7-10 the mentor reports', () => {
  const report = (mentorId: string, actor: { id: string; role: string } = actors.curator) =>
    command('SubmitMentorReport', ON.report, { mentorId, report: vaultRef(3) }, actor);
  it('for themselves, once', () => {
    after('final').when(report(MENTOR), evidenceWith()).then({ type: 'MentorReportSubmitted' });
    after('final').when(report(SECOND_MENTOR), evidenceWith()).thenRefused('report-by-mentor-of-pair');
    after('final').when(report(MENTEE), evidenceWith()).thenRefused('report-by-mentor-of-pair');
    after('final')
      .when(report(MENTOR, { id: SECOND_MENTOR, role: 'mentor' }), evidenceWith())
      .thenRefused('report-by-mentor-of-pair');
    after('report').when(report(MENTOR), evidenceWith()).thenRefused('report-by-mentor-of-pair');
  });
});

describe('S62-6.3 entry and exit are compared (invariant 25)', () => {
  const exit = (
    levels: (typeof ACTS.exit.data.assessments)[number]['levels'],
    menteeId = MENTEE,
    on: string = ON.exit,
  ) => command('AssessExit', on, { assessments: [{ menteeId, levels }] });
  it('refuses an exit before the final meeting', () => {
    after('regularAgain').when(ACTS.exit, evidenceWith()).thenRefused('exit-after-final-meeting');
    after('final')
      .when(
        exit({ MOTIVATION_PERSONAL: 'HIGH', EDUCATIONAL_RESULTS: 'HIGH' }, MENTEE, '2021-11-23'),
        evidenceWith(),
      )
      .thenRefused('exit-after-final-meeting');
  });
  it('refuses other measures than at the entry, strangers and a second time', () => {
    const [reason] = after('final')
      .when(exit({ COMPETENCE: 'HIGH' }), evidenceWith())
      .thenRefused('exit-compares-with-entry');
    expect(reason?.missing).toEqual([
      {
        kind: 'measures',
        subject: MENTEE,
        detail: { entry: ['EDUCATIONAL_RESULTS', 'MOTIVATION_PERSONAL'], exit: ['COMPETENCE'] },
      },
    ]);
    after('final')
      .when(exit({}, uuid(77)), evidenceWith())
      .thenRefused('exit-compares-with-entry');
    after('exit').when(ACTS.exit, evidenceWith()).thenRefused('exit-compares-with-entry');
    after('final')
      .when(command('AssessExit', ON.exit, { assessments: [] }), evidenceWith())
      .thenRefused('exit-compares-with-entry');
  });
  it('compares nothing where the regulation does not', () => {
    after('regularAgain')
      .when(
        exit({ COMPETENCE: 'HIGH' }),
        evidenceWith({ profile: profileWith({ entryExitComparison: false }) }),
      )
      .then({ type: 'ExitAssessed' });
  });
});

describe('a pair completes (invariants 22, 25, 26)', () => {
  it('with both monitorings, the report, both assessments and every meeting', () => {
    const events = after('report')
      .when(ACTS.completed, evidenceWith())
      .then({ type: 'PairCompleted', data: { regularMeetingsHeld: 2, regularMeetingsPlanned: 2 } });
    expect(heldRules(events)).toMatchObject({
      'completed-after-monitoring': ['S62-6.4'],
      'completed-after-report': ['S62-7-10'],
      'completed-after-final-meeting': expect.arrayContaining(['S62-5.3-5']) as string[],
      'completed-after-exit-assessment': ['S62-6.3'],
      'completed-by-curator': ['S62-2.7'],
    });
  });
  it('says everything that is missing at once', () => {
    const reasons = after('regularAgain')
      .when(ACTS.completed, evidenceWith())
      .thenRefused(
        'completed-after-final-meeting',
        'completed-after-monitoring',
        'completed-after-report',
        'completed-after-exit-assessment',
      );
    expect(reasons.filter(({ rule }) => rule === 'completed-after-monitoring')).toHaveLength(2);
  });
  it.each([
    ['interim', 'completed-after-monitoring'],
    ['finalMonitoring', 'completed-after-monitoring'],
    ['exit', 'completed-after-exit-assessment'],
    ['report', 'completed-after-report'],
  ] as const)('refuses without "%s"', (step, rule) => {
    given(pair, ...lifeWithout(step, 'report'))
      .when(ACTS.completed, evidenceWith())
      .thenRefused(rule);
  });
  it('asks for none of it where the regulation does not', () => {
    const profile = profileWith({
      meetingSequence: [],
      monitoringSchedule: { perPair: [] },
      finalReportBy: ['CURATOR'],
      entryExitComparison: false,
      programmeWork: [],
    });
    after('fixed').when(ACTS.completed, evidenceWith({ profile })).then({ type: 'PairCompleted' });
  });
  it('not by a mentor or a mentee, and not before its last act', () => {
    for (const actor of [actors.mentor, actors.mentee]) {
      after('report')
        .when(command('CompletePair', ON.completed, {}, actor), evidenceWith())
        .thenRefused('completed-by-curator');
    }
    after('report')
      .when(command('CompletePair', '2021-12-02', {}), evidenceWith())
      .thenRefused('not-before-its-ground');
  });
  it('late, after its term, under consents that covered the term', () => {
    const people = {
      [MENTEE]: student(MENTEE, { consents: bothConsents('LEGAL_REPRESENTATIVE', { validUntil: ON.until }) }),
    };
    const late = evidenceWith({ people, today: '2022-01-20' });
    const history = lifeWithout('exit', 'report');
    const exit = command('AssessExit', '2022-01-15', ACTS.exit.data);
    given(pair, ...history)
      .when(exit, late)
      .then({ type: 'ExitAssessed' });
    given(pair, ...live([exit], { people, today: '2022-01-20' }, history))
      .when(command('CompletePair', '2022-01-20', {}), late)
      .then({ type: 'PairCompleted' });
  });
  it('and then does nothing more', () => {
    for (const act of [ACTS.regular, ACTS.interim, ACTS.completed, ACTS.familiarised]) {
      after('completed').when(act, evidenceOf(act)).thenRefused('pair-still-open');
    }
  });
});

describe('a pair ends early by order (invariants 14, 24)', () => {
  const end = (on = '2021-04-30', orderId = END_ORDER) =>
    command('EndPair', on, { orderId, reason: 'MUTUAL' }, actors.director);
  it('on its last day, with the reason', () => {
    const events = after('regular')
      .when(end(), evidenceOf(end()))
      .then({ type: 'PairEnded', data: { orderId: END_ORDER, reason: 'MUTUAL', effectiveOn: '2021-04-30' } });
    expect(events[0]?.data.basis.evidence).toEqual({ orderId: END_ORDER });
    expect(heldRules(events)).toHaveProperty('pair-ended-by-order', ['S62-4.13']);
  });
  it('by an order of the right kind of this school', () => {
    after('regular').when(end(), evidenceWith()).thenRefused('pair-ended-by-order');
    after('regular')
      .when(end(), evidenceWith(orderOf('PAIRS', END_ORDER, '2021-04-30')))
      .thenRefused('pair-ended-by-order');
    after('regular')
      .when(end(), evidenceWith({ profile: profileWith({ pairOrder: false }) }))
      .then({ type: 'PairEnded' });
  });
  it('no later than its term, even by a later order; no earlier than its last meeting; not in the future', () => {
    const expired = end(ON.until);
    after('regular')
      .when(expired, evidenceWith({ ...orderOf('PAIR_END', END_ORDER, '2022-01-11'), today: '2022-01-11' }))
      .then({ type: 'PairEnded' });
    const late = end('2021-12-25');
    after('regular').when(late, evidenceOf(late)).thenRefused('end-within-term');
    const early = end('2021-03-02');
    after('regular').when(early, evidenceOf(early)).thenRefused('not-before-its-ground');
    after('regular')
      .when(end(), evidenceOf(end(), { today: '2021-04-29' }))
      .thenRefused('not-in-future');
  });
  it('once: the same order changes nothing, another is refused, a completed pair stays completed', () => {
    after('regular', end()).when(end(), evidenceOf(end())).thenNothing();
    const other = end('2021-04-30', uuid(39));
    after('regular', end()).when(other, evidenceOf(other)).thenRefused('pair-still-open');
    after('completed').when(end(), evidenceOf(end())).thenRefused('pair-still-open');
    given(pair, ...lifeOf('chosen'))
      .when(end(), evidenceOf(end()))
      .thenRefused('pair-fixed-by-order');
    after('regular', end()).when(ACTS.regularAgain, evidenceWith()).thenRefused('pair-still-open');
  });
});

describe('an order prolongs a pair (invariants 14, 24)', () => {
  const prolong = (until = '2021-12-31', on = '2021-06-01', orderId = uuid(34)) =>
    command('ProlongPair', on, { orderId, until }, actors.director);
  it('S62-5.4: to a later day of the same calendar year; it meets until then', () => {
    const events = after('regular')
      .when(prolong(), evidenceOf(prolong()))
      .then({ type: 'PairProlonged', data: { orderId: uuid(34), until: '2021-12-31' } });
    expect(heldRules(events)).toHaveProperty('prolonged-by-order', ['S62-4.13']);
    expect(heldRules(events)).toHaveProperty('term-within-period', ['S62-5.4']);
    const late = { ...ACTS.regularAgain, data: { ...ACTS.regularAgain.data, effectiveOn: '2021-12-30' } };
    const today = '2021-12-31';
    after('regular').when(late, evidenceOf(late, { today })).thenRefused('meeting-within-term');
    after('regular', prolong()).when(late, evidenceOf(late, { today })).then({ type: 'MeetingHeld' });
  });
  it('S62-5.4: not beyond the calendar year, not to an earlier day, not after its term has run out', () => {
    for (const act of [prolong('2022-01-10'), prolong(ON.until), prolong('2021-12-31', '2021-12-25')]) {
      after('regular').when(act, evidenceOf(act)).thenRefused('term-within-period');
    }
    const next = profileWith({
      pairTerm: 'MODEL_PERIOD',
      modelPeriod: { from: '2021-01-01', until: '2022-12-31' },
    });
    const act = prolong('2022-01-10');
    after('regular')
      .when(act, evidenceOf(act, { profile: next }))
      .then({ type: 'PairProlonged' });
  });
  it('by an order of the right kind, carried once; a completed pair is not prolonged', () => {
    after('regular')
      .when(prolong(), evidenceWith(orderOf('PAIR_END', uuid(34), '2021-06-01')))
      .thenRefused('prolonged-by-order');
    after('regular', prolong()).when(prolong(), evidenceOf(prolong())).thenNothing();
    after('completed').when(prolong(), evidenceOf(prolong())).thenRefused('pair-still-open');
  });
  it('S62-4.10: while the consents of its members stand', () => {
    const withdrawn = bothConsents('LEGAL_REPRESENTATIVE', { withdrawnOn: '2021-05-31' });
    const people = { [MENTEE]: student(MENTEE, { consents: withdrawn }) };
    after('regular').when(prolong(), evidenceOf(prolong(), { people })).thenRefused('consents-stand');
  });
});

describe('the order that fixed a pair is cancelled', () => {
  const cancel = command(
    'EndPair',
    '2021-02-01',
    { orderId: uuid(35), reason: 'ORDER_CANCELLED' },
    actors.director,
  );
  it('S62-4.13: a pair that has not begun ends with it', () => {
    after('fixed')
      .when(cancel, evidenceOf(cancel))
      .then({ type: 'PairEnded', data: { reason: 'ORDER_CANCELLED', orderId: uuid(35) } });
    after('fixed', cancel).when(cancel, evidenceOf(cancel)).thenNothing();
  });
  it('a pair that has begun stays, whatever it has done', () => {
    for (const step of ['entry', 'organisational', 'drafted', 'approved'] as const) {
      const later = { ...cancel, data: { ...cancel.data, effectiveOn: ON[step] } };
      after(step).when(later, evidenceOf(later)).thenRefused('pair-not-begun');
    }
  });
  it('only by an order that cancels', () =>
    void after('fixed')
      .when(cancel, evidenceWith(orderOf('PAIR_END', uuid(35), '2021-02-01')))
      .thenRefused('pair-ended-by-order'));
});

describe('follow-up after completion (invariant 35)', () => {
  const end = command('EndPair', '2021-04-30', { orderId: END_ORDER, reason: 'MUTUAL' }, actors.director);
  const close = (on = '2021-12-28') => command('CloseFollowUp', on, {});
  it('opens, closes and opens again', () => {
    after('completed').when(ACTS.followUp, evidenceWith()).then({ type: 'FollowUpOpened' });
    after('followUp').when(close(), evidenceWith()).then({ type: 'FollowUpClosed' });
    after('followUp', close())
      .when(command('OpenFollowUp', '2021-12-28', { situation: vaultRef(9) }), evidenceWith())
      .then({ type: 'FollowUpOpened', data: { situation: vaultRef(9) } });
  });
  it('only after completion: neither at work nor after an early end', () => {
    const [reason] = after('report')
      .when(ACTS.followUp, evidenceWith())
      .thenRefused('follow-up-after-completion');
    expect(reason).toMatchObject({ invariant: 35, missing: [{ kind: 'completion' }] });
    after('regular', end).when(ACTS.followUp, evidenceWith()).thenRefused('follow-up-after-completion');
    after('report').when(close(), evidenceWith()).thenRefused('follow-up-after-completion');
  });
  it('not twice at once, not closed when not open, not before its ground', () => {
    after('followUp').when(ACTS.followUp, evidenceWith()).thenRefused('follow-up-after-completion');
    after('completed').when(close(), evidenceWith()).thenRefused('follow-up-after-completion');
    after('completed')
      .when(command('OpenFollowUp', '2021-12-19', {}), evidenceWith())
      .thenRefused('not-before-its-ground');
    after('followUp').when(close('2021-12-26'), evidenceWith()).thenRefused('not-before-its-ground');
  });
  it('is no rule of a regulation that has none, and forbidden by none', () => {
    const events = after('completed')
      .when(ACTS.followUp, evidenceWith({ profile: profileWith({ followUp: false }) }))
      .then({ type: 'FollowUpOpened' });
    expect(heldRules(events)).not.toHaveProperty('follow-up-after-completion');
  });
});
