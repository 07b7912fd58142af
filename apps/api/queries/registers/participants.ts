/**
 * Registers of mentees and of mentors (R1, R2; S62-4.4, SEV-RM-M1, IZO-4.1-06, KIL-6.2-5) and the two bases in the forms of the
 * methodical recommendations of 23.01.2020 (MR-42/02). The columns of R1 and R2 are what an import reads back.
 */
import {
  ADAPTATION_REASON_RU,
  CONSENT_GIVER_RU,
  END_REASON_RU,
  ERASED_RU,
  FORM_RU,
  FORMS,
  MENTEE_CATEGORIES,
  MENTEE_CATEGORY_RU,
  MENTOR_CATEGORIES,
  PERSON_KIND_RU,
  PERSON_KINDS,
  POSITION_RU,
  TASK_RU,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  MENTEE_SORTS,
  MENTEE_STATUSES,
  type MenteeEntry,
  type MenteeRegisterQuery,
  MENTOR_SORTS,
  MENTOR_STATUSES,
  type MentorEntry,
  type MentorRegisterQuery,
  type PersonConsent,
} from '@nastavnik/read-models';
import { IMPORT_COLUMNS, LEAVING_RU, type PERSON_CELLS } from '../../imports/columns';
import {
  idColumn,
  type Look,
  NUMBER,
  numbered,
  organisationColumn,
  register,
  type RegisterColumn,
  russian,
  several,
  yesNo,
} from './definition';
import {
  CONSENT_KIND_RU,
  CONTRACT_KIND_RU,
  EDUCATION_STAGE_RU,
  MENTEE_STATUS_RU,
  MENTOR_STATUS_RU,
} from './labels';

/** Full years on a day. */
const yearsOn = (born: IsoDate, on: IsoDate): number =>
  Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
/** Bands that the indicators of Р-145 count by. */
const bandOf = (years: number): string =>
  years < 10 ? 'до 10' : years < 15 ? '10–14' : years < 20 ? '15–19' : years <= 35 ? '20–35' : 'старше 35';

/** Consents that stand on the day of the file. */
const standing = (consents: readonly PersonConsent[], on: IsoDate): string | null =>
  several(
    consents
      .filter((one) => one.withdrawnOn === null && (one.until === null || one.until >= on))
      .map((one) => `${CONSENT_KIND_RU[one.purpose]} (${CONSENT_GIVER_RU[one.by]}, ${russian(one.on)})`),
  );

type Person = MenteeEntry | MentorEntry;
const person =
  (part: (typeof PERSON_CELLS)[number]) =>
  ({ participantId }: Person, look: Look): string | null =>
    look.person(participantId)?.[part] ?? null;
/** What the form of the base of mentors asks, for an import: a person may be in either base. */
const card = (key: (typeof PERSON_CELLS)[number]): RegisterColumn<Person> => ({
  ...{ key, heading: IMPORT_COLUMNS.mentees[key].heading, hidden: true, cell: person(key) },
});
const CARD: readonly RegisterColumn<Person>[] = [
  card('competences'),
  card('achievements'),
  card('interests'),
  card('preferredAge'),
  card('timeResource'),
];

/** Who it is: names and dates of birth stand in the file of the school alone. */
const WHO: readonly RegisterColumn<Person>[] = [
  {
    key: 'familyName',
    heading: 'Фамилия',
    width: 18,
    cell: (entry, look) => (look.erased(entry.participantId) ? ERASED_RU : person('familyName')(entry, look)),
  },
  { key: 'givenName', heading: 'Имя', width: 16, cell: person('givenName') },
  { key: 'patronymic', heading: 'Отчество', width: 18, cell: person('patronymic') },
  { key: 'birthDate', heading: 'Дата рождения', date: true, cell: person('birthDate') },
  {
    key: 'ageBand',
    heading: 'Возраст, лет',
    cell: ({ participantId }, look) => {
      const born = look.person(participantId)?.birthDate;
      return born === undefined ? null : bandOf(yearsOn(born, look.on));
    },
  },
  { key: 'contacts', heading: 'Контакты', width: 24, cell: person('contacts') },
  { key: 'workplace', heading: 'Место работы или учёбы', width: 26, cell: person('workplace') },
  { key: 'kind', heading: 'Кто', width: 18, cell: ({ kind }) => PERSON_KIND_RU[kind] },
  {
    key: 'position',
    heading: 'Должность',
    width: 18,
    cell: ({ position }) => (position === null ? null : POSITION_RU[position]),
  },
];
const CONSENTS: RegisterColumn<Person> = {
  key: 'consents',
  heading: 'Согласия',
  width: 40,
  cell: ({ consents }, look) => standing(consents, look.on),
};
const LEFT_REASON: RegisterColumn<Person> = {
  key: 'leftReason',
  heading: 'Причина исключения',
  width: 26,
  cell: ({ leftReason }) => (leftReason === null ? null : LEAVING_RU[leftReason as keyof typeof LEAVING_RU]),
};
const schoolOf = ({ schoolId }: { readonly schoolId: Uuid }): Uuid => schoolId;

export const MENTEE_COLUMNS: readonly RegisterColumn<MenteeEntry>[] = [
  NUMBER,
  organisationColumn(schoolOf),
  ...WHO,
  { key: 'className', heading: 'Класс', cell: person('className') },
  {
    key: 'educationStage',
    heading: 'Уровень образования',
    width: 20,
    cell: ({ educationStage }) => (educationStage === null ? null : EDUCATION_STAGE_RU[educationStage]),
  },
  {
    key: 'categories',
    heading: 'Категория',
    width: 30,
    cell: ({ categories }) => several(categories.map((one) => MENTEE_CATEGORY_RU[one])),
  },
  { key: 'experienceYears', heading: 'Стаж, лет', cell: ({ experienceYears }) => experienceYears },
  {
    key: 'tasks',
    heading: 'Задачи',
    width: 24,
    cell: ({ tasks }) => several(tasks.map((one) => TASK_RU[one])),
  },
  {
    key: 'needsDiagnosedOn',
    heading: 'Потребности выявлены',
    date: true,
    cell: ({ needsDiagnosedOn }) => needsDiagnosedOn,
  },
  {
    key: 'form',
    heading: 'Форма наставничества',
    width: 26,
    cell: ({ pairs }) => several(pairs.map(({ form }) => FORM_RU[form])),
  },
  CONSENTS,
  {
    key: 'mentors',
    heading: 'ФИО наставника',
    width: 34,
    cell: ({ pairs }, look) => several(pairs.flatMap(({ mentorIds }) => mentorIds.map(look.name))),
  },
  {
    key: 'pairs',
    heading: 'Пары',
    width: 38,
    cell: ({ pairs }) => several(pairs.map(({ pairId }) => pairId)),
  },
  {
    key: 'meetings',
    heading: 'Встреч',
    cell: ({ pairs }) => pairs.reduce((sum, { meetingsHeld }) => sum + meetingsHeld, 0),
  },
  { key: 'completedPairs', heading: 'Завершено программ', cell: ({ completedPairs }) => completedPairs },
  { key: 'status', heading: 'Состояние', width: 22, cell: ({ status }) => MENTEE_STATUS_RU[status] },
  { key: 'enteredOn', heading: 'Дата вхождения', date: true, cell: ({ enteredOn }) => enteredOn },
  {
    key: 'refreshedOn',
    heading: 'Дата обновления',
    date: true,
    cell: ({ development }) => development.refreshedOn ?? null,
  },
  { key: 'leftOn', heading: 'Дата исключения', date: true, cell: ({ leftOn }) => leftOn },
  LEFT_REASON,
  { key: 'employed', heading: 'Работник организации', hidden: true, cell: ({ employed }) => yesNo(employed) },
  {
    key: 'adaptation',
    heading: 'Адаптация',
    hidden: true,
    cell: ({ development: { adaptation } }) =>
      adaptation === undefined ? null : ADAPTATION_REASON_RU[adaptation],
  },
  ...CARD,
  idColumn(({ participantId }) => participantId),
];

export const MENTOR_COLUMNS: readonly RegisterColumn<MentorEntry>[] = [
  NUMBER,
  organisationColumn(schoolOf),
  ...WHO,
  { key: 'category', heading: 'Категория', width: 24, cell: ({ category }) => PERSON_KIND_RU[category] },
  { key: 'employed', heading: 'Работник организации', cell: ({ employed }) => yesNo(employed) },
  {
    key: 'areas',
    heading: 'Предметная область',
    width: 24,
    cell: ({ areas }) => several(areas),
  },
  {
    key: 'experience',
    heading: 'Опыт решения задач',
    width: 24,
    cell: ({ experience }) => several(experience.map((one) => TASK_RU[one])),
  },
  { key: 'evidenced', heading: 'Опыт описан', cell: ({ evidenced }) => yesNo(evidenced) },
  {
    key: 'trainings',
    heading: 'Обучение',
    width: 36,
    cell: ({ trainings }) =>
      several(trainings.map(({ title, hours, on }) => `${title}, ${hours} ч, ${russian(on)}`)),
  },
  {
    key: 'agreements',
    heading: 'Соглашения',
    width: 36,
    cell: ({ agreements }) =>
      several(agreements.map((one) => `${CONTRACT_KIND_RU[one.kind]} ${numbered(one.number, one.from)}`)),
  },
  { key: 'activePairs', heading: 'Пар сейчас', cell: ({ pairs }) => pairs.length },
  {
    key: 'form',
    heading: 'Форма наставничества',
    width: 26,
    cell: ({ pairs }) => several(pairs.map(({ form }) => FORM_RU[form])),
  },
  { key: 'completedPairs', heading: 'Завершено программ', cell: ({ completedPairs }) => completedPairs },
  {
    key: 'mentoringSince',
    heading: 'Наставник с',
    date: true,
    cell: ({ mentoringSince }) => mentoringSince,
  },
  {
    key: 'tenureYears',
    heading: 'Стаж наставничества, лет',
    cell: ({ mentoringSince }, { on }) => (mentoringSince === null ? null : yearsOn(mentoringSince, on)),
  },
  CONSENTS,
  { key: 'status', heading: 'Состояние', width: 22, cell: ({ status }) => MENTOR_STATUS_RU[status] },
  { key: 'enteredOn', heading: 'Дата вхождения', date: true, cell: ({ enteredOn }) => enteredOn },
  { key: 'refreshedOn', heading: 'Дата обновления', date: true, cell: ({ refreshedOn }) => refreshedOn },
  { key: 'leftOn', heading: 'Дата исключения', date: true, cell: ({ leftOn }) => leftOn },
  LEFT_REASON,
  { key: 'className', heading: 'Класс', hidden: true, cell: person('className') },
  {
    key: 'educationStage',
    heading: 'Уровень образования',
    hidden: true,
    cell: ({ educationStage }) => (educationStage === null ? null : EDUCATION_STAGE_RU[educationStage]),
  },
  {
    key: 'evidence',
    heading: 'Описание опыта',
    hidden: true,
    cell: ({ participantId }, look) => look.experience(participantId),
  },
  ...CARD,
  idColumn(({ participantId }) => participantId),
];

/** How a pair of a person went, in a few words. */
const outcome = ({
  status,
  meetingsHeld,
  endReason,
}: MenteeEntry['pastPairs'][number] | MentorEntry['pastPairs'][number]): string | null =>
  status === 'COMPLETED'
    ? `программа завершена, встреч: ${meetingsHeld}`
    : endReason === null
      ? null
      : `прекращена ${END_REASON_RU[endReason]}`;

const fullName: RegisterColumn<Person> = {
  key: 'name',
  heading: 'ФИО',
  width: 34,
  cell: ({ participantId }, look) => look.name(participantId),
};
const workplaces = (ids: readonly Uuid[], look: Look): string | null =>
  several(ids.map((one) => look.person(one)?.workplace));
const mentorsOf = ({ pairs, pastPairs }: MenteeEntry): readonly Uuid[] =>
  [...pairs, ...pastPairs].flatMap(({ mentorIds }) => mentorIds);
const menteesOf = ({ pairs, pastPairs }: MentorEntry): readonly Uuid[] =>
  [...pairs, ...pastPairs].flatMap(({ menteeIds }) => menteeIds);
const lastDay = ({ pastPairs }: Person): IsoDate | null =>
  pastPairs.map(({ closedOn }) => closedOn).reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null);
const ENTERED: RegisterColumn<Person> = {
  key: 'enteredOn',
  heading: 'Дата вхождения в программу',
  date: true,
  cell: ({ enteredOn }) => enteredOn,
};
const CLOSED: RegisterColumn<Person> = {
  key: 'closedOn',
  heading: 'Дата завершения программы',
  date: true,
  cell: lastDay,
};
const RESULTS: RegisterColumn<Person> = {
  key: 'results',
  heading: 'Результаты программы',
  width: 36,
  cell: ({ pastPairs }) => several(pastPairs.map(outcome)),
};
const CASE: RegisterColumn<Person> = {
  key: 'case',
  heading: 'Ссылка на кейс/отзыв',
  width: 30,
  cell: ({ participantId }, look) => several(look.links(participantId)),
};

/** The form of the base of mentees, column by column. */
export const MENTEE_BASE_COLUMNS: readonly RegisterColumn<MenteeEntry>[] = [
  NUMBER,
  fullName,
  { key: 'contacts', heading: 'Контакты (данные представителя)', width: 30, cell: person('contacts') },
  {
    key: 'birthYear',
    heading: 'Год рождения',
    cell: ({ participantId }, look) => {
      const born = look.person(participantId)?.birthDate;
      return born === undefined ? null : Number(born.slice(0, 4));
    },
  },
  {
    key: 'request',
    heading: 'Основной запрос',
    width: 30,
    cell: ({ tasks, categories }) =>
      several([...tasks.map((one) => TASK_RU[one]), ...categories.map((one) => MENTEE_CATEGORY_RU[one])]),
  },
  ENTERED,
  {
    key: 'mentors',
    heading: 'ФИО наставника',
    width: 34,
    cell: (entry, look) => several(mentorsOf(entry).map(look.name)),
  },
  {
    key: 'form',
    heading: 'Форма наставничества',
    width: 26,
    cell: (entry) => several([...entry.pairs, ...entry.pastPairs].map(({ form }) => FORM_RU[form])),
  },
  {
    key: 'mentorWorkplace',
    heading: 'Место работы/учёбы наставника',
    width: 30,
    cell: (entry, look) => workplaces(mentorsOf(entry), look),
  },
  CLOSED,
  RESULTS,
  CASE,
  {
    key: 'passed',
    heading: 'Отметка о прохождении',
    cell: ({ completedPairs }) => (completedPairs > 0 ? 'пройдена' : null),
  },
];

/** The form of the base of mentors, column by column. */
export const MENTOR_BASE_COLUMNS: readonly RegisterColumn<MentorEntry>[] = [
  NUMBER,
  fullName,
  { key: 'contacts', heading: 'Контакты', width: 24, cell: person('contacts') },
  { key: 'workplace', heading: 'Место работы/учёбы', width: 26, cell: person('workplace') },
  {
    key: 'competences',
    heading: 'Основные компетенции',
    width: 30,
    cell: ({ participantId, areas, experience }, look) =>
      look.person(participantId)?.competences ??
      several([...areas, ...experience.map((one) => TASK_RU[one])]),
  },
  {
    key: 'achievements',
    heading: 'Важные достижения',
    width: 30,
    cell: ({ participantId }, look) => look.person(participantId)?.achievements ?? null,
  },
  {
    key: 'interests',
    heading: 'Интересы',
    width: 24,
    cell: ({ participantId }, look) => look.person(participantId)?.interests ?? null,
  },
  {
    key: 'preferredAge',
    heading: 'Желаемый возраст наставляемых',
    cell: ({ participantId }, look) => look.person(participantId)?.preferredAge ?? null,
  },
  {
    key: 'timeResource',
    heading: 'Ресурс времени',
    cell: ({ participantId }, look) => look.person(participantId)?.timeResource ?? null,
  },
  ENTERED,
  {
    key: 'mentees',
    heading: 'ФИО наставляемого(ых)',
    width: 34,
    cell: (entry, look) => several(menteesOf(entry).map(look.name)),
  },
  {
    key: 'form',
    heading: 'Форма наставничества',
    width: 26,
    cell: (entry) => several([...entry.pairs, ...entry.pastPairs].map(({ form }) => FORM_RU[form])),
  },
  {
    key: 'menteeWorkplace',
    heading: 'Место работы/учёбы наставляемого',
    width: 30,
    cell: (entry, look) => workplaces(menteesOf(entry), look),
  },
  CLOSED,
  RESULTS,
  CASE,
];

const DAYS = { from: 'date', until: 'date' } as const;

export const participantRegisters = (mentees: MenteeRegisterQuery, mentors: MentorRegisterQuery) => {
  const ofMentees = {
    code: 'R1',
    clauses: ['S62-4.4', 'S62-3.2-5', 'SEV-RM-M1', 'IZO-4.1-06', 'KIL-6.2-5'],
    model: 'mentee-register',
    act: 'read-registers',
    filters: {
      ...{ status: MENTEE_STATUSES, form: FORMS, kind: PERSON_KINDS, category: MENTEE_CATEGORIES },
      ...DAYS,
    },
    sorts: MENTEE_SORTS,
    find: (schoolId, question) => mentees.find({ schoolId, ...question }),
    organisation: schoolOf,
    people: (entry) => [entry.participantId, ...mentorsOf(entry)],
  } satisfies Partial<Parameters<typeof register<MenteeEntry>>[0]>;
  const ofMentors = {
    code: 'R2',
    clauses: ['S62-4.4', 'SEV-RM-M1', 'IZO-4.1-06', 'KIL-6.2-5'],
    model: 'mentor-register',
    act: 'read-registers',
    filters: {
      ...{ status: MENTOR_STATUSES, form: FORMS, category: MENTOR_CATEGORIES, employed: 'flag' },
      ...DAYS,
    },
    sorts: MENTOR_SORTS,
    find: (schoolId, question) => mentors.find({ schoolId, ...question }),
    organisation: schoolOf,
    people: (entry) => [entry.participantId, ...menteesOf(entry)],
  } satisfies Partial<Parameters<typeof register<MentorEntry>>[0]>;
  return [
    register<MenteeEntry>({
      ...{ ...ofMentees, name: 'mentees', title: 'Реестр наставляемых', columns: MENTEE_COLUMNS },
    }),
    register<MentorEntry>({
      ...{ ...ofMentors, name: 'mentors', title: 'Реестр наставников', columns: MENTOR_COLUMNS },
      experienceOf: ({ evidenced, participantId }) => (evidenced ? participantId : undefined),
    }),
    register<MenteeEntry>({
      ...{ ...ofMentees, name: 'mentees-base', title: 'База наставляемых', columns: MENTEE_BASE_COLUMNS },
    }),
    register<MentorEntry>({
      ...{ ...ofMentors, name: 'mentors-base', title: 'База наставников', columns: MENTOR_BASE_COLUMNS },
    }),
  ];
};
