/** What happened to a pair, in a Russian sentence for a reader: no names, dates as dd.mm.yyyy. */
import { type IsoDate, unreachable } from '@nastavnik/kernel';
import type {
  EndReason,
  Form,
  Forum,
  GrowthMeasure,
  MonitoringAspect,
  PairKind,
  PairRole,
  TaskType,
} from '../vocabulary';
import type { Assessment, PairEvent } from './pair.events';
import { meetingRu, ru } from './rules/facts';

/** Names of forms as S62-5.1 and the other regulations write them. */
export const formRu: { readonly [F in Form]: string } = {
  STUDENT_STUDENT: '«ученик – ученик»',
  TEACHER_TEACHER: '«учитель – учитель»',
  TEACHER_STUDENT: '«учитель – ученик»',
  EMPLOYER_STUDENT: '«работодатель – ученик»',
  STUDENT_PUPIL: '«студент – ученик»',
  TRADITIONAL: '«традиционное наставничество»',
  GROUP: '«групповое наставничество»',
  FLASH: '«флэш-наставничество»',
  NETWORK: '«сетевое наставничество»',
  REVERSE: '«реверсивное наставничество»',
  VIRTUAL: '«виртуальное наставничество»',
};

export const endReasonRu: { readonly [Reason in EndReason]: string } = {
  MENTOR_INITIATIVE: 'по инициативе наставника',
  MENTEE_INITIATIVE: 'по инициативе наставляемого',
  MUTUAL: 'по обоюдному решению',
  CURATOR_INITIATIVE: 'по инициативе куратора',
  CONSENT_WITHDRAWN: 'в связи с отзывом согласия',
  LEFT_SCHOOL: 'в связи с выбытием из школы',
  TERM_EXPIRED: 'в связи с истечением срока',
};

const kindRu: { readonly [Kind in PairKind]: string } = { PAIR: 'пара', GROUP: 'группа' };
const taskRu: { readonly [Task in TaskType]: string } = {
  LIFE: 'жизненные',
  PERSONAL: 'личные',
  PROFESSIONAL: 'профессиональные',
};
const forumRu: { readonly [F in Forum]: string } = {
  STUDENT_CONFERENCE: 'на ученической конференции',
  PEDAGOGICAL_COUNCIL: 'на педагогическом совете',
  PARENT_COUNCIL: 'на родительском совете',
};
const aspectRu: { readonly [Aspect in MonitoringAspect]: string } = {
  PROCESS: 'качество процесса',
  IMPACT: 'рост участников',
};
const measureRu: { readonly [Measure in GrowthMeasure]: string } = {
  MOTIVATION_PERSONAL: 'мотивационно-личностный рост',
  COMPETENCE: 'компетентностный рост',
  PROFESSIONAL: 'профессиональный рост',
  EDUCATIONAL_RESULTS: 'образовательные результаты',
};
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
  (formRu as { readonly [code: string]: string | undefined })[code] ?? `«${code}»`;

const measures = (assessments: readonly Assessment[]): string =>
  [...new Set(assessments.flatMap(({ levels }) => Object.keys(levels) as GrowthMeasure[]))]
    .map((measure) => measureRu[measure])
    .join(', ');

const mentees = (assessments: readonly Assessment[]): string =>
  count(assessments.length, 'наставляемый', 'наставляемых', 'наставляемых');

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const dated = (on: IsoDate, sentence: string): string => `${ru(on)}: ${sentence}.`;

/** `01.03.2021: закреплена пара …`. The sentence names roles and numbers, never people. */
export const describePair = (event: PairEvent): string => dated(event.data.effectiveOn, capital(said(event)));

const said = (event: PairEvent): string => {
  switch (event.type) {
    case 'PairProposed': {
      const { kind, form: code, menteeIds, tasks } = event.data;
      const aims = tasks.map((task) => taskRu[task]).join(', ');
      return `предложена ${kindRu[kind]} по форме ${form(code)}: ${count(menteeIds.length, 'наставляемый', 'наставляемых', 'наставляемых')}${aims === '' ? '' : `, задачи ${aims}`}`;
    }
    case 'MentorCandidatesOffered':
      return `наставляемому предложено: ${count(event.data.mentorIds.length, 'кандидатура наставника', 'кандидатуры наставников', 'кандидатур наставников')}`;
    case 'MentorChosen':
      return event.data.through === 'SELF'
        ? 'наставляемый сам выбрал наставника'
        : 'наставника выбрал представитель наставляемого';
    case 'ParticipantsFamiliarised': {
      const { participantIds, forum } = event.data;
      return `с программами наставничества ознакомлено: ${count(participantIds.length, 'участник', 'участника', 'участников')}${forum === undefined ? '' : ` (${forumRu[forum]})`}`;
    }
    case 'PairFixed': {
      const { kind, form: code, from, until, mentorIds, menteeIds } = event.data;
      const size =
        kind === 'PAIR'
          ? ''
          : ` (${count(mentorIds.length, 'наставник', 'наставника', 'наставников')}, ${count(menteeIds.length, 'наставляемый', 'наставляемых', 'наставляемых')})`;
      return `приказом директора закреплена ${kindRu[kind]}${size} по форме ${form(code)} на срок с ${ru(from)} по ${ru(until)}`;
    }
    case 'EntryAssessed':
      return `проведена оценка на входе: ${mentees(event.data.assessments)}; ${measures(event.data.assessments)}`;
    case 'PlanDrafted':
      return 'наставник и наставляемый вместе составили план наставничества';
    case 'PlanApproved':
      return 'план наставничества утверждён';
    case 'MeetingHeld': {
      const { number, kind, plannedRegularMeetings: planned } = event.data;
      return `проведена ${meetingRu[kind]} (№ ${number})${planned === undefined ? '' : `; намечено: ${count(planned, 'регулярная встреча', 'регулярные встречи', 'регулярных встреч')}`}`;
    }
    case 'MeetingRecordCancelled':
      return `отменена ошибочная запись № ${event.data.number} (${meetingRu[event.data.kind]})`;
    case 'MonitoringCompleted': {
      const { kind, aspects } = event.data;
      return `проведён ${kind === 'INTERIM' ? 'промежуточный' : 'итоговый'} мониторинг: ${aspects.map((aspect) => aspectRu[aspect]).join(', ')}`;
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
      return `пара прекращена приказом директора ${endReasonRu[event.data.reason]}; это её последний день`;
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
