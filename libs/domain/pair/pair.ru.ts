/** A pair's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  END_REASON_RU,
  FORM_RU,
  FORUM_RU,
  GROWTH_MEASURE_RU,
  MEETING_KIND_RU,
  MONITORING_ASPECT_RU,
  MONITORING_KIND_RU,
  PAIR_KIND_RU,
  ROLE_MODEL_RU,
  russianDate,
  TASK_RU,
  type Form,
  type GrowthMeasure,
  type PairRole,
} from '../vocabulary';
import type { Assessment, PairEvent } from './pair.events';

const roleAccusativeRu: { readonly [Role in PairRole]: string } = {
  MENTOR: 'наставника',
  MENTEE: 'наставляемого',
};

/** `1 встреча, 2 встречи, 5 встреч`. */
const count = (n: number, one: string, few: string, many: string): string => {
  const tens = Math.abs(n) % 100;
  const ones = tens % 10;
  const word = tens > 10 && tens < 20 ? many : ones === 1 ? one : ones >= 2 && ones <= 4 ? few : many;
  return `${n} ${word}`;
};

/** An unknown code of an open list is shown as it is. */
const form = (code: Form): string =>
  (FORM_RU as { readonly [code: string]: string | undefined })[code] ?? `«${code}»`;

const measures = (assessments: readonly Assessment[]): string =>
  [...new Set(assessments.flatMap(({ levels }) => Object.keys(levels) as GrowthMeasure[]))]
    .map((measure) => GROWTH_MEASURE_RU[measure])
    .join(', ');

const mentees = (assessments: readonly Assessment[]): string =>
  count(assessments.length, 'наставляемый', 'наставляемых', 'наставляемых');

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** A Russian sentence that names roles and numbers, never people; its day stands beside it. */
export const describePair = (event: PairEvent): string => `${capital(said(event))}.`;

const said = (event: PairEvent): string => {
  switch (event.type) {
    case 'PairProposed': {
      const { kind, form: code, menteeIds, tasks, roleModel } = event.data;
      const aims = tasks.map((task) => TASK_RU[task]).join(', ');
      return `предложена ${PAIR_KIND_RU[kind]} по форме ${form(code)}${roleModel === undefined ? '' : `, ролевая модель ${ROLE_MODEL_RU[roleModel]}`}: ${count(menteeIds.length, 'наставляемый', 'наставляемых', 'наставляемых')}${aims === '' ? '' : `, задачи ${aims}`}`;
    }
    case 'MentorCandidatesOffered':
      return `наставляемому предложено: ${count(event.data.mentorIds.length, 'кандидатура наставника', 'кандидатуры наставников', 'кандидатур наставников')}`;
    case 'MentorChosen':
      return event.data.through === 'SELF'
        ? 'наставляемый сам выбрал наставника'
        : 'наставника выбрал представитель наставляемого';
    case 'ParticipantsFamiliarised': {
      const { participantIds, forum } = event.data;
      return `с программами наставничества ознакомлено: ${count(participantIds.length, 'участник', 'участника', 'участников')}${forum === undefined ? '' : ` (${FORUM_RU[forum]})`}`;
    }
    case 'PairFixed': {
      const { kind, form: code, from, until, mentorIds, menteeIds } = event.data;
      const size =
        kind === 'PAIR'
          ? ''
          : ` (${count(mentorIds.length, 'наставник', 'наставника', 'наставников')}, ${count(menteeIds.length, 'наставляемый', 'наставляемых', 'наставляемых')})`;
      return `приказом директора закреплена ${PAIR_KIND_RU[kind]}${size} по форме ${form(code)} на срок с ${russianDate(from)} по ${russianDate(until)}`;
    }
    case 'EntryAssessed':
      return `проведена оценка на входе: ${mentees(event.data.assessments)}; ${measures(event.data.assessments)}`;
    case 'PlanDrafted':
      return 'наставник и наставляемый вместе составили план наставничества';
    case 'PlanApproved':
      return 'план наставничества утверждён';
    case 'MeetingHeld': {
      const { number, kind, plannedRegularMeetings: planned } = event.data;
      return `проведена ${MEETING_KIND_RU[kind]} (№ ${number})${planned === undefined ? '' : `; намечено: ${count(planned, 'регулярная встреча', 'регулярные встречи', 'регулярных встреч')}`}`;
    }
    case 'MeetingRecordCancelled':
      return `отменена ошибочная запись № ${event.data.number} (${MEETING_KIND_RU[event.data.kind]})`;
    case 'MonitoringCompleted': {
      const { kind, aspects } = event.data;
      return `проведён ${MONITORING_KIND_RU[kind]} мониторинг: ${aspects.map((aspect) => MONITORING_ASPECT_RU[aspect]).join(', ')}`;
    }
    case 'MentorReportSubmitted':
      return 'наставник сдал отчёт о проделанной работе';
    case 'ExitAssessed':
      return `проведена оценка на выходе: ${mentees(event.data.assessments)}; ${measures(event.data.assessments)}`;
    case 'PairCompleted': {
      const { regularMeetingsHeld: held, regularMeetingsPlanned: planned } = event.data;
      return `программа наставничества завершена; регулярных встреч проведено ${held}, намечалось ${planned}`;
    }
    case 'PairEnded':
      return `пара прекращена приказом директора ${END_REASON_RU[event.data.reason]}`;
    case 'MemberReplaced':
      return `приказом директора произведена замена ${roleAccusativeRu[event.data.role]}`;
    case 'PairSuspended':
      return 'пара приостановлена: согласие участника больше не действует';
    case 'PairResumed':
      return 'работа пары возобновлена: согласия участников действуют';
    case 'FollowUpOpened':
      return 'открыта поддержка после завершения пары';
    case 'FollowUpClosed':
      return 'поддержка после завершения пары закрыта';
    default:
      return unreachable(event);
  }
};
