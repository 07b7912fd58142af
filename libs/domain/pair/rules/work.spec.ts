/** The work of a pair under School 62: entry assessment, plan, meetings in their order. */
import { fold } from '@nastavnik/kernel';
import { given } from '../../../kernel/given.testing';
import type { MeetingKind } from '../../vocabulary';
import { pair, type PairCommand } from '../pair';
import {
  ACTS,
  actors,
  command,
  evidenceOf,
  evidenceWith,
  heldRules,
  lifeOf,
  type LifeStep,
  live,
  MENTEE,
  MENTOR,
  ON,
  profileWith,
  SECOND_MENTEE,
  SECOND_MENTOR,
  STEPS,
  student,
  TODAY,
  uuid,
  vaultRef,
} from '../pair.fixtures.testing';

const after = (step: LifeStep, ...more: readonly PairCommand[]) =>
  given(pair, ...live(more, {}, lifeOf(step)));
const meeting = (
  kind: MeetingKind,
  on: string,
  planned?: number,
  attendeeIds: readonly string[] = [MENTOR, MENTEE],
) =>
  command('HoldMeeting', on, {
    kind,
    attendeeIds,
    ...(planned === undefined ? {} : { plannedRegularMeetings: planned }),
  });
/** The same life without one of its steps. */
const without = (step: LifeStep, until: LifeStep, profile = profileWith({ entryExitComparison: false })) =>
  live(
    STEPS.slice(0, STEPS.indexOf(until) + 1)
      .filter((each) => each !== step)
      .map((each) => ACTS[each]),
    { profile },
  );

describe('S62-4.13 no work before the order (invariant 14)', () => {
  const acts = STEPS.slice(STEPS.indexOf('entry'), STEPS.indexOf('followUp')).map((step) => ACTS[step]);
  it.each(acts.map((act) => [act.type, act] as const))(
    'refuses %s on a pair that is only proposed',
    (_, act) => {
      const [reason] = given(pair, ...lifeOf('familiarised'))
        .when(act, evidenceOf(act))
        .thenRefused('pair-fixed-by-order');
      expect(reason).toMatchObject({
        invariant: 14,
        clauses: [{ id: 'S62-4.13' }],
        missing: [{ kind: 'order', detail: { kind: 'PAIRS' } }],
      });
    },
  );
  it.each(acts.map((act) => [act.type, act] as const))('refuses %s on a pair nobody proposed', (_, act) => {
    given(pair).when(act, evidenceOf(act)).thenRefused('pair-proposed-first');
  });
  it('says along with it what every act is judged by', () => {
    given(pair)
      .when(ACTS.entry, evidenceWith({ today: '2021-01-01' }))
      .thenRefused('pair-proposed-first', 'not-in-future');
  });
  it('does not propose a pair twice, nor choose a mentor for a fixed one', () => {
    after('proposed').when(ACTS.proposed, evidenceWith()).thenRefused('pair-proposed-once');
    after('fixed').when(ACTS.offered, evidenceWith()).thenRefused('pair-not-yet-fixed');
    after('fixed').when(ACTS.chosen, evidenceWith()).thenRefused('pair-not-yet-fixed');
  });
  it('refuses acts of a pair of another school', () => {
    const act = ACTS.entry;
    const foreign = { ...act, data: { ...act.data, schoolId: uuid(9) } };
    after('fixed').when(foreign, evidenceWith()).thenRefused('pair-of-this-school');
  });
  it('refuses acts before the order, and what is still to come', () => {
    after('fixed')
      .when(command('AssessEntry', '2021-01-31', ACTS.entry.data), evidenceWith())
      .thenRefused('not-before-its-ground');
    after('fixed')
      .when(ACTS.entry, evidenceWith({ today: '2021-02-01' }))
      .thenRefused('not-in-future');
    after('fixed')
      .when(ACTS.entry, evidenceWith({ today: ON.entry }))
      .then({ type: 'EntryAssessed' });
  });
});

describe('S62-6.3 assessed at the entry (invariant 25)', () => {
  it('refuses meetings before it, unless the regulation compares nothing', () => {
    const [reason] = after('fixed')
      .when(ACTS.organisational, evidenceWith())
      .thenRefused('entry-assessed-before-meetings');
    expect(reason).toMatchObject({ clauses: [{ id: 'S62-6.3' }], missing: [{ subject: MENTEE }] });
    const events = after('fixed')
      .when(ACTS.organisational, evidenceWith({ profile: profileWith({ entryExitComparison: false }) }))
      .then({ type: 'MeetingHeld' });
    expect(heldRules(events)).not.toHaveProperty('entry-assessed-before-meetings');
  });
  it('takes it on the day of the meeting and refuses it a day later', () => {
    after('fixed', command('AssessEntry', ON.organisational, ACTS.entry.data))
      .when(ACTS.organisational, evidenceWith())
      .then({ type: 'MeetingHeld' });
    after('fixed', command('AssessEntry', '2021-02-04', ACTS.entry.data))
      .when(ACTS.organisational, evidenceWith())
      .thenRefused('entry-assessed-before-meetings');
  });
  it('cannot be dated after the first meeting', () => {
    const late = command('AssessEntry', '2021-03-04', ACTS.entry.data);
    given(pair, ...without('entry', 'regular'))
      .when(late, evidenceWith())
      .thenRefused('entry-before-first-meeting');
  });
  it('is made once for each mentee of the pair, with at least one measure', () => {
    after('entry').when(ACTS.entry, evidenceWith()).thenRefused('entry-assessed-once');
    const of = (...assessments: (typeof ACTS.entry.data.assessments)[number][]) =>
      command('AssessEntry', ON.entry, { assessments });
    after('fixed')
      .when(of({ menteeId: SECOND_MENTEE, levels: { COMPETENCE: 'LOW' } }), evidenceWith())
      .thenRefused('entry-assessed-once');
    after('fixed')
      .when(of({ menteeId: MENTEE, levels: {} }), evidenceWith())
      .thenRefused('entry-assessed-once');
    after('fixed').when(of(), evidenceWith()).thenRefused('entry-assessed-once');
  });
});

describe('S62-7-03 needs are diagnosed before the plan (invariant 20)', () => {
  const people = { [MENTEE]: student(MENTEE, { needsDiagnosed: false }) };
  it('refuses draft and approval', () => {
    for (const [step, act] of [
      ['planning', ACTS.drafted],
      ['drafted', ACTS.approved],
    ] as const) {
      const [reason] = after(step)
        .when(act, evidenceWith({ people }))
        .thenRefused('needs-diagnosed-before-plan');
      expect(reason).toMatchObject({
        invariant: 20,
        clauses: [{ id: 'S62-7-03' }],
        missing: [{ subject: MENTEE }],
      });
    }
  });
  it('does not ask where the regulation does not', () => {
    after('planning')
      .when(ACTS.drafted, evidenceWith({ people, profile: profileWith({ needsDiagnosisBeforePlan: false }) }))
      .then({ type: 'PlanDrafted' });
  });
});

describe('S62-7-02, S62-9-02 the plan is drafted together (invariant 23)', () => {
  const draft = (...authorIds: readonly string[]) =>
    command('DraftPlan', ON.drafted, { authorIds, plan: vaultRef(1) }, actors.mentor);
  it('takes mentor and mentee', () => {
    const events = after('planning')
      .when(draft(MENTEE, MENTOR), evidenceWith())
      .then({ type: 'PlanDrafted' });
    expect(heldRules(events)).toHaveProperty('plan-co-authored', ['S62-7-02', 'S62-9-02']);
  });
  it.each([
    ['a mentor alone', [MENTOR], MENTEE],
    ['a mentee alone', [MENTEE], MENTOR],
    ['someone from outside the pair', [MENTOR, MENTEE, SECOND_MENTOR], SECOND_MENTOR],
  ])('refuses %s', (_, authors, named) => {
    const reasons = after('planning')
      .when(draft(...authors), evidenceWith())
      .thenRefused('plan-co-authored');
    expect(reasons.flatMap(({ missing }) => missing.map(({ subject }) => subject))).toEqual([named]);
  });
  it('does not ask where the regulation does not', () => {
    after('planning')
      .when(draft(MENTOR), evidenceWith({ profile: profileWith({ coAuthoredPlan: false }) }))
      .then({ type: 'PlanDrafted' });
  });
  it('is approved only once drafted, and approves that draft', () => {
    after('planning').when(ACTS.approved, evidenceWith()).thenRefused('plan-drafted-before-approval');
    after('approved').when(ACTS.approved, evidenceWith()).thenRefused('plan-drafted-before-approval');
    after('drafted')
      .when(command('ApprovePlan', '2021-02-16', {}), evidenceWith())
      .thenRefused('plan-drafted-before-approval');
    after('drafted')
      .when(ACTS.approved, evidenceWith())
      .then({ type: 'PlanApproved', data: { plan: vaultRef(1) } });
  });
  it('stands approved before regular meetings; a newer draft leaves it in force', () => {
    const profile = profileWith();
    given(pair, ...without('approved', 'approved', profile))
      .when(ACTS.regular, evidenceWith())
      .thenRefused('plan-approved-before-regular-meetings');
    after('approved')
      .when(meeting('REGULAR', '2021-02-17'), evidenceWith())
      .thenRefused('plan-approved-before-regular-meetings');
    after('approved', draft(MENTOR, MENTEE)).when(ACTS.regular, evidenceWith()).then({ type: 'MeetingHeld' });
    given(pair, ...without('approved', 'approved', profile))
      .when(ACTS.regular, evidenceWith({ profile: profileWith({ coAuthoredPlan: false }) }))
      .then({ type: 'MeetingHeld' });
  });
});

describe('S62-5.3-1, S62-5.3-2, S62-5.3-3, S62-5.3-4, S62-5.3-5 meetings in their order (invariant 22)', () => {
  it.each([
    ['entry', ['TRIAL', 'PLANNING', 'REGULAR', 'FINAL']],
    ['organisational', ['ORGANISATIONAL', 'PLANNING', 'REGULAR', 'FINAL']],
    ['trial', ['ORGANISATIONAL', 'TRIAL', 'REGULAR', 'FINAL']],
    ['approved', ['ORGANISATIONAL', 'TRIAL', 'PLANNING']],
    ['regularAgain', ['ORGANISATIONAL', 'TRIAL', 'PLANNING']],
    ['final', ['ORGANISATIONAL', 'TRIAL', 'PLANNING', 'REGULAR', 'FINAL']],
  ] as const)('after "%s" refuses whatever is out of turn', (step, kinds) => {
    for (const kind of kinds) {
      const act = meeting(kind, '2021-12-01', kind === 'PLANNING' ? 2 : undefined);
      const decision = pair.decide(act, fold(pair, lifeOf(step)), evidenceWith());
      expect(decision).toMatchObject({ kind: 'refusal' });
      const [reason] = (decision as { reasons: readonly object[] }).reasons.filter(
        (each) => (each as { rule: string }).rule === 'meetings-in-order',
      );
      expect(reason).toMatchObject({
        clauses: [
          { id: 'S62-5.3-1' },
          { id: 'S62-5.3-2' },
          { id: 'S62-5.3-3' },
          { id: 'S62-5.3-4' },
          { id: 'S62-5.3-5' },
        ],
      });
    }
  });
  it('says which meeting is missing', () => {
    const [reason] = after('organisational')
      .when(meeting('PLANNING', ON.planning, 2), evidenceWith())
      .thenRefused('meetings-in-order');
    expect(reason).toMatchObject({
      missing: [{ kind: 'meeting', detail: { kind: 'TRIAL' } }],
      message: { ru: expect.stringContaining('пробная рабочая встреча') as string },
    });
  });
  it('numbers them, cancelled records included', () => {
    const cancelled = live([command('CancelMeetingRecord', ON.trial, { number: 2 })], {}, lifeOf('trial'));
    given(pair, ...cancelled)
      .when(ACTS.trial, evidenceWith())
      .then({ type: 'MeetingHeld', data: { number: 3, kind: 'TRIAL' } });
  });
  it('refuses a date before the previous meeting, takes the same day', () => {
    after('organisational')
      .when(meeting('TRIAL', '2021-02-02'), evidenceWith())
      .thenRefused('meetings-in-order');
    after('organisational')
      .when(meeting('TRIAL', ON.organisational), evidenceWith())
      .then({ type: 'MeetingHeld' });
  });
  it('prescribes no order where the regulation does not', () => {
    const events = after('entry')
      .when(meeting('TRIAL', ON.trial), evidenceWith({ profile: profileWith({ meetingSequence: [] }) }))
      .then({ type: 'MeetingHeld' });
    expect(heldRules(events)).not.toHaveProperty('meetings-in-order');
  });
  it('S62-5.4: refuses a meeting outside the term, late recording apart (invariant 24)', () => {
    after('regularAgain')
      .when(meeting('REGULAR', '2021-12-25'), evidenceWith())
      .thenRefused('meeting-within-term');
    after('regularAgain')
      .when(meeting('REGULAR', ON.until), evidenceWith({ today: TODAY }))
      .then({ type: 'MeetingHeld', data: { effectiveOn: ON.until } });
  });
  it('S62-9-03: is a meeting of mentor and mentee, and of nobody else', () => {
    for (const attendees of [
      [MENTOR],
      [MENTEE],
      [],
      [MENTOR, MENTEE, SECOND_MENTOR],
      [MENTOR, MENTEE, MENTEE],
    ]) {
      after('entry')
        .when(meeting('ORGANISATIONAL', ON.organisational, undefined, attendees), evidenceWith())
        .thenRefused('mentor-and-mentee-met');
    }
  });
});

describe('S62-5.5 the pair sets the number of meetings at planning (invariant 23)', () => {
  it.each([undefined, 0, -1, 1.5])('refuses a planning meeting that agrees on %s', (planned) => {
    const [reason] = after('trial')
      .when(meeting('PLANNING', ON.planning, planned), evidenceWith())
      .thenRefused('meeting-count-set-at-planning');
    expect(reason?.clauses).toMatchObject([{ id: 'S62-5.5' }]);
  });
  it('refuses the number at any other meeting', () => {
    after('organisational')
      .when(meeting('TRIAL', ON.trial, 2), evidenceWith())
      .thenRefused('meeting-count-set-at-planning');
  });
  it('the final meeting waits for the agreed number, and more is the pair’s own affair', () => {
    const [reason] = after('regular')
      .when(meeting('FINAL', ON.final), evidenceWith())
      .thenRefused('agreed-meetings-before-final');
    expect(reason?.missing).toEqual([{ kind: 'meeting', detail: { kind: 'REGULAR', count: 1 } }]);
    after('regularAgain', meeting('REGULAR', '2021-04-01'), meeting('REGULAR', '2021-05-01'))
      .when(meeting('FINAL', ON.final), evidenceWith())
      .then({ type: 'MeetingHeld' });
  });
  it('leaves the number open where the regulation does', () => {
    const free = evidenceWith({ profile: profileWith({ meetingCount: 'UNSPECIFIED' }) });
    after('trial').when(meeting('PLANNING', ON.planning), free).then({ type: 'MeetingHeld' });
    after('approved')
      .when(meeting('FINAL', ON.final), free)
      .then({ type: 'MeetingHeld', data: { kind: 'FINAL' } });
  });
});

describe('a wrong meeting record is cancelled by another fact', () => {
  const cancel = (number: number) => command('CancelMeetingRecord', '2021-12-01', { number });
  it('is the latest one', () => {
    after('trial')
      .when(cancel(2), evidenceWith())
      .then({ type: 'MeetingRecordCancelled', data: { kind: 'TRIAL' } });
    after('trial').when(cancel(1), evidenceWith()).thenRefused('latest-meeting-record');
    after('entry').when(cancel(1), evidenceWith()).thenRefused('latest-meeting-record');
    after('trial', cancel(2)).when(cancel(2), evidenceWith()).thenRefused('latest-meeting-record');
    after('trial', cancel(2)).when(cancel(1), evidenceWith()).then({ type: 'MeetingRecordCancelled' });
  });
  it('takes the agreed number with it', () => {
    const history = live([cancel(3)], {}, lifeOf('planning'));
    given(pair, ...history)
      .when(meeting('PLANNING', ON.planning, 5), evidenceWith())
      .then({ type: 'MeetingHeld', data: { number: 4, plannedRegularMeetings: 5 } });
  });
  it('stays once results rest on it', () => {
    after('final')
      .when(cancel(6), evidenceWith())
      .then({ type: 'MeetingRecordCancelled', data: { kind: 'FINAL' } });
    after('exit').when(cancel(6), evidenceWith()).thenRefused('latest-meeting-record');
    after('finalMonitoring').when(cancel(6), evidenceWith()).thenRefused('latest-meeting-record');
  });
});
