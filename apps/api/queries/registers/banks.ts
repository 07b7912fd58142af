/** Banks of programmes and practices (R7, R8), experts (R10), roadmaps (R11), incentives and activities (R12), appeals (R13). */
import {
  ACTIVITY_KIND_RU,
  ACTIVITY_KINDS,
  ACTIVITY_LEVEL_RU,
  AWARD_KIND_RU,
  AWARD_KINDS,
  AWARD_LEVEL_RU,
  FORM_RU,
  FORMS,
  MENTORING_CHANNEL_RU,
  MENTORING_CHANNELS,
  PAIR_ROLE_RU,
  PRACTICE_KIND_RU,
  PRACTICE_LEVEL_RU,
  PRACTICE_LEVELS,
  STAGE_RU,
  SUPPORT_SCOPES,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  ACTIVITY_SORTS,
  type ActivityEntry,
  type ActivityRegisterQuery,
  APPEAL_KINDS,
  APPEAL_SORTS,
  APPEAL_STATUSES,
  type AppealEntry,
  type AppealRegisterQuery,
  AWARD_SORTS,
  AWARD_STATUSES,
  type AwardEntry,
  type AwardRegisterQuery,
  EXPERT_SORTS,
  type ExpertLine,
  type ExpertRegisterQuery,
  PRACTICE_SORTS,
  PRACTICE_STATUSES,
  type PracticeEntry,
  type PracticeRegisterQuery,
  type RoadmapLine,
} from '@nastavnik/read-models';
import { peopleOf, withoutSupported } from '../activities.controller';
import { idColumn, NUMBER, organisationColumn, register, type RegisterColumn, several } from './definition';
import {
  ACTIVITY_STATUS_RU,
  APPEAL_KIND_RU,
  APPEAL_STATUS_RU,
  APPEAL_SUBJECT_RU,
  AWARD_STATUS_RU,
  DECISION_RU,
  OWNER_RU,
  PRACTICE_STATUS_RU,
  SUPPORT_SCOPE_RU,
} from './labels';

const organisationOf = ({ organisationId }: { readonly organisationId: Uuid }): Uuid => organisationId;
const schoolOf = ({ schoolId }: { readonly schoolId: Uuid }): Uuid => schoolId;

const PRACTICE_COLUMNS: readonly RegisterColumn<PracticeEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  { key: 'kind', heading: 'Вид', width: 26, cell: ({ kind }) => PRACTICE_KIND_RU[kind] },
  { key: 'title', heading: 'Название', width: 40, cell: ({ title }) => title },
  {
    key: 'authors',
    heading: 'Авторы',
    width: 34,
    cell: ({ authorIds }, look) => several(authorIds.map(look.name)),
  },
  {
    key: 'form',
    heading: 'Форма наставничества',
    width: 26,
    cell: ({ form }) => (form === null ? null : FORM_RU[form]),
  },
  { key: 'level', heading: 'Уровень', cell: ({ level }) => PRACTICE_LEVEL_RU[level] },
  { key: 'topics', heading: 'Темы', width: 28, cell: ({ topics }) => several(topics) },
  { key: 'status', heading: 'Состояние', width: 22, cell: ({ status }) => PRACTICE_STATUS_RU[status] },
  { key: 'submittedOn', heading: 'Представлена', date: true, cell: ({ submittedOn }) => submittedOn },
  { key: 'publishedOn', heading: 'Опубликована', date: true, cell: ({ publishedOn }) => publishedOn },
  { key: 'link', heading: 'Ссылка', width: 34, cell: ({ link }) => link },
  idColumn(({ practiceId }) => practiceId),
];
const EXPERT_COLUMNS: readonly RegisterColumn<ExpertLine>[] = [
  NUMBER,
  organisationColumn(schoolOf),
  { key: 'name', heading: 'ФИО', width: 34, cell: ({ participantId }, look) => look.name(participantId) },
  { key: 'areas', heading: 'Образовательная область', width: 30, cell: ({ areas }) => several(areas) },
  { key: 'deficits', heading: 'Восполняемые дефициты', width: 40, cell: ({ deficits }) => several(deficits) },
  {
    key: 'channel',
    heading: 'Канал взаимодействия',
    width: 22,
    cell: ({ channel }) => MENTORING_CHANNEL_RU[channel],
  },
  { key: 'scope', heading: 'Уровень', cell: ({ scope }) => SUPPORT_SCOPE_RU[scope] },
  { key: 'listedOn', heading: 'Внесён', date: true, cell: ({ listedOn }) => listedOn },
  { key: 'updatedOn', heading: 'Обновлено', date: true, cell: ({ updatedOn }) => updatedOn },
  idColumn(({ participantId }) => participantId),
];
const ROADMAP_COLUMNS: readonly RegisterColumn<RoadmapLine>[] = [
  { ...NUMBER, heading: 'Строка' },
  { key: 'organisation', heading: 'Организация', width: 26, cell: ({ organisation }) => organisation },
  { key: 'roadmap', heading: 'Дорожная карта', width: 34, cell: ({ roadmap }) => roadmap },
  {
    key: 'stage',
    heading: 'Этап',
    width: 20,
    cell: ({ stage }) => (stage ? STAGE_RU[stage] : null),
  },
  { key: 'number', heading: '№', cell: ({ number }) => number },
  { key: 'title', heading: 'Мероприятие', width: 44, cell: ({ title }) => title },
  { key: 'result', heading: 'Итоговый документ', width: 30, cell: ({ result }) => result?.title ?? null },
  {
    key: 'owners',
    heading: 'Ответственные',
    width: 34,
    cell: ({ owners }) => several(owners.map((one) => OWNER_RU[one])),
  },
  { key: 'due', heading: 'Срок', date: true, cell: ({ due }) => due },
  { key: 'done', heading: 'Выполнено', date: true, cell: ({ done }) => done },
  { key: 'daysLate', heading: 'Дней просрочки', cell: ({ daysLate }) => daysLate },
];
const AWARD_COLUMNS: readonly RegisterColumn<AwardEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  { key: 'name', heading: 'ФИО', width: 34, cell: ({ recipientId }, look) => look.name(recipientId) },
  { key: 'role', heading: 'Роль', cell: ({ role }) => PAIR_ROLE_RU[role] },
  { key: 'kind', heading: 'Вид поощрения', width: 36, cell: ({ kind }) => AWARD_KIND_RU[kind] },
  { key: 'level', heading: 'Уровень', cell: ({ level }) => AWARD_LEVEL_RU[level] },
  {
    key: 'basis',
    heading: 'Основание',
    width: 34,
    cell: ({ contest, measure }) => several([contest, measure?.title]),
  },
  { key: 'status', heading: 'Состояние', cell: ({ status }) => AWARD_STATUS_RU[status] },
  { key: 'nominatedOn', heading: 'Выдвижение', date: true, cell: ({ nominatedOn }) => nominatedOn },
  { key: 'decidedOn', heading: 'Дата решения', date: true, cell: ({ decidedOn }) => decidedOn },
  { key: 'order', heading: 'Приказ', width: 38, cell: ({ orderId }) => orderId },
  idColumn(({ awardId }) => awardId),
];
const ACTIVITY_COLUMNS: readonly RegisterColumn<ActivityEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  { key: 'kind', heading: 'Вид', width: 26, cell: ({ content }) => ACTIVITY_KIND_RU[content.kind] },
  { key: 'title', heading: 'Название', width: 40, cell: ({ title }) => title },
  { key: 'level', heading: 'Уровень', width: 22, cell: ({ level }) => ACTIVITY_LEVEL_RU[level] },
  { key: 'from', heading: 'Начало', date: true, cell: ({ from }) => from },
  { key: 'until', heading: 'Окончание', date: true, cell: ({ until }) => until },
  { key: 'heldOn', heading: 'Проведено', date: true, cell: ({ heldOn }) => heldOn },
  { key: 'attendance', heading: 'Участников', cell: ({ attendance }) => attendance },
  { key: 'hours', heading: 'Часов', cell: ({ hours }) => hours },
  { key: 'status', heading: 'Состояние', width: 20, cell: ({ status }) => ACTIVITY_STATUS_RU[status] },
  {
    key: 'participants',
    heading: 'Участники',
    width: 50,
    cell: ({ participantIds }, look) => several(participantIds.map(look.name)),
  },
  idColumn(({ activityId }) => activityId),
];
const APPEAL_COLUMNS: readonly RegisterColumn<AppealEntry>[] = [
  NUMBER,
  { key: 'kind', heading: 'Вид', cell: ({ kind }) => APPEAL_KIND_RU[kind] },
  {
    key: 'author',
    heading: 'Автор',
    width: 34,
    cell: ({ author }, look) => (author === null ? null : look.name(author.participantId)),
  },
  {
    key: 'role',
    heading: 'Роль автора',
    cell: ({ author }) => (author === null ? null : PAIR_ROLE_RU[author.role]),
  },
  {
    key: 'mentor',
    heading: 'О наставнике',
    width: 34,
    cell: ({ mentorId }, look) => (mentorId === null ? null : look.name(mentorId)),
  },
  {
    key: 'subject',
    heading: 'Предмет',
    width: 34,
    cell: ({ subject }) => (subject === null ? null : APPEAL_SUBJECT_RU[subject]),
  },
  { key: 'openedOn', heading: 'Дата', date: true, cell: ({ openedOn }) => openedOn },
  { key: 'disclosedOn', heading: 'Наставник ознакомлен', date: true, cell: ({ disclosedOn }) => disclosedOn },
  {
    key: 'explanation',
    heading: 'Объяснения',
    cell: ({ explanation }) =>
      explanation === null ? null : explanation === 'GIVEN' ? 'даны' : 'отказ от объяснений',
  },
  { key: 'status', heading: 'Состояние', width: 20, cell: ({ status }) => APPEAL_STATUS_RU[status] },
  {
    key: 'decision',
    heading: 'Решение',
    width: 22,
    cell: ({ decision }) => (decision === null ? null : (DECISION_RU[decision] ?? decision)),
  },
  { key: 'decidedOn', heading: 'Дата решения', date: true, cell: ({ decidedOn }) => decidedOn },
  idColumn(({ appealId }) => appealId),
];

export const bankRegisters = (queries: {
  readonly practices: PracticeRegisterQuery;
  readonly experts: ExpertRegisterQuery;
  readonly awards: AwardRegisterQuery;
  readonly activities: ActivityRegisterQuery;
  readonly appeals: AppealRegisterQuery;
  /** Terms of the roadmaps of an organisation, of a municipality with its schools. */
  readonly roadmap: (organisations: readonly Uuid[], on: IsoDate) => Promise<readonly RoadmapLine[]>;
}) => {
  const bank = (of: {
    readonly name: string;
    readonly code: string;
    readonly title: string;
    readonly clauses: readonly string[];
    readonly kind: PracticeEntry['kind'];
  }) =>
    register<PracticeEntry>({
      ...{ name: of.name, code: of.code, title: of.title, clauses: of.clauses },
      ...{ model: 'practice-register', act: 'read-registers' },
      filters: { status: PRACTICE_STATUSES, form: FORMS, level: PRACTICE_LEVELS },
      sorts: PRACTICE_SORTS,
      find: (organisationId, question) =>
        queries.practices.find({ organisationId, ...question, kind: of.kind }),
      organisation: organisationOf,
      people: ({ authorIds }) => authorIds,
      columns: PRACTICE_COLUMNS,
    });
  return [
    bank({
      ...{ name: 'programmes', code: 'R7', title: 'Банк программ', kind: 'PROGRAMME' },
      clauses: ['S62-3.2-7', 'KIL-6.2-7', 'IZO-4.1-10'],
    }),
    bank({
      ...{ name: 'practices', code: 'R8', title: 'Банк практик', kind: 'PRACTICE' },
      clauses: ['IZO-4.3-01', 'MR-MO-13', 'IZO-4.1-10'],
    }),
    register<ExpertLine>({
      ...{ name: 'experts', code: 'R10', title: 'База наставников и экспертов', clauses: ['SEV-IV-7c'] },
      ...{ model: 'expert-register', act: 'read-registers' },
      filters: { channel: MENTORING_CHANNELS, scope: SUPPORT_SCOPES, updatedBefore: 'date' },
      sorts: EXPERT_SORTS,
      find: (organisationId, question) => queries.experts.find({ organisationId, ...question }),
      organisation: schoolOf,
      people: ({ participantId }) => [participantId],
      columns: EXPERT_COLUMNS,
    }),
    register<RoadmapLine>({
      ...{ name: 'roadmap', code: 'R11', title: 'Контроль дорожной карты', clauses: ['SEV-RM-02'] },
      ...{ model: 'roadmap-control', act: 'read-registers', filters: {}, sorts: [] },
      find: async (organisations, _question, on) =>
        JSON.stringify({ items: await queries.roadmap([organisations].flat(), on), next: null }),
      organisation: organisationOf,
      people: () => [],
      columns: ROADMAP_COLUMNS,
    }),
    register<AwardEntry>({
      ...{ name: 'awards', code: 'R12', title: 'Реестр поощрений', model: 'award-register' },
      act: 'read-registers',
      clauses: ['S62-11-01', 'MR-F-02', 'KIL-3.3-01', 'SEV-I-2'],
      filters: { status: AWARD_STATUSES, kind: AWARD_KINDS },
      sorts: AWARD_SORTS,
      find: (organisationId, question) => queries.awards.find({ organisationId, ...question }),
      organisation: organisationOf,
      people: ({ recipientId }) => [recipientId],
      columns: AWARD_COLUMNS,
    }),
    register<ActivityEntry>({
      ...{ name: 'activities', code: 'R12', title: 'Мероприятия и конкурсы', model: 'activity-register' },
      ...{ act: 'read-registers', clauses: ['KIL-3.4', 'S62-8-06'] },
      filters: { kind: ACTIVITY_KINDS },
      sorts: ACTIVITY_SORTS,
      find: (organisationId, question) => queries.activities.find({ organisationId, ...question }),
      organisation: organisationOf,
      people: peopleOf,
      above: withoutSupported,
      columns: ACTIVITY_COLUMNS,
    }),
    register<AppealEntry>({
      ...{ name: 'appeals', code: 'R13', title: 'Жалобы, споры, предложения', model: 'appeal-register' },
      ...{ act: 'read-appeals', clauses: ['S62-8-01', 'S62-8-03', 'MR-MO-11'] },
      filters: { status: APPEAL_STATUSES, kind: APPEAL_KINDS },
      sorts: APPEAL_SORTS,
      find: (schoolId, question) => queries.appeals.find({ schoolId, ...question }),
      organisation: schoolOf,
      people: ({ author, mentorId }) => [
        ...(author === null ? [] : [author.participantId]),
        ...(mentorId === null ? [] : [mentorId]),
      ],
      columns: APPEAL_COLUMNS,
    }),
  ];
};
