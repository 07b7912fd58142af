/** The work of a pair: entry assessment, plan, meetings in their order. */
import { type IsoDate, within } from '@nastavnik/kernel';
import type { MeetingKind } from '../../vocabulary';
import type {
  ApprovePlan,
  AssessEntry,
  CancelMeetingRecord,
  CorrectPlan,
  DraftPlan,
  HoldMeeting,
} from '../pair.commands';
import { type ActivePair, meetingsOf, membersOn, plannedRegularMeetings } from '../pair.state';
import {
  always,
  clausesOf,
  knownPeople,
  meetingEn,
  meetingRu,
  missingOf,
  type PairRule,
  ru,
  sequenceFor,
  text,
  unless,
  when,
  whenInSequence,
} from './facts';

/** S62-6.3: what is compared later is measured now, for mentees of this pair, each once. */
export const assessedOnce: PairRule<AssessEntry, ActivePair> = {
  name: 'entry-assessed-once',
  invariant: 25,
  title: text('Оценка на входе проводится один раз', 'The entry is assessed once'),
  demandedBy: always((parameters) => parameters.entryExitComparison.clauses),
  violations: ({ command, state }) => {
    const { assessments, effectiveOn } = command.data;
    const mentees = membersOn(state, effectiveOn < state.fixedOn ? state.fixedOn : effectiveOn)
      .filter(({ role }) => role === 'MENTEE')
      .map(({ participantId }) => participantId);
    const wrong = assessments.filter(
      ({ menteeId }, index) =>
        !mentees.includes(menteeId) ||
        state.entry[menteeId] !== undefined ||
        assessments.findIndex((other) => other.menteeId === menteeId) !== index,
    );
    const empty = assessments.filter(({ levels }) => Object.keys(levels).length === 0);
    return [
      ...unless(
        assessments.length > 0 && wrong.length === 0,
        text(
          'Оценка на входе записывается один раз для каждого наставляемого этой пары.',
          'The entry is assessed once for each mentee of this pair.',
        ),
        text('Назовите наставляемых, которых ещё не оценивали.', 'Name mentees not assessed yet.'),
        wrong.map(({ menteeId }) => ({ kind: 'mentee', subject: menteeId })),
      ),
      ...unless(
        empty.length === 0,
        text('В оценке нет ни одного показателя.', 'The assessment has no measure.'),
        text('Оцените хотя бы один показатель.', 'Assess at least one measure.'),
        empty.map(({ menteeId }) => ({ kind: 'measure', subject: menteeId })),
      ),
    ];
  },
};

/** Invariant 25, S62-6.3: "на входе" is before the mentee's first meeting. */
export const entryBeforeWork: PairRule<AssessEntry, ActivePair> = {
  name: 'entry-before-first-meeting',
  invariant: 25,
  title: text('Оценка на входе — до первой встречи', 'The entry is assessed before the first meeting'),
  demandedBy: when('entryExitComparison', (demanded) => demanded),
  violations: ({ command, state }) => {
    const late = command.data.assessments.filter(({ menteeId }) =>
      state.meetings.some(
        (meeting) => meeting.attendeeIds.includes(menteeId) && meeting.on < command.data.effectiveOn,
      ),
    );
    return unless(
      late.length === 0,
      text(
        'Оценка на входе датирована после первой встречи наставляемого.',
        "The entry assessment is dated after the mentee's first meeting.",
      ),
      text(
        'Укажите день, когда оценка проведена: до первой встречи.',
        'Give the day of the assessment, before the first meeting.',
      ),
      late.map(({ menteeId }) => ({ kind: 'mentee', subject: menteeId })),
    );
  },
};

/** Invariant 25, S62-6.3: work starts with the entry assessment of every mentee then in the pair. */
export const entryBeforeMeetings: PairRule<HoldMeeting, ActivePair> = {
  name: 'entry-assessed-before-meetings',
  invariant: 25,
  title: text('До встреч проведена оценка на входе', 'The entry is assessed before meetings'),
  demandedBy: when('entryExitComparison', (demanded) => demanded),
  violations: ({ command, state, people }) => {
    const on = command.data.effectiveOn;
    const unassessed = people.filter(({ participantId, role }) => {
      if (role !== 'MENTEE') return false;
      const entry = state.entry[participantId];
      return entry === undefined || entry.on > on;
    });
    return unless(
      unassessed.length === 0,
      text(
        `До встречи не проведена оценка на входе: наставляемых ${unassessed.length}.`,
        `Mentees without an entry assessment before the meeting: ${unassessed.length}.`,
      ),
      text('Запишите оценку наставляемых на входе.', 'Record the entry assessment of the mentees.'),
      missingOf('entry-assessment', unassessed),
    );
  },
};

/** Invariant 20, S62-7-03. */
export const needsDiagnosed: PairRule<DraftPlan | ApprovePlan | CorrectPlan, ActivePair> = {
  name: 'needs-diagnosed-before-plan',
  invariant: 20,
  title: text('Потребности выявлены до плана', 'Needs are diagnosed before the plan'),
  demandedBy: when('needsDiagnosisBeforePlan', (demanded) => demanded),
  violations: (facts) => {
    const undiagnosed = knownPeople(facts, 'MENTEE').filter(({ person }) => !person.needsDiagnosed);
    return unless(
      undiagnosed.length === 0,
      text(
        `Не выявлены сильные и слабые стороны и векторы развития: наставляемых ${undiagnosed.length}.`,
        `Mentees whose needs have not been diagnosed: ${undiagnosed.length}.`,
      ),
      text('Проведите диагностику потребностей и запишите её.', 'Diagnose the needs and record it.'),
      missingOf('needs-diagnosis', undiagnosed),
    );
  },
};

/** Invariant 23, S62-7-02, S62-9-02: a mentor and every mentee of the pair; nobody from outside the pair. */
export const planCoAuthored: PairRule<DraftPlan | CorrectPlan, ActivePair> = {
  name: 'plan-co-authored',
  invariant: 23,
  title: text('План составлен совместно', 'The plan is drafted together'),
  demandedBy: when('coAuthoredPlan', (demanded) => demanded),
  violations: ({ command, people }) => {
    const { authorIds } = command.data;
    const mentors = people.filter(({ role }) => role === 'MENTOR');
    const absentMentees = people.filter(
      ({ role, participantId }) => role === 'MENTEE' && !authorIds.includes(participantId),
    );
    const absentMentors = mentors.some(({ participantId }) => authorIds.includes(participantId))
      ? []
      : mentors;
    const strangers = authorIds.filter((id) => !people.some(({ participantId }) => participantId === id));
    const next = text(
      'Назовите авторами наставника и каждого наставляемого.',
      'Name the mentor and every mentee as authors.',
    );
    return [
      ...unless(
        absentMentees.length + absentMentors.length === 0,
        text(
          'План составляют наставник и наставляемый вместе: среди авторов названы не все.',
          'Mentor and mentee draft the plan together: not all are among its authors.',
        ),
        next,
        missingOf('author', [...absentMentors, ...absentMentees]),
      ),
      ...unless(
        strangers.length === 0,
        text(
          'Среди авторов плана есть те, кто не состоит в паре.',
          'Some authors are not members of the pair.',
        ),
        next,
        strangers.map((id) => ({ kind: 'member', subject: id })),
      ),
    ];
  },
};

export const planDrafted: PairRule<ApprovePlan, ActivePair> = {
  name: 'plan-drafted-before-approval',
  invariant: 23,
  title: text('Утверждается составленный план', 'What is approved has been drafted'),
  demandedBy: always((parameters) => parameters.coAuthoredPlan.clauses),
  violations: ({ command, state }) =>
    unless(
      state.draft !== undefined && state.draft.on <= command.data.effectiveOn,
      text(
        'Нет плана, который ждёт утверждения на эту дату.',
        'No plan is waiting for approval on this date.',
      ),
      text('Сначала составьте план.', 'Draft the plan first.'),
      [{ kind: 'plan' }],
    ),
};

/** Invariant 23: regular meetings carry out the plan, so it stands approved before them. */
export const planBeforeRegular: PairRule<HoldMeeting, ActivePair> = {
  name: 'plan-approved-before-regular-meetings',
  invariant: 23,
  title: text('Регулярные встречи — по утверждённому плану', 'Regular meetings follow an approved plan'),
  demandedBy: (profile, { command }) =>
    profile.parameters.coAuthoredPlan.value && command.data.kind === 'REGULAR'
      ? profile.parameters.coAuthoredPlan.clauses
      : undefined,
  violations: ({ command, state }) =>
    unless(
      state.approved !== undefined && state.approved.since <= command.data.effectiveOn,
      text(
        `На ${ru(command.data.effectiveOn)} нет утверждённого плана наставничества.`,
        `No approved plan stands on ${command.data.effectiveOn}.`,
      ),
      text('Составьте и утвердите план.', 'Draft and approve the plan.'),
      [{ kind: 'plan', detail: { approved: true } }],
    ),
};

/** Invariant 24: the pair works from its first to its last day. */
export const meetsWithinTerm: PairRule<HoldMeeting, ActivePair> = {
  name: 'meeting-within-term',
  invariant: 24,
  title: text('Встреча — в срок пары', 'The meeting lies within the term'),
  demandedBy: always((parameters) => parameters.pairTerm.clauses),
  violations: ({ command, state }) =>
    unless(
      within(command.data.effectiveOn, state.from, state.until),
      text(
        `Встреча ${ru(command.data.effectiveOn)} вне срока пары: ${ru(state.from)} – ${ru(state.until)}.`,
        `The meeting on ${command.data.effectiveOn} lies outside the term ${state.from} to ${state.until}.`,
      ),
      text('Проверьте дату встречи.', 'Check the date of the meeting.'),
    ),
};

/** Kinds that may follow: REGULAR repeats, and may be left out where its number is not agreed on. */
const mayFollow = (
  sequence: readonly MeetingKind[],
  last: MeetingKind | undefined,
): readonly MeetingKind[] => {
  const at = last === undefined ? -1 : sequence.indexOf(last);
  const next = sequence[at + 1];
  return [
    ...(last === 'REGULAR' ? [last] : []),
    ...(next === undefined ? [] : [next]),
    ...(next === 'REGULAR' && sequence[at + 2] !== undefined ? [sequence[at + 2] as MeetingKind] : []),
  ];
};

/** Invariant 22, S62-5.3: organisational → trial → planning → regular* → final, dates in the same order; SEV-F-3: a flash meets once. */
export const meetingsInOrder: PairRule<HoldMeeting, ActivePair> = {
  name: 'meetings-in-order',
  invariant: 22,
  title: text('Встречи идут по порядку', 'Meetings follow their order'),
  demandedBy: whenInSequence,
  violations: ({ command, state }, profile) => {
    const last = state.meetings.at(-1);
    const allowed = mayFollow(sequenceFor(profile, state.form), last?.kind);
    const { kind, effectiveOn } = command.data;
    return [
      ...unless(
        allowed.includes(kind),
        text(
          `${last === undefined ? 'Встреч ещё не было' : `Последняя — ${meetingRu[last.kind]}`}; теперь возможна: ${allowed.map((each) => meetingRu[each]).join(' или ') || 'никакая'}, а не ${meetingRu[kind]}.`,
          `${last === undefined ? 'No meeting yet' : `The last was a ${meetingEn[last.kind]}`}; what may follow: ${allowed.map((each) => meetingEn[each]).join(' or ') || 'nothing'}, not a ${meetingEn[kind]}.`,
        ),
        text('Запишите сначала пропущенную встречу.', 'Record the meeting left out first.'),
        allowed.map((each) => ({ kind: 'meeting', detail: { kind: each } })),
      ),
      ...unless(
        last === undefined || last.on <= effectiveOn,
        text(
          `Предыдущая встреча прошла ${ru(last?.on ?? '')}, позже, чем ${ru(effectiveOn)}.`,
          `The previous meeting took place on ${last?.on}, after ${effectiveOn}.`,
        ),
        text('Проверьте дату встречи.', 'Check the date of the meeting.'),
      ),
    ];
  },
};

/**
 * Invariant 23, S62-5.5: the pair sets the number of regular meetings at its planning meeting, at least one (S62-5.3
 * has regular meetings as a stage of its own), and nowhere else.
 */
export const countSetAtPlanning: PairRule<HoldMeeting, ActivePair> = {
  name: 'meeting-count-set-at-planning',
  invariant: 23,
  title: text(
    'Число встреч определяется на встрече-планировании',
    'The number of meetings is set at planning',
  ),
  demandedBy: when('meetingCount', (value) => value === 'PAIR_DECIDES'),
  violations: ({ command }) => {
    const { kind, plannedRegularMeetings: planned } = command.data;
    return kind === 'PLANNING'
      ? unless(
          planned !== undefined && Number.isInteger(planned) && planned >= 1,
          text(
            'На встрече-планировании пара определяет число регулярных встреч, не меньше одной.',
            'At the planning meeting the pair sets the number of regular meetings, one at the least.',
          ),
          text(
            'Укажите, о скольких регулярных встречах договорились.',
            'Say how many regular meetings were agreed.',
          ),
          [{ kind: 'planned-regular-meetings' }],
        )
      : unless(
          planned === undefined,
          text(
            'Число регулярных встреч определяется только на встрече-планировании.',
            'The number of regular meetings is set at the planning meeting only.',
          ),
          text('Уберите число встреч из этой записи.', 'Leave the number out of this record.'),
        );
  },
};

/** Invariant 22, S62-5.5: the agreed number is a floor for the final meeting; the pair is free to meet more often. */
export const agreedMeetingsHeld: PairRule<HoldMeeting, ActivePair> = {
  name: 'agreed-meetings-before-final',
  invariant: 22,
  title: text('До заключительной — все намеченные встречи', 'The agreed meetings come before the final one'),
  demandedBy: (profile, { command }) =>
    profile.parameters.meetingCount.value === 'PAIR_DECIDES' && command.data.kind === 'FINAL'
      ? clausesOf(profile.parameters.meetingCount)
      : undefined,
  violations: ({ state }) => {
    const planned = plannedRegularMeetings(state) ?? 0;
    const held = meetingsOf(state, 'REGULAR').length;
    return unless(
      held >= planned,
      text(
        `Проведено регулярных встреч: ${held} из ${planned}, о которых договорилась пара.`,
        `Regular meetings held: ${held} of the ${planned} the pair agreed on.`,
      ),
      text(
        'Проведите намеченные встречи или прекратите пару приказом.',
        'Hold the agreed meetings, or end the pair by order.',
      ),
      [{ kind: 'meeting', detail: { kind: 'REGULAR', count: Math.max(0, planned - held) } }],
    );
  },
};

/** S62-5.3: every meeting is one of mentor and mentee. */
export const bothSidesMet: PairRule<HoldMeeting, ActivePair> = {
  name: 'mentor-and-mentee-met',
  title: text('Встретились наставник и наставляемый', 'Mentor and mentee met'),
  demandedBy: always((parameters) => parameters.meetingSequence.clauses),
  violations: ({ command, people }) => {
    const { attendeeIds, effectiveOn } = command.data;
    const came = people.filter(({ participantId }) => attendeeIds.includes(participantId));
    const strangers = attendeeIds.filter((id) => !people.some(({ participantId }) => participantId === id));
    const next = text('Проверьте, кто был на встрече.', 'Check who attended.');
    return [
      ...unless(
        came.some(({ role }) => role === 'MENTOR') && came.some(({ role }) => role === 'MENTEE'),
        text('На встрече нет наставника или наставляемого.', 'Mentor or mentee is missing at the meeting.'),
        next,
        [{ kind: 'attendee' }],
      ),
      ...unless(
        strangers.length === 0 && new Set(attendeeIds).size === attendeeIds.length,
        text(
          `Среди присутствовавших есть те, кто ${ru(effectiveOn)} не состоял в паре, или кто-то назван дважды.`,
          `Some attendees were not members on ${effectiveOn}, or someone is named twice.`,
        ),
        next,
        strangers.map((id) => ({ kind: 'member', subject: id })),
      ),
    ];
  },
};

/** Only the latest record can be cancelled, and only while nothing rests on it. */
export const latestRecord: PairRule<CancelMeetingRecord, ActivePair> = {
  name: 'latest-meeting-record',
  title: text('Отменяется последняя запись о встрече', 'The latest meeting record is cancelled'),
  demandedBy: always((parameters) => parameters.meetingSequence.clauses),
  violations: ({ command, state }) => {
    const last = state.meetings.at(-1);
    const restsOnFinal =
      last?.kind === 'FINAL' && (state.monitoring.FINAL !== undefined || Object.keys(state.exit).length > 0);
    return [
      ...unless(
        last !== undefined && last.number === command.data.number,
        last === undefined
          ? text('Встреч ещё нет.', 'There are no meetings yet.')
          : text(
              `Отменить можно только последнюю запись, № ${last.number}.`,
              `Only the latest record can be cancelled, number ${last.number}.`,
            ),
        text('Укажите номер последней встречи.', 'Give the number of the latest meeting.'),
        [{ kind: 'meeting', ...(last === undefined ? {} : { detail: { number: last.number } }) }],
      ),
      ...unless(
        last?.number !== command.data.number || !restsOnFinal,
        text(
          'На заключительной встрече основаны оценка на выходе или итоговый мониторинг.',
          'The exit assessment or the final monitoring rests on the final meeting.',
        ),
        text('Заключительную встречу отменить уже нельзя.', 'The final meeting can no longer be cancelled.'),
      ),
    ];
  },
};

/** The day of the final meeting, where one has been held. */
export const finalMeetingOn = (state: ActivePair): IsoDate | undefined =>
  meetingsOf(state, 'FINAL').at(-1)?.on;
