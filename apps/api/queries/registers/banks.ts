/** Banks of programmes and practices (R7, R8), experts (R10), roadmaps (R11), incentives and activities (R12), appeals (R13); councils and what is shown on sites. */
import {
  ACTIVITY_KIND_RU,
  ACTIVITY_KINDS,
  ACTIVITY_LEVEL_RU,
  AWARD_KIND_RU,
  AWARD_KINDS,
  AWARD_LEVEL_RU,
  COUNCIL_FUNCTION_RU,
  COUNCIL_KIND_RU,
  FORM_RU,
  FORMS,
  INFO_RESOURCE_KIND_RU,
  MATERIAL_KIND_RU,
  MATERIAL_KINDS,
  MENTORING_CHANNEL_RU,
  MENTORING_CHANNELS,
  PAIR_ROLE_RU,
  PRACTICE_KIND_RU,
  PRACTICE_LEVEL_RU,
  PRACTICE_LEVELS,
  SITE_RUBRIC_RU,
  SITE_RUBRICS,
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
  COUNCIL_SORTS,
  type CouncilEntry,
  type CouncilRegisterQuery,
  EXPERT_SORTS,
  type ExpertLine,
  type ExpertRegisterQuery,
  MATERIAL_SORTS,
  PRACTICE_SORTS,
  PRACTICE_STATUSES,
  type PracticeEntry,
  type PracticeRegisterQuery,
  type RoadmapLine,
  SITE_SORTS,
  type SiteEntry,
  type SiteMaterialEntry,
  type SiteMaterialsQuery,
  type SiteRegisterQuery,
} from '@nastavnik/read-models';
import { peopleOf, withoutSupported } from '../activities.controller';
import {
  idColumn,
  NUMBER,
  organisationColumn,
  register,
  type RegisterColumn,
  several,
  yesNo,
} from './definition';
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

const COUNCIL_COLUMNS: readonly RegisterColumn<CouncilEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  { key: 'kind', heading: 'Вид', width: 34, cell: ({ kind }) => COUNCIL_KIND_RU[kind] },
  { key: 'head', heading: 'Руководитель', width: 34, cell: ({ headId }, look) => look.name(headId) },
  {
    key: 'members',
    heading: 'Члены',
    width: 50,
    cell: ({ memberIds }, look) => several(memberIds.map(look.name)),
  },
  { key: 'formedOn', heading: 'Создан', date: true, cell: ({ formedOn }) => formedOn },
  { key: 'disbandedOn', heading: 'Упразднён', date: true, cell: ({ disbandedOn }) => disbandedOn },
  { key: 'sessions', heading: 'Заседаний', cell: ({ sessions }) => sessions.length },
  {
    key: 'lastSessionOn',
    heading: 'Последнее заседание',
    date: true,
    cell: ({ sessions }) =>
      sessions
        .map(({ on }) => on)
        .reduce<IsoDate | null>((last, on) => (last !== null && last > on ? last : on), null),
  },
  {
    key: 'functions',
    heading: 'Чем занимался',
    width: 50,
    cell: ({ sessions }) =>
      several(sessions.flatMap(({ items }) => items.map((item) => COUNCIL_FUNCTION_RU[item.function]))),
  },
  {
    key: 'publicCouncils',
    heading: 'Общественные советы наставников',
    width: 34,
    cell: ({ publicCouncils }) => several(publicCouncils),
  },
  idColumn(({ councilId }) => councilId),
];
const SITE_COLUMNS: readonly RegisterColumn<SiteEntry>[] = [
  NUMBER,
  { key: 'organisation', heading: 'Организация', width: 26, cell: ({ name }) => name },
  { key: 'section', heading: 'Раздел сайта', width: 34, cell: ({ section }) => section?.title ?? null },
  { key: 'url', heading: 'Адрес', width: 40, cell: ({ section }) => section?.url ?? null },
  { key: 'since', heading: 'Открыт', date: true, cell: ({ section }) => section?.since ?? null },
  { key: 'updatedOn', heading: 'Обновлено', date: true, cell: ({ updatedOn }) => updatedOn },
  { key: 'materials', heading: 'Материалов', cell: ({ materials }) => materials.total },
  { key: 'freeAccess', heading: 'В открытом доступе', cell: ({ materials }) => materials.freeAccess },
  {
    key: 'rubrics',
    heading: 'Материалы по рубрикам',
    width: 44,
    cell: ({ materials }) =>
      several(
        SITE_RUBRICS.filter((rubric) => materials.byRubric[rubric]).map(
          (rubric) => `${SITE_RUBRIC_RU[rubric]}: ${materials.byRubric[rubric]}`,
        ),
      ),
  },
  {
    key: 'resources',
    heading: 'Другие ресурсы',
    width: 44,
    cell: ({ resources }) =>
      several(
        resources.map(({ kind, title, place }) => `${INFO_RESOURCE_KIND_RU[kind]} «${title}» (${place})`),
      ),
  },
  idColumn(organisationOf),
];
const MATERIAL_COLUMNS: readonly RegisterColumn<SiteMaterialEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  { key: 'rubric', heading: 'Рубрика', width: 26, cell: ({ rubric }) => SITE_RUBRIC_RU[rubric] },
  { key: 'kind', heading: 'Вид', width: 26, cell: ({ kind }) => MATERIAL_KIND_RU[kind] },
  { key: 'title', heading: 'Название', width: 44, cell: ({ title }) => title },
  { key: 'url', heading: 'Адрес', width: 40, cell: ({ url }) => url },
  { key: 'freeAccess', heading: 'Свободный доступ', cell: ({ freeAccess }) => yesNo(freeAccess) },
  {
    key: 'named',
    heading: 'О ком',
    width: 34,
    cell: ({ namedIds }, look) => several(namedIds.map(look.name)),
  },
  { key: 'since', heading: 'Размещён', date: true, cell: ({ since }) => since },
  { key: 'updatedOn', heading: 'Обновлён', date: true, cell: ({ updatedOn }) => updatedOn },
  idColumn(({ materialId }) => materialId),
];

export const bankRegisters = (queries: {
  readonly practices: PracticeRegisterQuery;
  readonly experts: ExpertRegisterQuery;
  readonly awards: AwardRegisterQuery;
  readonly activities: ActivityRegisterQuery;
  readonly appeals: AppealRegisterQuery;
  readonly councils: CouncilRegisterQuery;
  readonly sites: SiteRegisterQuery;
  readonly materials: SiteMaterialsQuery;
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
    register<CouncilEntry>({
      ...{ name: 'councils', code: '—', title: 'Советы наставников', model: 'council-register' },
      ...{ act: 'read-registers', clauses: ['MR-MO-01', 'KIL-6.3', 'IZO-4.3-04'] },
      filters: {},
      sorts: COUNCIL_SORTS,
      find: (organisationId, question) => queries.councils.find({ organisationId, ...question }),
      organisation: organisationOf,
      people: ({ headId, memberIds }) => [headId, ...memberIds],
      columns: COUNCIL_COLUMNS,
    }),
    register<SiteEntry>({
      ...{ name: 'sites', code: '—', title: 'Разделы сайтов', model: 'site-register' },
      ...{ act: 'read-sites', clauses: ['SEV-IV-5a', 'SEV-IV-5b', 'MR-CUR-05'] },
      filters: { hasSection: 'flag', updatedBefore: 'date' },
      sorts: SITE_SORTS,
      find: (organisationId, question) => queries.sites.find({ organisationId, ...question }),
      organisation: organisationOf,
      people: () => [],
      columns: SITE_COLUMNS,
    }),
    register<SiteMaterialEntry>({
      ...{ name: 'site-materials', code: '—', title: 'Материалы сайтов', model: 'site-register' },
      ...{ act: 'read-sites', clauses: ['S62-11-05', 'MR-CUR-05'] },
      filters: { rubric: SITE_RUBRICS, kind: MATERIAL_KINDS, freeAccess: 'flag' },
      sorts: MATERIAL_SORTS,
      find: (organisationId, question) => queries.materials.find({ organisationId, ...question }),
      organisation: organisationOf,
      people: ({ namedIds }) => namedIds,
      columns: MATERIAL_COLUMNS,
    }),
  ];
};
