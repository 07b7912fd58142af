/** A pair's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  END_REASON_RU,
  FORM_RU,
  FORUM_RU,
  GROWTH_MEASURE_RU,
  MEETING_KIND_RU,
  MODEL_ELEMENT_RU,
  MONITORING_ASPECT_RU,
  MONITORING_KIND_RU,
  PAIR_KIND_RU,
  PLAN_PART_RU,
  RECOMMENDATION_RU,
  ROLE_MODEL_RU,
  russianDate,
  TASK_RU,
  type Form,
  type GrowthMeasure,
  type PairRole,
} from '../vocabulary';
import type { Assessment, PairEvent, PlanContent } from './pair.events';

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

/** Parts and elements of a plan, where it names them. */
const planned = ({ parts = [], elements = [] }: PlanContent): string =>
  [...elements.map((element) => MODEL_ELEMENT_RU[element]), ...parts.map((part) => PLAN_PART_RU[part])]
    .map((said, index) => (index === 0 ? `: ${said}` : said))
    .join(', ');

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
    case 'CompatibilityAssessed':
      return `педагог-психолог оценил совместимость: ${event.data.compatible ? 'наставник и наставляемый совместимы' : 'наставник и наставляемый несовместимы'}`;
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
    case 'PairMovedToRegulation':
      return `пара работает по новой редакции положения (№ ${event.data.regulation.version})`;
    case 'EntryAssessed':
      return `проведена оценка на входе: ${mentees(event.data.assessments)}; ${measures(event.data.assessments)}`;
    case 'PlanningOrganised':
      return `куратор организовал разработку программы наставничества, срок ${russianDate(event.data.dueOn)}`;
    case 'PlanDrafted':
      return `наставник и наставляемый вместе составили план наставничества${planned(event.data)}`;
    case 'PlanCorrected':
      return `план наставничества исправлен по взаимному согласию, редакция № ${event.data.version}${planned(event.data)}`;
    case 'GoalSet': {
      const { horizon, dueOn } = event.data;
      const due = dueOn === undefined ? '' : `, срок ${russianDate(dueOn)}`;
      return `${horizon === 'NEAR' ? 'поставлена близкая, достижимая цель' : 'обсуждена долгосрочная перспектива'}${due}`;
    }
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
    case 'ReflectionRecorded':
      return event.data.role === 'MENTOR'
        ? 'наставник проанализировал эффективность своей работы'
        : 'наставляемый осмыслил опыт и затруднения';
    case 'FeedbackGiven':
      return `наставник дал обратную связь${event.data.capability === undefined ? '' : ' и оценил способность наставляемого к развитию'}`;
    case 'RecommendationIssued':
      return `наставники дали наставляемому: ${RECOMMENDATION_RU[event.data.kind]}`;
    case 'HelpRequested':
      return `наставляемый обратился к наставнику ${event.data.kind === 'ADVICE' ? 'за советом' : 'за ресурсами'} (№ ${event.data.number})`;
    case 'HelpGiven':
      return `наставник ответил на обращение № ${event.data.number}`;
    case 'PairCompleted': {
      const { regularMeetingsHeld: held, regularMeetingsPlanned: planned } = event.data;
      return `программа наставничества завершена; регулярных встреч проведено ${held}, намечалось ${planned}`;
    }
    case 'PairEnded':
      return `пара прекращена приказом директора ${END_REASON_RU[event.data.reason]}`;
    case 'PairProlonged':
      return `приказом директора пара продлена по ${russianDate(event.data.until)}`;
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
