/** Results of a pair: monitoring, report, exit assessment, completion, early end and follow-up. */
import { type IsoDate, type Missing, type Violation, within } from '@nastavnik/kernel';
import {
  clausesOfIndicators,
  findingFaults,
  measureFaults,
  MONITORING_ASPECT_RU,
  MONITORING_KIND_RU,
  MONITORS,
} from '../../vocabulary';
import type {
  AssessExit,
  CompleteMonitoring,
  CompletePair,
  EndPair,
  OpenFollowUp,
  ResumePair,
  SubmitMentorReport,
} from '../pair.commands';
import {
  type ActivePair,
  type CompletedPair,
  hasBegun,
  meetingsOf,
  membersNow,
  membersOn,
  type SuspendedPair,
} from '../pair.state';
import { lapsedConsents } from './consents';
import {
  always,
  clausesOf,
  noClause,
  type PairRule,
  ru,
  sequenceFor,
  text,
  unless,
  when,
  whenInSequence,
} from './facts';
import { finalMeetingOn } from './work';

/** Invariant 26, S62-6.4: the curator and the mentors of this pair. */
export const monitoredByRightOnes: PairRule<CompleteMonitoring, ActivePair> = {
  name: 'monitoring-by-curator-or-mentor',
  title: text('Мониторинг проводят куратор и наставники', 'Curator and mentors do the monitoring'),
  demandedBy: when('monitoringActors', (actors) => actors.length > 0),
  violations: ({ command, state }, { parameters }) => {
    const { actor } = command.stamp;
    const actors = parameters.monitoringActors.value;
    const ofPair =
      actor.role !== 'mentor' ||
      membersOn(state, command.data.effectiveOn).some(
        ({ role, participantId }) => role === 'MENTOR' && participantId === actor.id,
      );
    return unless(
      ofPair && (MONITORS[actor.role] ?? []).some((name) => actors.includes(name)),
      text(
        'Мониторинг по положению проводит не это лицо (куратор и наставники этой пары — да).',
        'The regulation does not have this person do the monitoring.',
      ),
      text(
        'Поручите мониторинг куратору или наставнику этой пары.',
        'Let the curator or a mentor of this pair do it.',
      ),
      [{ kind: 'actor', detail: { actors } }],
    );
  },
};

/** Invariant 27, S62-6.2. */
export const monitoringCovers: PairRule<CompleteMonitoring, ActivePair> = {
  name: 'monitoring-covers-aspects',
  invariant: 27,
  title: text('Мониторинг охватывает процесс и рост', 'Monitoring covers process and impact'),
  demandedBy: when('monitoringAspects', (aspects) => aspects.length > 0),
  violations: ({ command }, { parameters }) => {
    const absent = parameters.monitoringAspects.value.filter(
      (aspect) => !command.data.findings.some((finding) => finding.aspect === aspect),
    );
    return unless(
      absent.length === 0,
      text(
        `Мониторинг не охватывает: ${absent.map((aspect) => MONITORING_ASPECT_RU[aspect]).join(', ')}.`,
        `The monitoring does not cover: ${absent.join(', ')}.`,
      ),
      text('Добавьте выводы по недостающим сторонам.', 'Add findings on what is left out.'),
      absent.map((aspect) => ({ kind: 'aspect', detail: { aspect } })),
    );
  },
};

/**
 * Values stand under codes that the regulation names, each measured as it says: a code of its own only where the list of the aspect is
 * open (IZO-6.1.1-05, KIL-7.4-6), cited by the clauses of the indicators in question. A list no document states binds nobody.
 */
export const indicatorsOfRegulation: PairRule<CompleteMonitoring, ActivePair> = {
  name: 'monitoring-indicators-of-regulation',
  title: text('Показатели названы положением', 'The regulation names the indicators'),
  demandedBy: ({ parameters: { indicators, openIndicators } }, { command }) => {
    if (indicators.source === 'DEFAULT' || indicators.value.length === 0) return undefined;
    const { findings } = command.data;
    const used = indicators.value.filter(({ code }) => findings.some(({ indicator }) => indicator === code));
    const strange = findings.filter(
      ({ indicator }) => !indicators.value.some(({ code }) => code === indicator),
    );
    const asked = indicators.value.filter(({ aspect }) =>
      strange.some((finding) => finding.aspect === aspect && !openIndicators.value.includes(aspect)),
    );
    const added = strange.some(({ aspect }) => openIndicators.value.includes(aspect));
    return clausesOf(
      { clauses: clausesOfIndicators(indicators, [...used, ...asked]) },
      { clauses: added ? openIndicators.clauses : [] },
    );
  },
  violations: ({ command }, { parameters: { indicators, openIndicators } }) => {
    const { findings } = command.data;
    const strange = findings.filter(
      ({ indicator, aspect }) =>
        !indicators.value.some((named) => named.code === indicator && named.aspect === aspect) &&
        (!openIndicators.value.includes(aspect) || indicators.value.some(({ code }) => code === indicator)),
    );
    return [
      ...unless(
        strange.length === 0,
        text(
          `Положение не называет показателей: ${strange.map(({ indicator }) => indicator).join(', ')}.`,
          `The regulation names no such indicators: ${strange.map(({ indicator }) => indicator).join(', ')}.`,
        ),
        text('Запишите значения под кодами показателей положения.', 'Use the codes of the regulation.'),
        strange.map(({ indicator, aspect }) => ({
          kind: 'indicator',
          subject: indicator,
          detail: { aspect },
        })),
      ),
      ...indicators.value.flatMap((indicator) => {
        const under = findings.filter((finding) => finding.indicator === indicator.code);
        return under.length === 0 ? [] : findingFaults(indicator, under);
      }),
    ];
  },
};

/** A value is possible in itself: a share is a part of a whole. */
export const measuresPossible: PairRule<CompleteMonitoring, ActivePair> = {
  name: 'monitoring-values-possible',
  title: text('Значения возможны', 'Values are possible'),
  demandedBy: noClause,
  violations: ({ command }) =>
    command.data.findings.flatMap(({ indicator, value }) => measureFaults(indicator, value)),
};

/** Invariant 28, S62-6.5. */
export const noGrade: PairRule<CompleteMonitoring, ActivePair> = {
  name: 'monitoring-without-grade',
  invariant: 28,
  title: text('В мониторинге нет отметок', 'Monitoring carries no grade'),
  demandedBy: when('gradingAllowed', (allowed) => !allowed),
  violations: ({ command }) =>
    unless(
      command.data.grade === undefined,
      text('В ходе мониторинга отметки не выставляются.', 'No marks are given during monitoring.'),
      text(
        'Уберите отметку; уровень показателя отметкой не является.',
        'Leave the grade out; a level is not a mark.',
      ),
    ),
};

/** Invariant 26, S62-6.4: twice, interim before the final meeting and final after it. */
export const monitoringInItsTime: PairRule<CompleteMonitoring, ActivePair> = {
  name: 'monitoring-in-its-time',
  invariant: 26,
  title: text(
    'Промежуточный и итоговый мониторинг — в своё время',
    'Interim and final monitoring, each in its time',
  ),
  demandedBy: when('monitoringSchedule', (schedule) => schedule.perPair.length > 0),
  violations: ({ command, state }, profile) => {
    const { parameters } = profile;
    const { kind, effectiveOn } = command.data;
    const closing = finalMeetingOn(state);
    const other = kind === 'INTERIM' ? state.monitoring.FINAL : state.monitoring.INTERIM;
    const next = text('Проверьте вид и дату мониторинга.', 'Check the kind and the date of the monitoring.');
    return [
      ...unless(
        parameters.monitoringSchedule.value.perPair.includes(kind),
        text(
          `Положение не предусматривает: ${MONITORING_KIND_RU[kind]} мониторинг.`,
          `No ${kind} monitoring is provided for.`,
        ),
        next,
      ),
      ...unless(
        state.monitoring[kind] === undefined,
        text(
          `Уже проведён ${MONITORING_KIND_RU[kind]} мониторинг.`,
          `The ${kind.toLowerCase()} monitoring is done already.`,
        ),
        next,
      ),
      ...unless(
        kind !== 'INTERIM' || closing === undefined || effectiveOn <= closing,
        text(
          `Промежуточный мониторинг проводится до заключительной встречи (${ru(closing ?? '')}).`,
          `The interim monitoring comes before the final meeting (${closing}).`,
        ),
        next,
      ),
      ...unless(
        kind !== 'FINAL' ||
          !sequenceFor(profile, state.form).includes('FINAL') ||
          (closing !== undefined && closing <= effectiveOn),
        text(
          'Итоговый мониторинг проводится после заключительной встречи.',
          'The final monitoring comes after the final meeting.',
        ),
        next,
        [{ kind: 'meeting', detail: { kind: 'FINAL' } }],
      ),
      ...unless(
        other === undefined || (kind === 'INTERIM' ? effectiveOn <= other : other <= effectiveOn),
        text(
          'Промежуточный мониторинг не может быть позже итогового.',
          'The interim monitoring cannot come after the final one.',
        ),
        next,
      ),
    ];
  },
};

/** S62-7-10: the report is a mentor's own, once, and that of a mentor of the pair. */
export const reportByMentor: PairRule<SubmitMentorReport, ActivePair> = {
  name: 'report-by-mentor-of-pair',
  title: text('Отчёт сдаёт наставник пары', 'A mentor of the pair reports'),
  demandedBy: always((parameters) => parameters.finalReportBy.clauses),
  violations: ({ command, state }) => {
    const { mentorId } = command.data;
    const { actor } = command.stamp;
    return [
      ...unless(
        state.members.some((member) => member.participantId === mentorId && member.role === 'MENTOR') &&
          (actor.role !== 'mentor' || actor.id === mentorId),
        text('Отчёт сдаёт сам наставник этой пары.', 'The report is that of a mentor of this pair.'),
        text('Назовите наставника пары.', 'Name a mentor of the pair.'),
        [{ kind: 'mentor', subject: mentorId }],
      ),
      ...unless(
        state.reports[mentorId] === undefined,
        text('Отчёт этого наставника уже сдан.', 'This mentor has reported already.'),
        text('Второй отчёт не нужен.', 'No second report is needed.'),
      ),
    ];
  },
};

/** Invariant 25, S62-6.3: "на выходе", the same measures as at the entry. */
export const exitAfterWork: PairRule<AssessExit, ActivePair> = {
  name: 'exit-after-final-meeting',
  invariant: 25,
  title: text(
    'Оценка на выходе — после заключительной встречи',
    'The exit is assessed after the final meeting',
  ),
  demandedBy: (profile, { state }) =>
    profile.parameters.entryExitComparison.value && sequenceFor(profile, state.form).includes('FINAL')
      ? profile.parameters.entryExitComparison.clauses
      : undefined,
  violations: ({ command, state }) => {
    const closing = finalMeetingOn(state);
    return unless(
      closing !== undefined && closing <= command.data.effectiveOn,
      text(
        'Оценка на выходе проводится после заключительной встречи.',
        'The exit is assessed after the final meeting.',
      ),
      text('Сначала проведите заключительную встречу.', 'Hold the final meeting first.'),
      [{ kind: 'meeting', detail: { kind: 'FINAL' } }],
    );
  },
};

export const exitComparable: PairRule<AssessExit, ActivePair> = {
  name: 'exit-compares-with-entry',
  invariant: 25,
  title: text('Вход и выход сравнимы', 'Entry and exit can be compared'),
  demandedBy: when('entryExitComparison', (demanded) => demanded),
  violations: ({ command, state }) => {
    const { assessments } = command.data;
    const mentees = membersNow(state).filter(({ role }) => role === 'MENTEE');
    const wrong = assessments.filter(
      ({ menteeId }, index) =>
        !mentees.some(({ participantId }) => participantId === menteeId) ||
        state.exit[menteeId] !== undefined ||
        assessments.findIndex((other) => other.menteeId === menteeId) !== index,
    );
    const unlike = assessments.flatMap(({ menteeId, levels }): readonly Missing[] => {
      const entry = Object.keys(state.entry[menteeId]?.levels ?? {}).sort();
      const exit = Object.keys(levels).sort();
      return entry.join() === exit.join()
        ? []
        : [{ kind: 'measures', subject: menteeId, detail: { entry, exit } }];
    });
    return [
      ...unless(
        assessments.length > 0 && wrong.length === 0,
        text(
          'Оценка на выходе записывается один раз для каждого наставляемого этой пары.',
          'The exit is assessed once for each mentee of this pair.',
        ),
        text('Назовите наставляемых, которых ещё не оценивали.', 'Name mentees not assessed yet.'),
        wrong.map(({ menteeId }) => ({ kind: 'mentee', subject: menteeId })),
      ),
      ...unless(
        unlike.length === 0,
        text(
          'На выходе оцениваются те же показатели, что и на входе.',
          'The exit looks at the same measures as the entry.',
        ),
        text('Оцените те же показатели.', 'Assess the same measures.'),
        unlike,
      ),
    ];
  },
};

/** S62-2.7: the curator answers for the mentoring cycle; the coordinator and the director lead. */
export const completedByLeader: PairRule<CompletePair, ActivePair> = {
  name: 'completed-by-curator',
  title: text('Пару завершает куратор', 'The curator completes the pair'),
  demandedBy: always((parameters) => parameters.curatorEligible.clauses),
  violations: ({ command }) =>
    unless(
      ['curator', 'coordinator', 'director'].includes(command.stamp.actor.role),
      text(
        'Пару завершает куратор, координатор или директор.',
        'The curator, coordinator or director completes a pair.',
      ),
      text('Передайте завершение куратору.', 'Let the curator complete the pair.'),
    ),
};

const absent = (found: boolean, ru: string, en: string, missing: Missing, next: Violation['next']) =>
  unless(found, text(ru, en), next, [missing]);

/** Invariant 26, S62-6.4. */
export const bothMonitorings: PairRule<CompletePair, ActivePair> = {
  name: 'completed-after-monitoring',
  invariant: 26,
  title: text('Проведены оба мониторинга', 'Both monitorings are done'),
  demandedBy: when('monitoringSchedule', (schedule) => schedule.perPair.length > 0),
  violations: ({ state }, { parameters }) =>
    parameters.monitoringSchedule.value.perPair.flatMap((kind) =>
      absent(
        state.monitoring[kind] !== undefined,
        `Не проведён ${MONITORING_KIND_RU[kind]} мониторинг.`,
        `The ${kind.toLowerCase()} monitoring has not been done.`,
        { kind: 'monitoring', detail: { kind } },
        text('Проведите мониторинг.', 'Do the monitoring.'),
      ),
    ),
};

/** Invariant 26, S62-7-10: every mentor of the pair. The curator's own report is not an act of the pair. */
export const mentorsReported: PairRule<CompletePair, ActivePair> = {
  name: 'completed-after-report',
  invariant: 26,
  title: text('Наставник сдал отчёт', 'The mentor has reported'),
  demandedBy: when('finalReportBy', (by) => by.includes('MENTOR')),
  violations: ({ state }) => {
    const silent = membersNow(state).filter(
      ({ role, participantId }) => role === 'MENTOR' && state.reports[participantId] === undefined,
    );
    return unless(
      silent.length === 0,
      text('Наставник не сдал отчёт о проделанной работе.', 'The mentor has not reported on the work done.'),
      text('Сдайте отчёт наставника.', "Submit the mentor's report."),
      silent.map(({ participantId }) => ({ kind: 'report', subject: participantId })),
    );
  },
};

/** Invariant 22, S62-5.3: the programme ends with its last meeting. */
export const allMeetingsHeld: PairRule<CompletePair, ActivePair> = {
  name: 'completed-after-final-meeting',
  invariant: 22,
  title: text('Проведены все встречи', 'All meetings have been held'),
  demandedBy: whenInSequence,
  violations: ({ state }, profile) => {
    const last = sequenceFor(profile, state.form).at(-1);
    return last === undefined || meetingsOf(state, last).length > 0
      ? []
      : absent(
          false,
          'Встречи пары не доведены до последней: заключительной не было.',
          'The meetings have not reached their end: no final meeting.',
          { kind: 'meeting', detail: { kind: last } },
          text('Проведите оставшиеся встречи.', 'Hold the remaining meetings.'),
        );
  },
};

/** Invariant 25, S62-6.3. */
export const entryAndExit: PairRule<CompletePair, ActivePair> = {
  name: 'completed-after-exit-assessment',
  invariant: 25,
  title: text('Проведены оценки на входе и на выходе', 'Entry and exit have been assessed'),
  demandedBy: when('entryExitComparison', (demanded) => demanded),
  violations: ({ state }) => {
    const mentees = membersNow(state).filter(({ role }) => role === 'MENTEE');
    const missing = (['entry', 'exit'] as const).flatMap((side) =>
      mentees
        .filter(({ participantId }) => state[side][participantId] === undefined)
        .map(({ participantId }) => ({ kind: `${side}-assessment`, subject: participantId })),
    );
    return unless(
      missing.length === 0,
      text(
        'Не у каждого наставляемого есть оценка на входе и на выходе.',
        'Not every mentee has been assessed at entry and exit.',
      ),
      text('Запишите недостающие оценки.', 'Record the missing assessments.'),
      missing,
    );
  },
};

/** Invariant 24: an early end is no later than the term. */
export const endsWithinTerm: PairRule<EndPair, ActivePair> = {
  name: 'end-within-term',
  invariant: 24,
  title: text('Пара прекращается в свой срок', 'The pair ends within its term'),
  demandedBy: always((parameters) => parameters.pairTerm.clauses),
  violations: ({ command, state }) =>
    unless(
      within(command.data.effectiveOn, state.fixedOn, state.until),
      text(
        `Последний день ${ru(command.data.effectiveOn)} вне срока пары: ${ru(state.fixedOn)} – ${ru(state.until)}.`,
        `The last day ${command.data.effectiveOn} lies outside ${state.fixedOn} to ${state.until}.`,
      ),
      text(
        'Укажите последний день не позже конца срока.',
        'Give a last day no later than the end of the term.',
      ),
    ),
};

/** A cancelled order takes its pairs back only while nothing has been done in them. */
export const notYetBegun: PairRule<EndPair, ActivePair> = {
  name: 'pair-not-begun',
  title: text('Пара ещё не начала работу', 'The pair has not begun its work'),
  demandedBy: noClause,
  violations: ({ state }) =>
    unless(
      !hasBegun(state),
      text(
        'Пара уже работает: отмена приказа о закреплении её не отменяет.',
        'The pair is at work: cancelling its order does not undo that.',
      ),
      text('Прекратите пару приказом о прекращении.', 'End the pair by an order that ends it.'),
      [{ kind: 'pair', subject: state.pairId }],
    ),
};

/** Invariant 11: every consent stands again. */
export const consentsRestored: PairRule<ResumePair, SuspendedPair> = {
  name: 'consents-restored',
  invariant: 11,
  title: text('Согласия вновь действуют', 'The consents stand again'),
  demandedBy: ({ parameters }) =>
    clausesOf(parameters.participationConsent, parameters.personalDataConsent, parameters.minorConsentRoles),
  violations: ({ command, evidence, people, state }, profile) => {
    const days: readonly IsoDate[] = [command.data.effectiveOn, evidence.today];
    const missing = people.flatMap(({ participantId, role }): readonly Missing[] => {
      const person = evidence.people[participantId];
      if (person === undefined) return [];
      const lapsed = days.flatMap((on) => lapsedConsents(profile, role, person, on, state.until));
      return [...new Map(lapsed.map((detail) => [detail.purpose, detail])).values()].map((detail) => ({
        kind: 'consent',
        subject: participantId,
        detail: { ...detail, role },
      }));
    });
    const since = state.suspensions.reduce((latest, { from }) => (latest < from ? from : latest), '');
    return [
      ...unless(
        missing.length === 0,
        text(
          `Не действуют согласия участников: ${missing.length}.`,
          `Consents that do not stand: ${missing.length}.`,
        ),
        text('Получите согласия вновь.', 'Obtain the consents anew.'),
        missing,
      ),
      ...unless(
        since <= command.data.effectiveOn,
        text(
          `Пара приостановлена с ${ru(since)}; возобновить её раньше нельзя.`,
          `The pair has been suspended since ${since}; it cannot resume earlier.`,
        ),
        text('Проверьте дату возобновления.', 'Check the date.'),
      ),
    ];
  },
};

/** Invariant 35: help after completion; recorded where the regulation speaks of it, forbidden by none. */
export const followUpProvided: PairRule<OpenFollowUp, CompletedPair> = {
  name: 'follow-up-after-completion',
  invariant: 35,
  title: text('Поддержка после завершения', 'Follow-up after completion'),
  demandedBy: when('followUp', (provided) => provided),
  violations: ({ state }) =>
    unless(
      state.followUp.state !== 'open',
      text('Поддержка уже открыта.', 'The follow-up is open already.'),
      text('Сначала закройте её.', 'Close it first.'),
    ),
};
