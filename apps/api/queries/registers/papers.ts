/** Registers of pairs (R3), consents (R4), agreements (R5), orders and documents (R6), curators and mentors of a municipality (R9). */
import {
  END_REASON_RU,
  FORM_RU,
  FORMS,
  CONSENT_GIVER_RU,
  DOCUMENT_RU,
  type DocumentKind,
  ORDER_KIND_RU,
  ORDER_KINDS,
  ORDER_REGISTER_RU,
  ORGANISATION_TYPES,
  PAIR_KIND_RU,
  PAIR_KINDS,
  PAIR_ROLE_RU,
  PAIR_ROLES,
  PARTNERSHIP_RU,
  REGULATION_ANNEX_RU,
  ROLE_MODEL_RU,
  TASK_RU,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  AGREEMENT_SORTS,
  type AgreementEntry,
  type AgreementRegisterQuery,
  CONSENT_KINDS,
  CONSENT_SORTS,
  CONSENT_STATUSES,
  type ConsentEntry,
  type ConsentRegisterQuery,
  CONTRACT_KINDS,
  type CuratorsEntry,
  ORDER_SORTS,
  ORDER_STATUSES,
  type OrderEntry,
  type OrderRegisterQuery,
  ORGANISATION_SORTS,
  type OrganisationRegisterQuery,
  PAIR_SORTS,
  PAIR_STAGES,
  PAIR_STATUSES,
  type PairEntry,
  type PairRegisterQuery,
} from '@nastavnik/read-models';
import { fixedBy } from '../../imports/fixing';
import {
  idColumn,
  NUMBER,
  numbered,
  organisationColumn,
  register,
  type RegisterColumn,
  several,
  yesNo,
} from './definition';
import {
  CONSENT_KIND_RU,
  CONTRACT_END_RU,
  CONTRACT_KIND_RU,
  ORDER_STATUS_RU,
  ORGANISATION_TYPE_RU,
  PAIR_STAGE_RU,
  PAIR_STATUS_RU,
  SIGNER_RU,
} from './labels';

const DAYS = { from: 'date', until: 'date' } as const;
const schoolOf = ({ schoolId }: { readonly schoolId: Uuid }): Uuid => schoolId;
const organisationOf = ({ organisationId }: { readonly organisationId: Uuid }): Uuid => organisationId;

/** What an import of pairs reads back. */
export const PAIR_COLUMNS: readonly RegisterColumn<PairEntry>[] = [
  NUMBER,
  organisationColumn(schoolOf),
  { key: 'kind', heading: 'Пара или группа', cell: ({ kind }) => PAIR_KIND_RU[kind] },
  { key: 'form', heading: 'Форма наставничества', width: 26, cell: ({ form }) => FORM_RU[form] },
  {
    key: 'roleModel',
    heading: 'Ролевая модель',
    width: 30,
    cell: ({ roleModel }) => (roleModel === null ? null : ROLE_MODEL_RU[roleModel]),
  },
  {
    key: 'mentors',
    heading: 'Наставники',
    width: 34,
    cell: ({ mentorIds }, look) => several(mentorIds.map(look.name)),
  },
  {
    key: 'mentees',
    heading: 'Наставляемые',
    width: 34,
    cell: ({ menteeIds }, look) => several(menteeIds.map(look.name)),
  },
  {
    key: 'mentorIds',
    heading: 'Идентификаторы наставников',
    width: 38,
    hidden: true,
    cell: (one) => several(one.mentorIds),
  },
  {
    key: 'menteeIds',
    heading: 'Идентификаторы наставляемых',
    width: 38,
    hidden: true,
    cell: (one) => several(one.menteeIds),
  },
  {
    key: 'tasks',
    heading: 'Тема',
    width: 24,
    cell: ({ tasks }) => several(tasks.map((one) => TASK_RU[one])),
  },
  {
    key: 'orders',
    heading: 'Приказы',
    width: 26,
    cell: ({ orders }) =>
      several(
        orders.flatMap((one) => (one.cancelledOn === null ? [numbered(one.number, one.issuedOn)] : [])),
      ),
  },
  {
    key: 'cancelledOrders',
    heading: 'Отменённые приказы',
    width: 26,
    cell: ({ orders }) =>
      several(
        orders.flatMap((one) => (one.cancelledOn === null ? [] : [numbered(one.number, one.issuedOn)])),
      ),
  },
  { key: 'fixedOn', heading: 'Дата приказа', date: true, cell: ({ fixedOn }) => fixedOn },
  { key: 'startsOn', heading: 'Начало', date: true, cell: ({ startsOn }) => startsOn },
  { key: 'endsOn', heading: 'Окончание', date: true, cell: ({ endsOn }) => endsOn },
  { key: 'stage', heading: 'Этап', width: 24, cell: ({ stage }) => PAIR_STAGE_RU[stage] },
  { key: 'planApprovedOn', heading: 'План утверждён', date: true, cell: ({ plan }) => plan.approvedOn },
  { key: 'planVersion', heading: 'Редакция плана', cell: ({ plan }) => plan.version },
  { key: 'meetingsPlanned', heading: 'Встреч по плану', cell: ({ meetings }) => meetings.plannedRegular },
  {
    key: 'regularMeetingsHeld',
    heading: 'Регулярных встреч проведено',
    cell: ({ meetings }) => meetings.heldByKind.REGULAR ?? 0,
  },
  { key: 'meetingsHeld', heading: 'Встреч проведено', cell: ({ meetings }) => meetings.held.length },
  {
    key: 'interimOn',
    heading: 'Промежуточный мониторинг',
    date: true,
    cell: ({ monitoring }) => monitoring.interimOn,
  },
  {
    key: 'finalOn',
    heading: 'Итоговый мониторинг',
    date: true,
    cell: ({ monitoring }) => monitoring.finalOn,
  },
  { key: 'reportedOn', heading: 'Отчёт наставника', date: true, cell: ({ reportedOn }) => reportedOn },
  { key: 'status', heading: 'Результат', width: 18, cell: ({ status }) => PAIR_STATUS_RU[status] },
  { key: 'closedOn', heading: 'Дата завершения', date: true, cell: ({ closedOn }) => closedOn },
  {
    key: 'endReason',
    heading: 'Причина прекращения',
    width: 26,
    cell: ({ endReason }) => (endReason === null ? null : END_REASON_RU[endReason]),
  },
  {
    key: 'proposedOn',
    heading: 'Предложена',
    date: true,
    hidden: true,
    cell: ({ proposedOn }) => proposedOn,
  },
  {
    key: 'familiarisedOn',
    heading: 'Ознакомлены',
    date: true,
    hidden: true,
    cell: ({ familiarisedOn }) => familiarisedOn,
  },
  {
    key: 'chosenOn',
    heading: 'Наставник выбран',
    date: true,
    hidden: true,
    cell: ({ chosenOn }) => chosenOn,
  },
  { key: 'orderNumber', heading: 'Номер приказа', hidden: true, cell: (one) => fixedBy(one)?.number ?? null },
  {
    key: 'register',
    heading: 'Журнал приказа',
    hidden: true,
    cell: (one) => {
      const order = fixedBy(one);
      return order === undefined ? null : ORDER_REGISTER_RU[order.register];
    },
  },
  {
    key: 'legalBasis',
    heading: 'Правовое основание',
    hidden: true,
    cell: (one) => fixedBy(one)?.legalBasis.join('; ') || null,
  },
  idColumn(({ pairId }) => pairId),
];

const CONSENT_COLUMNS: readonly RegisterColumn<ConsentEntry>[] = [
  NUMBER,
  organisationColumn(schoolOf),
  { key: 'name', heading: 'ФИО', width: 34, cell: ({ participantId }, look) => look.name(participantId) },
  {
    key: 'roles',
    heading: 'Роль',
    width: 22,
    cell: ({ roles }) => several(roles.map((one) => PAIR_ROLE_RU[one])),
  },
  { key: 'kind', heading: 'Согласие', width: 36, cell: ({ kind }) => CONSENT_KIND_RU[kind] },
  { key: 'by', heading: 'Кем дано', width: 22, cell: ({ by }) => CONSENT_GIVER_RU[by] },
  { key: 'written', heading: 'Письменное', cell: ({ written }) => yesNo(written) },
  { key: 'givenOn', heading: 'Дата', date: true, cell: ({ givenOn }) => givenOn },
  { key: 'validUntil', heading: 'Действует до', date: true, cell: ({ validUntil }) => validUntil },
  { key: 'withdrawnOn', heading: 'Отозвано', date: true, cell: ({ withdrawnOn }) => withdrawnOn },
  { key: 'destroyBy', heading: 'Уничтожить данные до', date: true, cell: ({ destroyBy }) => destroyBy },
  idColumn(({ consentId }) => consentId),
];

const AGREEMENT_COLUMNS: readonly RegisterColumn<AgreementEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  {
    key: 'partner',
    heading: 'Сторона',
    width: 34,
    cell: ({ partner, mentorIds }, look) => partner ?? several(mentorIds.map(look.name)),
  },
  { key: 'kind', heading: 'Вид', width: 36, cell: ({ kind }) => CONTRACT_KIND_RU[kind] },
  {
    key: 'subject',
    heading: 'Предмет',
    width: 28,
    cell: ({ subject }) => (subject === null ? null : PARTNERSHIP_RU[subject]),
  },
  { key: 'number', heading: 'Номер', cell: ({ number }) => number },
  { key: 'concludedOn', heading: 'Дата', date: true, cell: ({ concludedOn }) => concludedOn },
  { key: 'gratuitous', heading: 'Безвозмездное', cell: ({ gratuitous }) => yesNo(gratuitous) },
  { key: 'from', heading: 'Действует с', date: true, cell: ({ from }) => from },
  { key: 'until', heading: 'Действует до', date: true, cell: ({ until }) => until },
  {
    key: 'endReason',
    heading: 'Причина прекращения',
    width: 28,
    cell: ({ endReason }) => (endReason === null ? null : CONTRACT_END_RU[endReason]),
  },
  idColumn(({ agreementId }) => agreementId),
];

const ORDER_COLUMNS: readonly RegisterColumn<OrderEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  { key: 'kind', heading: 'Вид', width: 40, cell: ({ kind, title }) => title ?? ORDER_KIND_RU[kind] },
  { key: 'number', heading: 'Номер', cell: ({ number }) => number },
  { key: 'register', heading: 'Журнал', width: 26, cell: (order) => ORDER_REGISTER_RU[order.register] },
  { key: 'issuedOn', heading: 'Дата', date: true, cell: ({ issuedOn }) => issuedOn },
  { key: 'basis', heading: 'Основание', width: 28, cell: ({ legalBasis }) => several(legalBasis) },
  {
    key: 'annexes',
    heading: 'Приложения',
    width: 26,
    cell: ({ annexes, pairs }) =>
      several([
        ...annexes.map((one) => REGULATION_ANNEX_RU[one]),
        ...(pairs === 0 ? [] : [`список пар/групп: ${pairs}`]),
      ]),
  },
  { key: 'signer', heading: 'Подписал', width: 24, cell: ({ signedAs }) => SIGNER_RU[signedAs] ?? null },
  { key: 'status', heading: 'Состояние', width: 24, cell: ({ status }) => ORDER_STATUS_RU[status] },
  {
    key: 'cancelledOn',
    heading: 'Отменён',
    date: true,
    cell: ({ cancelled }) => (cancelled === null ? null : cancelled.on),
  },
  {
    key: 'refused',
    heading: 'Не исполнено',
    cell: ({ refused }) => refused.length,
  },
  idColumn(({ orderId }) => orderId),
];

/** A document, or a register, that the regulation requires of an organisation. */
export interface RequiredEntry {
  readonly organisationId: Uuid;
  readonly kind: DocumentKind | 'REGISTER';
  readonly title: string;
  readonly required: boolean;
  readonly there: boolean;
  readonly since: IsoDate | null;
  readonly due: IsoDate | null;
  readonly late: boolean;
  /** Citations of what requires it. */
  readonly clauses: readonly string[];
}
const DOCUMENT_COLUMNS: readonly RegisterColumn<RequiredEntry>[] = [
  NUMBER,
  organisationColumn(organisationOf),
  {
    key: 'kind',
    heading: 'Вид',
    width: 34,
    cell: ({ kind }) => (kind === 'REGISTER' ? 'реестр' : DOCUMENT_RU[kind]),
  },
  { key: 'title', heading: 'Документ', width: 40, cell: ({ title }) => title },
  { key: 'required', heading: 'Обязателен', cell: ({ required }) => yesNo(required) },
  { key: 'there', heading: 'Есть', cell: ({ there }) => yesNo(there) },
  { key: 'since', heading: 'С', date: true, cell: ({ since }) => since },
  { key: 'due', heading: 'Срок', date: true, cell: ({ due }) => due },
  { key: 'late', heading: 'Просрочен', cell: ({ late }) => yesNo(late) },
  { key: 'clauses', heading: 'Пункты', width: 40, cell: ({ clauses }) => several(clauses) },
];

const CURATOR_COLUMNS: readonly RegisterColumn<CuratorsEntry>[] = [
  NUMBER,
  { key: 'school', heading: 'Организация', width: 26, cell: ({ school }) => school },
  { key: 'type', heading: 'Вид организации', width: 30, cell: ({ type }) => ORGANISATION_TYPE_RU[type] },
  {
    key: 'coordinator',
    heading: 'Координатор',
    width: 34,
    cell: ({ coordinator }, look) => (coordinator === null ? null : look.name(coordinator.personId)),
  },
  {
    key: 'curators',
    heading: 'Кураторы',
    width: 40,
    cell: ({ curators }, look) =>
      several(
        curators.map(({ personId, form }) =>
          form === 'ALL' ? look.name(personId) : `${look.name(personId)} (${FORM_RU[form]})`,
        ),
      ),
  },
  {
    key: 'orders',
    heading: 'Приказ о назначении',
    width: 30,
    cell: ({ coordinator, curators }) =>
      several(
        [...(coordinator === null ? [] : [coordinator]), ...curators].map(({ order }) =>
          order.cancelledOn === null ? numbered(order.number, order.issuedOn) : null,
        ),
      ),
  },
  { key: 'mentorCount', heading: 'Наставников', cell: ({ mentorIds }) => mentorIds.length },
  {
    key: 'mentors',
    heading: 'Наставники',
    width: 50,
    cell: ({ mentorIds }, look) => several(mentorIds.map(look.name)),
  },
  idColumn(({ schoolId }) => schoolId),
];

export const paperRegisters = (queries: {
  readonly pairs: PairRegisterQuery;
  readonly consents: ConsentRegisterQuery;
  readonly agreements: AgreementRegisterQuery;
  readonly orders: OrderRegisterQuery;
  readonly organisations: OrganisationRegisterQuery;
  /** What the regulations of the organisations require, there or missing. */
  readonly documents: (organisations: readonly Uuid[], on: IsoDate) => Promise<readonly RequiredEntry[]>;
}) => [
  register<PairEntry>({
    ...{ name: 'pairs', code: 'R3', title: 'Пары и группы', model: 'pair-register', act: 'read-registers' },
    clauses: ['SEV-RM-M2', 'S62-4.13', 'KIL-2.1.6'],
    filters: { status: PAIR_STATUSES, form: FORMS, kind: PAIR_KINDS, stage: PAIR_STAGES, ...DAYS },
    sorts: PAIR_SORTS,
    find: (schoolId, question) => queries.pairs.find({ schoolId, ...question }),
    organisation: schoolOf,
    people: ({ mentorIds, menteeIds }) => [...mentorIds, ...menteeIds],
    columns: PAIR_COLUMNS,
  }),
  register<ConsentEntry>({
    ...{ name: 'consents', code: 'R4', title: 'Реестр согласий', model: 'consent-register' },
    act: 'read-registers',
    clauses: ['S62-4.10', 'S62-4.11-1', 'S62-4.11-2', 'KIL-2.1.2', 'KIL-2.1.3'],
    filters: { status: CONSENT_STATUSES, kind: CONSENT_KINDS, role: PAIR_ROLES, ...DAYS },
    sorts: CONSENT_SORTS,
    find: (schoolId, question) => queries.consents.find({ schoolId, ...question }),
    organisation: schoolOf,
    people: ({ participantId }) => [participantId],
    columns: CONSENT_COLUMNS,
  }),
  register<AgreementEntry>({
    ...{ name: 'agreements', code: 'R5', title: 'Реестр соглашений', model: 'agreement-register' },
    act: 'read-registers',
    clauses: ['S62-4.14', 'SEV-RM-M3', 'KIL-2.1.7', 'KIL-5.2-5'],
    filters: { kind: CONTRACT_KINDS, ...DAYS },
    sorts: AGREEMENT_SORTS,
    find: (organisationId, question) => queries.agreements.find({ organisationId, ...question }),
    organisation: organisationOf,
    people: ({ mentorIds }) => mentorIds,
    columns: AGREEMENT_COLUMNS,
  }),
  register<OrderEntry>({
    ...{
      name: 'orders',
      code: 'R6',
      title: 'Журнал приказов',
      model: 'order-register',
      act: 'read-registers',
    },
    clauses: ['S62-12-01', 'KIL-2.1.1-01', 'IZO-4.1-01'],
    filters: { status: ORDER_STATUSES, kind: ORDER_KINDS },
    sorts: ORDER_SORTS,
    find: (organisationId, question) => queries.orders.find({ organisationId, ...question }),
    organisation: organisationOf,
    people: () => [],
    columns: ORDER_COLUMNS,
  }),
  register<RequiredEntry>({
    ...{ name: 'documents', code: 'R6', title: 'Документы и реестры', model: 'leadership' },
    act: 'read-registers',
    clauses: ['S62-12-01', 'KIL-2.1.5-01', 'IZO-4.1-01', 'IZO-4.1-06', 'IZO-4.1-10'],
    filters: {},
    sorts: [],
    find: async (organisations, _question, on) =>
      JSON.stringify({ items: await queries.documents([organisations].flat(), on), next: null }),
    organisation: organisationOf,
    people: () => [],
    columns: DOCUMENT_COLUMNS,
  }),
  register<CuratorsEntry>({
    ...{ name: 'curators', code: 'R9', title: 'База кураторов и наставников' },
    ...{ model: 'organisation-register', act: 'read-registers', clauses: ['IZO-4.3-05'] },
    filters: { type: ORGANISATION_TYPES },
    sorts: ORGANISATION_SORTS,
    find: (organisationId, question) => queries.organisations.find({ organisationId, ...question }),
    organisation: schoolOf,
    people: ({ coordinator, curators, mentorIds }) => [
      ...curators.map(({ personId }) => personId),
      ...(coordinator === null ? [] : [coordinator.personId]),
      ...mentorIds,
    ],
    columns: CURATOR_COLUMNS,
  }),
];
