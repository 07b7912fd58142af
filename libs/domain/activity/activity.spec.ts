/** An activity is planned, held and closed with a result, by what each regulation asks of its kind. */
import { fold, isRefusal } from '@nastavnik/kernel';
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import {
  activity,
  type ActivityCommand,
  type ActivityEvidence,
  type ActivityPerson,
  type EnterParticipants,
  type HoldActivity,
  type PlanActivity,
} from './activity';
import { activityStoredTypes } from './activity.codec';
import type { ActivityContent, ActivityEvent, ActivityPlan } from './activity.events';

const TOWN = id(7);
const [MENTOR, MENTEE, NOBODY, PSYCHOLOGIST, GRADUATE] = [id(20), id(21), id(22), id(23), id(24)];
const PAIR = id(30);
const [ORDER, CAMPAIGN] = [id(40), id(50)];
const SEV = underRegulation('SEV');
const MR = underRegulation('MR');

const here = [SCHOOL, TOWN];
const person = (more: Partial<ActivityPerson> = {}): ActivityPerson => ({
  ...{ organisationIds: here, kind: 'PEDAGOGUE', employed: true, inMentorBase: false, inMenteeBase: false },
  ...more,
});
const people = {
  [MENTOR]: person({ inMentorBase: true }),
  [MENTEE]: person({ kind: 'STUDENT', employed: false, inMenteeBase: true }),
  [NOBODY]: person({ kind: 'PARENT', employed: false }),
  [PSYCHOLOGIST]: person({ position: 'PSYCHOLOGIST' }),
  [GRADUATE]: person({ kind: 'GRADUATE', employed: false, inMentorBase: true }),
};
const evidence = (more: Partial<ActivityEvidence> = {}): ActivityEvidence => ({
  profile: s62,
  today: '2024-12-31',
  organisation: {
    organisationId: SCHOOL,
    level: 'SCHOOL',
    municipalityId: TOWN,
    introducedFrom: '2021-01-15',
  },
  people,
  pairs: { [PAIR]: { organisationIds: here, mentorIds: [MENTOR], menteeIds: [MENTEE] } },
  ...more,
});
const town: Partial<ActivityEvidence> = { organisation: { organisationId: TOWN, level: 'MUNICIPALITY' } };
const ordered = (kind: string, on = '2021-01-20', organisationId = SCHOOL) => ({
  order: { orderId: ORDER, organisationId, kind, issuedOn: on },
});
const analysed = (year: number, organisationId = TOWN) => ({
  analysis: { campaignId: CAMPAIGN, organisationId, year },
});

const of = (effectiveOn: string, organisationId = SCHOOL) => ({
  ...{ activityId: id(900), organisationId, effectiveOn },
});
const planned = (content: ActivityContent, more: Partial<ActivityPlan> = {}) => ({
  ...{ content, title: 'Наставник года', level: 'SCHOOL' as const, from: '2021-03-01', until: '2021-03-02' },
  ...more,
});
const plan = (
  content: ActivityContent,
  more: Partial<PlanActivity['data']> = {},
  on = '2021-02-01',
): PlanActivity => command('PlanActivity', { ...of(on), ...planned(content), ...more });
const programme = (more: object = {}, on = '2021-02-05') =>
  command('SetActivityProgramme', {
    ...of(on),
    modules: [{ title: 'Адаптация', hours: 18, change: 'KEPT' as 'KEPT' | 'UPDATED' }],
    ...more,
  });
const enter = (more: Partial<EnterParticipants['data']> = {}) =>
  command('EnterParticipants', { ...of('2021-02-10'), participantIds: [MENTOR], pairIds: [], ...more });
const hold = (more: Partial<HoldActivity['data']> = {}): HoldActivity =>
  command('HoldActivity', {
    ...of('2021-03-02'),
    ...{ channel: 'IN_PERSON', participantIds: [MENTOR], guests: 0, experts: 0 },
    ...more,
  });
const close = (results: object = { of: 'EVENT' }, more: object = {}) =>
  command('CloseActivity', { ...of('2021-03-05'), results: results as { of: 'EVENT' }, ...more });

/** A history that acts have led to, each judged on the evidence given. */
const after = (ev: ActivityEvidence, ...acts: readonly ActivityCommand[]): readonly ActivityEvent[] =>
  acts.reduce<readonly ActivityEvent[]>((history, act) => {
    const decision = activity.decide(act, fold(activity, history), ev);
    if (isRefusal(decision)) throw new Error(decision.reasons.map(({ rule }) => rule).join());
    return [...history, ...decision];
  }, []);

describe('one life for every kind', () => {
  const seminar = plan({ kind: 'SEMINAR' });
  it('is planned, held and closed, in order of time', () => {
    const history = after(evidence(), seminar, hold());
    given(activity, ...history)
      .when(close(), evidence())
      .then({ type: 'ActivityClosed', data: { kind: 'SEMINAR', hours: 0 } });
    given(activity, ...history)
      .when(close({ of: 'EVENT' }, of('2021-03-01')), evidence())
      .thenRefused('activity-acts-in-order-of-time');
  });
  it('is planned once, by an organisation that is registered and has introduced mentoring', () => {
    const history = after(evidence(), seminar);
    given(activity, ...history)
      .when(seminar, evidence())
      .thenRefused('activity-planned-once');
    const { organisation: _unknown, ...nobody } = evidence();
    given(activity).when(seminar, nobody).thenRefused('organisation-registered');
    given(activity)
      .when(plan({ kind: 'SEMINAR' }, {}, '2025-01-01'), evidence())
      .thenRefused('not-in-future');
  });
  it('has a title, days, and a level not below its organisation', () => {
    given(activity)
      .when(plan({ kind: 'SEMINAR' }, { title: ' ', until: '2021-02-01' }), evidence())
      .thenRefused('activity-plan-complete');
    given(activity)
      .when(plan({ kind: 'SEMINAR' }, { organisationId: TOWN }), evidence(town))
      .thenRefused('activity-level-fits');
  });
  it('nothing is done with what is not planned, not held, over or of others', () => {
    given(activity).when(hold(), evidence()).thenRefused('activity-planned');
    const history = after(evidence(), seminar);
    given(activity, ...history)
      .when(close(), evidence())
      .thenRefused('activity-held');
    const held = [...history, ...after(evidence(), seminar, hold()).slice(1)];
    given(activity, ...held)
      .when(hold(), evidence())
      .thenRefused('activity-not-held-yet');
    given(activity, ...after(evidence(), seminar, hold(), close()))
      .when(close(), evidence())
      .thenRefused('activity-open');
    given(activity, ...history)
      .when(hold({ organisationId: TOWN, participantIds: [MENTOR] }), evidence(town))
      .thenRefused('activity-of-this-organisation');
  });
  it('is cancelled before it is held; a record of what was not held, as a mistake', () => {
    const cancel = (reason: 'POSTPONED' | 'ENTERED_BY_MISTAKE') =>
      command('CancelActivity', { ...of('2021-03-03'), reason });
    given(activity, ...after(evidence(), seminar))
      .when(cancel('POSTPONED'), evidence())
      .then({ type: 'ActivityCancelled' });
    const held = after(evidence(), seminar, hold());
    given(activity, ...held)
      .when(cancel('POSTPONED'), evidence())
      .thenRefused('held-is-cancelled-as-mistake');
    given(activity, ...held)
      .when(cancel('ENTERED_BY_MISTAKE'), evidence())
      .then({ type: 'ActivityCancelled' });
  });
  it('somebody of the organisation takes part, named once', () => {
    const history = after(evidence(), seminar);
    given(activity, ...history)
      .when(hold({ participantIds: [] }), evidence())
      .thenRefused('somebody-took-part');
    given(activity, ...history)
      .when(hold({ participantIds: [], guests: 40 }), evidence())
      .then({ type: 'ActivityHeld', data: { guests: 40 } });
    given(activity, ...history)
      .when(hold({ participantIds: [id(99), MENTOR, MENTOR] }), evidence())
      .thenRefused('participants-known');
  });
  it('each kind has its own sort of result', () =>
    void given(activity, ...after(evidence(), seminar, hold()))
      .when(close({ of: 'TRAINING', completedIds: [MENTOR] }), evidence())
      .thenRefused('results-fit-activity'));
});

describe('contests', () => {
  const contest = plan({ kind: 'CONTEST' });
  it('S62-11-04: at school «Наставник года», «Лучшая пара», «Наставник +»; no fourth', () => {
    for (const title of ['Наставник года', 'Лучшая пара', 'Наставник +'])
      given(activity)
        .when(plan({ kind: 'CONTEST' }, { title }), evidence())
        .then({ type: 'ActivityPlanned', data: { title } });
    const [no] = given(activity)
      .when(plan({ kind: 'CONTEST' }, { title: 'Лучший урок' }), evidence())
      .thenRefused('contest-named-by-regulation');
    expect(clauseIds([no!])).toEqual(['S62-11-04']);
    given(activity)
      .when(plan({ kind: 'CONTEST' }, { title: 'Лучший урок' }), evidence({ profile: MR }))
      .then({ type: 'ActivityPlanned' });
  });
  it('S62-8-06, S62-10-04: mentors and mentees take part in regional and all-Russian contests too, others do not', () => {
    for (const level of ['SCHOOL', 'REGIONAL', 'FEDERAL'] as const) {
      const history = after(evidence(), plan({ kind: 'CONTEST' }, { level }));
      const [entered] = given(activity, ...history)
        .when(enter({ participantIds: [MENTOR, MENTEE], pairIds: [PAIR] }), evidence())
        .then({ type: 'ActivityParticipantsEntered' });
      expect(clauseIds(entered!.data.basis.rules)).toEqual(expect.arrayContaining(['S62-8-06', 'S62-10-04']));
      const [no] = given(activity, ...history)
        .when(enter({ participantIds: [MENTOR, NOBODY] }), evidence())
        .thenRefused('contest-entrants');
      expect(no!.missing).toEqual([{ kind: 'participant', subject: NOBODY }]);
    }
  });
  it('SEV-IV-10: the municipal and the regional contest of the programme, and staff may enter', () => {
    const sev = evidence({ profile: SEV });
    const at = (level: 'MUNICIPAL' | 'REGIONAL', title: string) =>
      given(activity).when(plan({ kind: 'CONTEST' }, { level, title }), sev);
    at('MUNICIPAL', 'Лучший педагог-наставник').then({ type: 'ActivityPlanned' });
    at('REGIONAL', 'Лучшие практики наставничества').then({ type: 'ActivityPlanned' });
    const [no] = at('MUNICIPAL', 'Лучшие практики наставничества').thenRefused('contest-named-by-regulation');
    expect(clauseIds([no!])).toEqual(['SEV-IV-10']);
    given(activity, ...after(sev, plan({ kind: 'CONTEST' }, { title: 'Школьный конкурс' })))
      .when(enter({ participantIds: [PSYCHOLOGIST] }), sev)
      .then({ type: 'ActivityParticipantsEntered' });
  });
  it('SEV-V-3.3: a pedagogue of the school enters the regional contest, a parent does not', () => {
    const sev = evidence({ profile: SEV });
    const regional = plan(
      { kind: 'CONTEST' },
      { level: 'REGIONAL', title: 'Лучшие практики наставничества' },
    );
    const [no] = given(activity, ...after(sev, regional))
      .when(enter({ participantIds: [PSYCHOLOGIST, NOBODY] }), sev)
      .thenRefused('contest-entrants');
    expect(clauseIds([no!])).toContain('SEV-V-3.3');
    expect(no!.missing).toEqual([{ kind: 'participant', subject: NOBODY }]);
  });
  it('SEV-V-3.4: the municipality holds a contest of its own for mentors, a parent does not enter it', () => {
    const sev = evidence({ profile: SEV, ...town });
    const own = { organisationId: TOWN, level: 'MUNICIPAL' as const, title: 'Лучший педагог-наставник' };
    const entering = (participantIds: readonly string[]) =>
      given(activity, ...after(sev, plan({ kind: 'CONTEST' }, own))).when(
        enter({ organisationId: TOWN, participantIds }),
        sev,
      );
    const [no] = entering([MENTOR, NOBODY]).thenRefused('contest-entrants');
    expect(clauseIds([no!])).toContain('SEV-V-3.4');
    entering([MENTOR]).then({ type: 'ActivityParticipantsEntered' });
  });
  it('SEV-RM-M8: the results of a contest of one’s own are stated by order', () => {
    const sev = evidence({ profile: SEV, ...town });
    const own = { organisationId: TOWN, level: 'MUNICIPAL' as const, title: 'Лучший педагог-наставник' };
    const history = after(
      sev,
      plan({ kind: 'CONTEST' }, own),
      enter({ organisationId: TOWN }),
      hold({ organisationId: TOWN }),
    );
    const won = close(
      { of: 'CONTEST', places: [{ place: 1, participantId: MENTOR }] },
      { organisationId: TOWN, orderId: ORDER },
    );
    const [no] = given(activity, ...history)
      .when(won, sev)
      .thenRefused('results-by-order');
    expect(clauseIds([no!])).toContain('SEV-RM-M8');
    given(activity, ...history)
      .when(won, { ...sev, ...ordered('ACTIVITY', '2021-03-04', TOWN) })
      .thenRefused('results-by-order');
    given(activity, ...history)
      .when(won, { ...sev, ...ordered('ACTIVITY_RESULTS', '2021-03-04', TOWN) })
      .then({ type: 'ActivityClosed', data: { orderId: ORDER } });
  });
  it('where others hold it, or the regulation asks none, results need no order', () => {
    const sev = evidence({ profile: SEV });
    const elsewhere = plan(
      { kind: 'CONTEST' },
      { level: 'REGIONAL', title: 'Лучшие практики наставничества' },
    );
    const won = close({ of: 'CONTEST', places: [{ place: 2, participantId: MENTOR }] });
    given(activity, ...after(sev, elsewhere, enter(), hold()))
      .when(won, sev)
      .then({ type: 'ActivityClosed' });
    given(activity, ...after(evidence(), contest, enter(), hold()))
      .when(won, evidence())
      .then({ type: 'ActivityClosed' });
  });
  it('a place goes to who took part: a person, or a pair that was entered', () => {
    const history = after(evidence(), contest, enter({ pairIds: [PAIR] }), hold());
    given(activity, ...history)
      .when(close({ of: 'CONTEST', places: [{ place: 1, pairId: PAIR }] }), evidence())
      .then({ type: 'ActivityClosed' });
    given(activity, ...history)
      .when(
        close({
          of: 'CONTEST',
          places: [
            { place: 1, participantId: MENTEE },
            { place: 2, pairId: id(31) },
          ],
        }),
        evidence(),
      )
      .thenRefused('results-fit-activity');
  });
  it('entering again changes nothing; nobody takes part unentered; a seminar has no entry', () => {
    const history = after(evidence(), contest, enter());
    given(activity, ...history)
      .when(enter(), evidence())
      .thenNothing();
    given(activity, ...history)
      .when(hold({ participantIds: [MENTOR, MENTEE] }), evidence())
      .thenRefused('participants-entered-first');
    given(activity, ...after(evidence(), plan({ kind: 'SEMINAR' })))
      .when(enter({ pairIds: [PAIR] }), evidence())
      .thenRefused('activity-has-entry');
    given(activity, ...history)
      .when(enter({ participantIds: [], pairIds: [id(31), id(31)] }), evidence())
      .thenRefused('pairs-known');
    given(activity, ...after(evidence(), contest))
      .when(enter({ participantIds: [] }), evidence())
      .thenRefused('activity-has-entry');
  });
});

describe('seminars and conferences under the programme of Seversk', () => {
  const sev = (more: Partial<ActivityEvidence> = {}) => evidence({ profile: SEV, ...more });
  const seminar = plan({ kind: 'SEMINAR' });
  const in2022 = hold(of('2022-04-01'));

  it('SEV-IV-8a: in 2021 they are held by a programme developed first, with no monitoring behind them yet', () => {
    const [no] = given(activity, ...after(sev(), seminar))
      .when(hold(), sev())
      .thenRefused('held-by-programme');
    expect(clauseIds([no!])).toContain('SEV-IV-8a');
    given(activity, ...after(sev(), seminar, programme()))
      .when(hold(), sev())
      .then({ type: 'ActivityHeld' });
    given(activity, ...after(evidence(), seminar))
      .when(hold(), evidence())
      .then({ type: 'ActivityHeld' });
  });
  it('SEV-IV-8b: from 2022 they rest on the annual monitoring of this year or the last', () => {
    const history = after(sev(), seminar, programme());
    const [no] = given(activity, ...history)
      .when(in2022, sev())
      .thenRefused('event-based-on-monitoring');
    expect(no).toMatchObject({ invariant: 29, missing: [{ detail: { years: [2022, 2021] } }] });
    expect(clauseIds([no!])).toEqual(['SEV-IV-8b']);
    const based = { ...in2022, data: { ...in2022.data, basedOn: CAMPAIGN } };
    for (const year of [2021, 2022])
      given(activity, ...history)
        .when(based, sev(analysed(year)))
        .then({ type: 'ActivityHeld', data: { analysis: { year } } });
    given(activity, ...history)
      .when(based, sev(analysed(2020)))
      .thenRefused('event-based-on-monitoring');
  });
  it('SEV-IV-8b: what was cited when it was planned counts, while it is of the year', () => {
    const history = after(
      sev(analysed(2021)),
      plan({ kind: 'CONFERENCE' }, { basedOn: CAMPAIGN }),
      programme(),
    );
    given(activity, ...history)
      .when(in2022, sev())
      .then({ type: 'ActivityHeld' });
    given(activity, ...history)
      .when(hold(of('2023-04-01')), sev())
      .thenRefused('event-based-on-monitoring');
  });
  it('what is cited has been analysed, here or in the municipality', () => {
    const cite = plan({ kind: 'SEMINAR' }, { basedOn: CAMPAIGN });
    given(activity).when(cite, sev()).thenRefused('monitoring-analysis-known');
    given(activity)
      .when(cite, sev(analysed(2020, id(63))))
      .thenRefused('monitoring-analysis-known');
    given(activity)
      .when(cite, sev(analysed(2020, SCHOOL)))
      .then({ type: 'ActivityPlanned' });
  });
  it('SEV-III-2, SEV-IV-8b, SEV-V-2.3: those of the municipality can be joined by video; a school’s own need not', () => {
    const all = sev({ ...town, ...analysed(2021) });
    const ofTown = { organisationId: TOWN, level: 'MUNICIPAL' as const, basedOn: CAMPAIGN };
    const history = after(all, plan({ kind: 'CONFERENCE' }, ofTown), programme({ organisationId: TOWN }));
    const held = (channel: 'IN_PERSON' | 'VIDEO' | 'MIXED') =>
      given(activity, ...history).when(
        hold({ organisationId: TOWN, effectiveOn: '2022-04-01', channel }),
        all,
      );
    const [no] = held('IN_PERSON').thenRefused('event-open-by-video');
    expect(clauseIds([no!])).toEqual(['SEV-III-2', 'SEV-IV-8b', 'SEV-V-2.3']);
    held('MIXED').then({ type: 'ActivityHeld', data: { channel: 'MIXED' } });
    held('VIDEO').then({ type: 'ActivityHeld' });
    given(activity, ...after(sev(), seminar, programme()))
      .when({ ...in2022, data: { ...in2022.data, basedOn: CAMPAIGN } }, sev(analysed(2021)))
      .then({ type: 'ActivityHeld' });
  });
  it('SEV-RM-M6a, SEV-RM-M6b, SEV-RM-F4: seminars, round tables and conferences end with an order on the results', () => {
    for (const kind of ['SEMINAR', 'ROUND_TABLE', 'CONFERENCE'] as const) {
      const history = after(sev(), plan({ kind }), programme(), hold({ guests: 12 }));
      const [no] = given(activity, ...history)
        .when(close(), sev())
        .thenRefused('results-by-order');
      expect(clauseIds([no!])).toEqual(expect.arrayContaining(['SEV-RM-M6a', 'SEV-RM-M6b', 'SEV-RM-F4']));
      given(activity, ...history)
        .when(close({ of: 'EVENT' }, { orderId: ORDER }), sev(ordered('ACTIVITY_RESULTS', '2021-03-03')))
        .then({ type: 'ActivityClosed' });
    }
    given(activity, ...after(sev(), plan({ kind: 'WEBINAR' }), hold()))
      .when(close(), sev())
      .then({ type: 'ActivityClosed' });
  });
  it('SEV-IV-8c, SEV-V-3.2: addressed support is a methodical seminar, a webinar or tutor support', () => {
    for (const kind of ['SEMINAR', 'WEBINAR', 'TUTOR_SUPPORT'] as const)
      given(activity)
        .when(plan({ kind }, { addressed: true }), sev())
        .then({ type: 'ActivityPlanned', data: { addressed: true } });
    const [no] = given(activity)
      .when(plan({ kind: 'FESTIVAL' }, { addressed: true }), sev())
      .thenRefused('addressed-support-format');
    expect(clauseIds([no!])).toEqual(['SEV-IV-8c', 'SEV-V-3.2']);
    given(activity)
      .when(plan({ kind: 'FESTIVAL' }, { addressed: true }), evidence())
      .then({ type: 'ActivityPlanned' });
  });
});

describe('courses under the programme of Seversk', () => {
  const sev = (more: Partial<ActivityEvidence> = {}) => evidence({ profile: SEV, ...more });
  const course = plan({ kind: 'CPD_COURSE' });
  const enrolled = enter({ orderId: ORDER });
  const by = ordered('ACTIVITY', '2021-02-09');

  it('SEV-RM-M7: listeners are enrolled by order, and the course has a programme', () => {
    const [unordered] = given(activity, ...after(sev(), course))
      .when(enter(), sev())
      .thenRefused('course-enrolment-by-order');
    expect(clauseIds([unordered!])).toEqual(['SEV-RM-M7']);
    const [no] = given(activity, ...after(sev(by), course, enrolled))
      .when(hold(), sev())
      .thenRefused('held-by-programme');
    expect(clauseIds([no!])).toContain('SEV-RM-M7');
    given(activity, ...after(evidence(), course))
      .when(enter(), evidence())
      .then({ type: 'ActivityParticipantsEntered' });
  });
  it('SEV-IV-9a: in 2021 modules are updated and a new programme is developed; none, no course', () => {
    const [no] = given(activity, ...after(sev(by), course, enrolled))
      .when(hold(), sev())
      .thenRefused('held-by-programme');
    expect(clauseIds([no!])).toContain('SEV-IV-9a');
    const history = after(sev(by), course, programme(), enrolled);
    given(activity, ...history)
      .when(hold(), sev())
      .then({ type: 'ActivityHeld' });
    given(activity, ...history)
      .when(
        programme(
          {
            modules: [
              { title: 'Адаптация', hours: 18, change: 'UPDATED' },
              { title: 'Цифровые навыки', hours: 6, change: 'NEW' },
            ],
          },
          '2021-02-11',
        ),
        sev(),
      )
      .then({ type: 'ActivityProgrammeSet', data: { version: 2 } });
  });
  it('SEV-IV-9b, SEV-IV-9c, SEV-V-3.1: from 2022 no course without modules corrected by the annual monitoring', () => {
    const on = of('2023-02-01');
    const corrected = (change: string) =>
      programme({ modules: [{ title: 'Адаптация', hours: 18, change }], basedOn: CAMPAIGN });
    const held = (set: ReturnType<typeof programme>, year: number) =>
      given(activity, ...after(sev({ ...by, ...analysed(year) }), course, set, enrolled)).when(
        hold(on),
        sev(),
      );
    const [no] = given(activity, ...after(sev(by), course, programme(), enrolled))
      .when(hold(on), sev())
      .thenRefused('course-corrected-by-monitoring');
    expect(no!.invariant).toBe(29);
    expect(clauseIds([no!])).toEqual(['SEV-IV-9b', 'SEV-IV-9c', 'SEV-V-3.1']);
    held(corrected('KEPT'), 2022).thenRefused('course-corrected-by-monitoring');
    held(corrected('UPDATED'), 2021).thenRefused('course-corrected-by-monitoring');
    held(corrected('NEW'), 2022).then({ type: 'ActivityHeld' });
    // Another regulation asks nothing of the kind.
    given(activity, ...after(evidence(), course, programme(), enter()))
      .when(hold(on), evidence())
      .then({ type: 'ActivityHeld' });
  });
  it('who completed it attended it; the hours of the programme are told', () => {
    const history = after(sev(by), course, programme(), enrolled, hold());
    given(activity, ...history)
      .when(close({ of: 'TRAINING', completedIds: [MENTOR] }), sev())
      .then({ type: 'ActivityClosed', data: { hours: 18, results: { completedIds: [MENTOR] } } });
    given(activity, ...history)
      .when(close({ of: 'TRAINING', completedIds: [MENTEE] }), sev())
      .thenRefused('results-fit-activity');
  });
  it('a programme has modules and hours, and its schedule names its modules', () => {
    given(activity, ...after(sev(), course))
      .when(programme({ modules: [] }), sev())
      .thenRefused('programme-modules-named');
    given(activity, ...after(sev(), course))
      .when(programme({ schedule: [{ on: '2021-03-01', module: 'Другое' }] }), sev())
      .thenRefused('programme-modules-named');
  });
});

describe('the School of mentors', () => {
  const school = plan({ kind: 'MENTOR_SCHOOL' }, { title: 'Школа наставников' });
  const schedule = [{ on: '2021-03-01', module: 'Адаптация' }];
  it('S62-12-06: an order approves its programme and its schedule, and it is held by them', () => {
    const history = after(evidence(), school);
    const [unordered] = given(activity, ...history)
      .when(programme({ schedule }), evidence())
      .thenRefused('mentor-school-by-order');
    expect(clauseIds([unordered!])).toEqual(['S62-12-06']);
    given(activity, ...history)
      .when(programme({ orderId: ORDER }), evidence(ordered('MENTOR_SCHOOL')))
      .thenRefused('mentor-school-by-order');
    given(activity, ...history)
      .when(programme({ orderId: ORDER, schedule }), evidence(ordered('MENTOR_SCHOOL')))
      .then({ type: 'ActivityProgrammeSet', data: { schedule } });
    const [no] = given(activity, ...history, ...after(evidence(), school, enter()).slice(1))
      .when(hold(), evidence())
      .thenRefused('held-by-programme');
    expect(clauseIds([no!])).toContain('S62-12-06');
    given(activity, ...history)
      .when(programme(), evidence({ profile: MR }))
      .then({ type: 'ActivityProgrammeSet' });
  });
  it.each([
    ['S62-8-04', s62],
    ['S62-3.2-3', s62],
    ['KIL-6.2-2', underRegulation('KIL')],
    ['KIL-6.4.1-02', underRegulation('KIL')],
    ['IZO-4.1-09', underRegulation('IZO')],
  ])('%s: it trains mentors, nobody else', (clause, profile) => {
    const history = after(evidence({ profile }), school);
    const [entered] = given(activity, ...history)
      .when(enter(), evidence({ profile }))
      .then({ type: 'ActivityParticipantsEntered' });
    expect(clauseIds(entered!.data.basis.rules)).toContain(clause);
    const [no] = given(activity, ...history)
      .when(enter({ participantIds: [MENTOR, MENTEE] }), evidence({ profile }))
      .thenRefused('mentors-trained');
    expect(clauseIds([no!])).toContain(clause);
  });
  it('is open to others where a regulation says so', () =>
    void given(activity, ...after(evidence(), school))
      .when(
        enter({ participantIds: [MENTEE] }),
        evidence({ profile: s62But({ mentorsTrained: own(false) }) }),
      )
      .then({ type: 'ActivityParticipantsEntered' }));
});

describe('psychological support', () => {
  const support = (hostId: string, pairId?: string) =>
    plan({
      ...{ kind: 'PSYCHOLOGICAL_SUPPORT', topic: 'EMPATHY_TRAINING', hostId },
      ...(pairId === undefined ? {} : { pairId }),
    });
  it('S62-8-05, S62-10-03: a mentor and a mentee receive it, nobody else', () => {
    const history = after(evidence(), support(PSYCHOLOGIST));
    const [held] = given(activity, ...history)
      .when(hold({ participantIds: [MENTOR, MENTEE] }), evidence())
      .then({ type: 'ActivityHeld' });
    expect(clauseIds(held!.data.basis.rules)).toEqual(expect.arrayContaining(['S62-8-05', 'S62-10-03']));
    given(activity, ...history)
      .when(hold({ participantIds: [NOBODY] }), evidence())
      .thenRefused('psychological-support-for');
  });
  it('S62-7-08: the mentor gives it to the own mentee, and to nobody else’s', () => {
    const history = after(evidence(), support(MENTOR, PAIR));
    given(activity, ...history)
      .when(hold({ participantIds: [MENTEE] }), evidence())
      .then({ type: 'ActivityHeld' });
    const [no] = given(activity)
      .when(support(GRADUATE, PAIR), evidence())
      .thenRefused('psychological-support-by');
    expect(clauseIds([no!])).toContain('S62-7-08');
    given(activity, ...history)
      .when(hold({ participantIds: [NOBODY] }), evidence())
      .thenRefused('psychological-support-for');
  });
  it('MR-K-05, MR-P-02: by a psychologist, for the members of a pair', () => {
    const mr = evidence({ profile: MR });
    const [no] = given(activity).when(support(MENTOR, PAIR), mr).thenRefused('psychological-support-by');
    expect(clauseIds([no!])).toEqual(['MR-K-05', 'MR-P-02']);
    given(activity, ...after(mr, support(PSYCHOLOGIST, PAIR)))
      .when(hold({ participantIds: [MENTOR, MENTEE] }), mr)
      .then({ type: 'ActivityHeld' });
    given(activity, ...after(mr, support(PSYCHOLOGIST, PAIR)))
      .when(hold({ participantIds: [GRADUATE] }), mr)
      .thenRefused('psychological-support-for');
  });
  it('what it is about is one of a closed list, whatever title was sent', () =>
    void given(activity)
      .when(
        { ...support(PSYCHOLOGIST), data: { ...support(PSYCHOLOGIST).data, title: 'Диагноз' } },
        evidence(),
      )
      .then({ type: 'ActivityPlanned', data: { title: 'тренинг эмпатии' } }));
  it('the host and the pair are known', () =>
    void given(activity)
      .when(support(id(99), id(98)), evidence())
      .thenRefused('psychological-support-by', 'activity-host-known'));
});

it('S62-2.9: a graduate shares experience, motivates, develops an endowment, organises an internship; somebody else does not', () => {
  for (const contribution of ['EXPERIENCE', 'MOTIVATION', 'ENDOWMENT', 'INTERNSHIP'] as const) {
    const by = (hostId: string) =>
      given(activity).when(plan({ kind: 'GRADUATE_CONTRIBUTION', contribution, hostId }), evidence());
    by(GRADUATE).then({ type: 'ActivityPlanned', data: { content: { contribution } } });
    by(NOBODY).thenRefused('contribution-by-graduate');
  }
});

it('IZO-3.2-04, IZO-4.3-02: help is methodical, expert, informational or educational, as the regulation has it', () => {
  const izo = underRegulation('IZO');
  for (const help of ['METHODICAL', 'EXPERT_CONSULTING', 'INFORMATIONAL', 'EDUCATIONAL'] as const) {
    const [event] = given(activity)
      .when(plan({ kind: 'METHODICAL_HELP', help }), evidence({ profile: izo }))
      .then({ type: 'ActivityPlanned' });
    expect(clauseIds(event!.data.basis.rules)).toEqual(expect.arrayContaining(['IZO-3.2-04', 'IZO-4.3-02']));
  }
  given(activity)
    .when(
      plan({ kind: 'METHODICAL_HELP', help: 'EDUCATIONAL' }),
      evidence({ profile: s62But({ methodicalHelp: own(['METHODICAL']) }) }),
    )
    .thenRefused('methodical-help-named');
});

it('no accepted history closes what was not held, or gives a place to who was not entered', () => {
  const kinds = fc.constantFrom<ActivityContent>(
    { kind: 'CONTEST' },
    { kind: 'CPD_COURSE' },
    { kind: 'MENTOR_SCHOOL' },
    { kind: 'SEMINAR' },
    { kind: 'PSYCHOLOGICAL_SUPPORT', topic: 'INTERACTION', hostId: PSYCHOLOGIST },
  );
  const someone = fc.subarray([MENTOR, MENTEE, NOBODY]);
  const facts = fc.constantFrom(
    evidence({ today: TODAY }),
    evidence({ today: TODAY, profile: SEV, ...ordered('ACTIVITY') }),
    evidence({ today: TODAY, profile: SEV, ...ordered('ACTIVITY_RESULTS') }),
    evidence({ today: TODAY, ...ordered('MENTOR_SCHOOL') }),
  );
  const act: fc.Arbitrary<ActivityCommand> = fc
    .tuple(fc.integer({ min: 0, max: 6 }), kinds, someone, anyDay)
    .map(([which, content, ids, on]) => {
      const at = { effectiveOn: on, orderId: ORDER };
      const acts: readonly ActivityCommand[] = [
        plan(content, {}, on),
        programme({ ...at, schedule: [{ on: '2021-05-01', module: 'Адаптация' }] }),
        enter({ ...at, participantIds: ids, pairIds: content.kind === 'CONTEST' ? [PAIR] : [] }),
        hold({ effectiveOn: on, participantIds: ids }),
        close(
          { of: 'CONTEST', places: ids.map((participantId, at) => ({ place: at + 1, participantId })) },
          at,
        ),
        close({ of: 'TRAINING', completedIds: ids }, at),
        close({ of: 'EVENT' }, at),
      ];
      return acts[which]!;
    });
  everyHistory({
    decider: activity,
    storedTypes: activityStoredTypes,
    acts: fc.tuple(act, facts),
    first: [
      [plan({ kind: 'CONTEST' }, {}, '2021-01-16'), evidence({ today: TODAY })],
      [enter({ participantIds: [MENTOR, MENTEE], effectiveOn: '2021-01-17' }), evidence({ today: TODAY })],
    ],
    atLeast: 300,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      const days = events.map(({ data }) => data.effectiveOn);
      expect(days).toEqual([...days].sort());
      const types = events.map(({ type }) => type);
      expect(types.filter((type) => type === 'ActivityHeld').length).toBeLessThanOrEqual(1);
      const closed = types.indexOf('ActivityClosed');
      if (closed >= 0) {
        expect(closed).toBe(types.length - 1);
        expect(types).toContain('ActivityHeld');
      }
      const entered = events.flatMap((e) =>
        e.type === 'ActivityParticipantsEntered' ? e.data.participantIds : [],
      );
      expect(new Set(entered).size).toBe(entered.length);
      for (const event of events) {
        if (event.type !== 'ActivityClosed' || event.data.results.of !== 'CONTEST') continue;
        for (const place of event.data.results.places)
          if ('participantId' in place) expect(entered).toContain(place.participantId);
      }
    },
  });
});
