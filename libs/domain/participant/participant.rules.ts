/** Rules of a participant: scope and age, categories of the two bases, what makes a mentor. */
import type { Rule, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  PEDAGOGUE_MENTEE_CATEGORIES,
  repeated,
  russianDate,
  STUDENT_MENTEE_CATEGORIES,
  type PersonKind,
} from '../vocabulary';
import type {
  ConfirmEntry,
  DiagnoseNeeds,
  EnterMenteeBase,
  EnterMentorBase,
  LeaveBase,
  ParticipantFacts,
  ParticipantProfile,
  RegisterParticipant,
} from './participant';

export const isScoped = (kind: PersonKind): kind is 'STUDENT' | 'PEDAGOGUE' =>
  kind === 'STUDENT' || kind === 'PEDAGOGUE';

/** Invariant 5: S62-3.1, KIL-1.2-01. Mentors from outside are no object of the scope: `mentorCategories` rules them. */
export const withinScope: Rule<ParticipantProfile, ParticipantFacts> = {
  name: 'participant-within-scope',
  invariant: 5,
  title: bilingual(
    'Участник — из тех, на кого распространяется положение',
    'The participant is within the scope',
  ),
  demandedBy: ({ parameters: { participantScope } }, { person }) =>
    demanded(participantScope, isScoped(person.kind)),
  violations: ({ person, command }, { parameters }) =>
    !isScoped(person.kind) || parameters.participantScope.value.includes(person.kind)
      ? []
      : [
          fault(
            person.kind === 'STUDENT'
              ? bilingual(
                  'Положение не распространяется на обучающихся',
                  'The regulation does not cover students',
                )
              : bilingual(
                  'Положение не распространяется на педагогов',
                  'The regulation does not cover pedagogues',
                ),
            bilingual(
              'Участвовать могут только те, кого называет положение',
              'Only those the regulation names can take part',
            ),
            {
              kind: 'scope',
              subject: command.data.participantId,
              detail: { scope: parameters.participantScope.value },
            },
          ),
        ],
};

/** Invariant 5: KIL-1.2-01. */
export const oldEnough: Rule<ParticipantProfile, ParticipantFacts> = {
  name: 'student-min-age',
  invariant: 5,
  title: bilingual('Обучающийся достиг возраста участия', 'The student is old enough'),
  demandedBy: ({ parameters: { studentMinAge } }, { person }) =>
    demanded(studentMinAge, studentMinAge.value !== null && person.kind === 'STUDENT'),
  violations: ({ evidence, command }, { parameters }) => {
    const least = parameters.studentMinAge.value;
    if (least === null || (evidence.age !== undefined && evidence.age >= least)) return [];
    return [
      fault(
        evidence.age === undefined
          ? bilingual('Возраст обучающегося неизвестен', 'The age of the student is unknown')
          : bilingual(`Обучающийся младше ${least} лет`, `The student is younger than ${least}`),
        bilingual(
          `Участвуют обучающиеся с ${least} лет: проверьте дату рождения`,
          `Students take part from the age of ${least}: check the birth date`,
        ),
        { kind: 'age', subject: command.data.participantId, detail: { least } },
      ),
    ];
  },
};

const CATEGORIES_OF: { readonly [K in 'STUDENT' | 'PEDAGOGUE']: readonly string[] } = {
  STUDENT: STUDENT_MENTEE_CATEGORIES,
  PEDAGOGUE: PEDAGOGUE_MENTEE_CATEGORIES,
};

/**
 * S62-4.6 for students, S62-4.7 for pedagogues: at least one category, known to the regulation, of the person's own kind.
 * Where a regulation names none for a kind (KIL sorts students by role model), none is asked.
 */
export const categoriesKnown: Rule<ParticipantProfile, ParticipantFacts<EnterMenteeBase>> = {
  name: 'mentee-categories-known',
  invariant: 7,
  title: bilingual(
    'Категории наставляемого названы положением и подходят ему',
    'The categories are of the regulation and fit the person',
  ),
  demandedBy: ({ parameters: { menteeCategories } }) => menteeCategories.clauses,
  violations: ({ command, person }, { parameters }) => {
    if (!isScoped(person.kind)) return [];
    const { categories, participantId } = command.data;
    const ofKind = CATEGORIES_OF[person.kind];
    const allowed = parameters.menteeCategories.value.filter((category) => ofKind.includes(category));
    const next = bilingual(
      'Выберите категории из положения для этого участника',
      'Choose among the categories of the regulation for this person',
    );
    const missing = { kind: 'category', subject: participantId, detail: { allowed } };
    if (categories.length === 0 && allowed.length > 0) {
      return [fault(bilingual('Категория наставляемого не указана', 'No category is given'), next, missing)];
    }
    return categories.flatMap((category): readonly Violation[] => {
      if (allowed.includes(category)) return [];
      const message = ofKind.includes(category)
        ? bilingual(
            'Положение не знает такой категории наставляемых',
            'The regulation does not know the category',
          )
        : person.kind === 'STUDENT'
          ? bilingual(
              'Категория педагогов указана для обучающегося',
              'A category of pedagogues for a student',
            )
          : bilingual('Категория обучающихся указана для педагога', 'A category of students for a pedagogue');
      return [fault(message, next, { ...missing, detail: { allowed, got: category } })];
    });
  },
};

/**
 * Invariant 19: SEV-C-1, KIL-4.3.1. Both ends count: "от 0 до 3 лет". Where no document states a limit, School 62 among
 * them, a young specialist is whom the school calls so.
 */
export const youngEnoughInWork: Rule<ParticipantProfile, ParticipantFacts<EnterMenteeBase>> = {
  name: 'young-specialist-within-years',
  invariant: 19,
  title: bilingual('Стаж молодого специалиста', 'Years of work of a young specialist'),
  demandedBy: ({ parameters: { youngSpecialistMaxYears } }, { command }) =>
    demanded(
      youngSpecialistMaxYears,
      youngSpecialistMaxYears.value !== null &&
        youngSpecialistMaxYears.source !== 'DEFAULT' &&
        command.data.categories.includes('YOUNG_SPECIALIST'),
    ),
  violations: ({ command }, { parameters }) => {
    const most = parameters.youngSpecialistMaxYears.value ?? 0;
    const { experienceYears: years, participantId } = command.data;
    if (years !== undefined && years <= most) return [];
    return [
      fault(
        years === undefined
          ? bilingual('Стаж молодого специалиста не указан', 'The years of work are not given')
          : bilingual(
              `Стаж ${years} — больше, чем у молодого специалиста (до ${most} лет)`,
              `${years} years of work are more than the ${most} of a young specialist`,
            ),
        bilingual(
          'Укажите стаж в полных годах или другую категорию наставляемого',
          'Give the full years of work, or another category',
        ),
        { kind: 'experience-years', subject: participantId, detail: { most } },
      ),
    ];
  },
};

/** S62-4.8: the category is known to the regulation and says who the person is. */
export const mentorCategoryKnown: Rule<ParticipantProfile, ParticipantFacts<EnterMentorBase>> = {
  name: 'mentor-category-known',
  invariant: 7,
  title: bilingual(
    'Категория наставника названа положением и подходит ему',
    'The category is of the regulation and fits the person',
  ),
  demandedBy: ({ parameters: { mentorCategories } }) => mentorCategories.clauses,
  violations: ({ command, person }, { parameters }) => {
    const { category, participantId } = command.data;
    const allowed = parameters.mentorCategories.value;
    const missing = { kind: 'category', subject: participantId, detail: { allowed, got: category } };
    return [
      ...(allowed.includes(category)
        ? []
        : [
            fault(
              bilingual(
                'Положение не знает такой категории наставников',
                'The regulation does not know the category',
              ),
              bilingual('Выберите категорию из положения', 'Choose a category of the regulation'),
              missing,
            ),
          ]),
      ...(category === person.kind
        ? []
        : [
            fault(
              bilingual(
                'Категория наставника не соответствует тому, кто он',
                'The category does not fit the person',
              ),
              bilingual(
                'Укажите категорию, в которой участник учтён',
                'Give the category the person is registered in',
              ),
              { ...missing, detail: { kind: person.kind, got: category } },
            ),
          ]),
    ];
  },
};

/** Invariant 6: S62-2.5 (successful experience), IZO-2-01 and MR-K-03 (measurable results). */
export const mentorCriterionMet: Rule<ParticipantProfile, ParticipantFacts<EnterMentorBase>> = {
  name: 'mentor-criterion-evidenced',
  invariant: 6,
  title: bilingual('Опыт наставника подтверждён', "The mentor's experience is evidenced"),
  demandedBy: ({ parameters: { mentorCriterion } }) =>
    demanded(mentorCriterion, mentorCriterion.value !== 'NONE'),
  violations: ({ command }, { parameters }) => {
    const { experience, evidenceNote, participantId } = command.data;
    if (parameters.mentorCriterion.value === 'MEASURABLE_RESULTS' && evidenceNote === undefined) {
      return [
        fault(
          bilingual('Измеримые результаты наставника не описаны', 'The measurable results are not described'),
          bilingual('Приложите описание результатов', 'Attach a description of the results'),
          { kind: 'evidence-note', subject: participantId },
        ),
      ];
    }
    if (parameters.mentorCriterion.value === 'SUCCESSFUL_EXPERIENCE' && experience.length === 0) {
      return [
        fault(
          bilingual('Успешный опыт наставника не указан', 'No successful experience is given'),
          bilingual(
            'Укажите, в чём опыт: жизненном, личностном или профессиональном',
            'Say in what: life, personal or professional',
          ),
          { kind: 'experience', subject: participantId },
        ),
      ];
    }
    return [];
  },
};

export const staysThisSchool = houseRule<ParticipantFacts>(
  'participant-of-this-school',
  bilingual('Участник учтён в этой школе', 'The participant belongs to this school'),
  ({ command, person, evidence }) =>
    person.schoolId === command.data.schoolId && evidence.school.schoolId === command.data.schoolId
      ? []
      : [
          fault(
            bilingual('Участник учтён в другой школе', 'The participant belongs to another school'),
            bilingual('Проверьте школу', 'Check the school'),
            { kind: 'participant', subject: command.data.participantId },
          ),
        ],
);

/** A student holds no position; staff of a partner is not employed here; everyone else with a position is. */
export const positionFits = houseRule<ParticipantFacts<RegisterParticipant>>(
  'position-fits',
  bilingual('Должность соответствует тому, кто участник', 'The position fits the person'),
  ({ command: { data } }) => {
    const wrong =
      data.kind === 'STUDENT'
        ? data.employed || data.position !== undefined
        : data.position !== undefined && data.employed === (data.position === 'PARTNER_STAFF');
    return wrong
      ? [
          fault(
            data.kind === 'STUDENT'
              ? bilingual(
                  'Обучающийся не может быть работником школы',
                  'A student is no employee of the school',
                )
              : bilingual(
                  'Должность и работа в школе противоречат друг другу',
                  'Position and employment contradict',
                ),
            bilingual(
              'Исправьте должность или признак работы в школе',
              'Mend the position or the employment',
            ),
            { kind: 'position', subject: data.participantId },
          ),
        ]
      : [];
  },
);

/** S62-4.6, 4.7: mentees are students and pedagogues. */
export const menteeKind = houseRule<ParticipantFacts<EnterMenteeBase>>(
  'mentee-is-student-or-pedagogue',
  bilingual('Наставляемый — обучающийся или педагог', 'A mentee is a student or a pedagogue'),
  ({ person, command }) =>
    isScoped(person.kind)
      ? []
      : [
          fault(
            bilingual(
              'Наставляемым может быть обучающийся или педагог',
              'Only students and pedagogues are mentees',
            ),
            bilingual('Внесите участника в базу наставников', 'Enter the person into the base of mentors'),
            { kind: 'participant', subject: command.data.participantId, detail: { kind: person.kind } },
          ),
        ],
);

/** S62-2.4. */
export const tasksNamed = houseRule<ParticipantFacts<EnterMenteeBase>>(
  'mentee-tasks-named',
  bilingual('Задачи наставляемого названы', 'The tasks of the mentee are named'),
  ({ command: { data } }) => [
    ...(data.tasks.length > 0
      ? []
      : [
          fault(
            bilingual('Не указано, какие задачи решает наставляемый', 'No task is given'),
            bilingual(
              'Укажите задачи: жизненные, личные или профессиональные',
              'Give tasks: life, personal or professional',
            ),
            { kind: 'task', subject: data.participantId },
          ),
        ]),
    ...doubles([...data.categories, ...data.tasks]),
  ],
);

/** S62-7-03. */
export const needsNamed = houseRule<ParticipantFacts<DiagnoseNeeds>>(
  'needs-named',
  bilingual('Выявленные потребности названы', 'The needs are named'),
  ({ command: { data } }) =>
    data.tasks.length > 0
      ? doubles(data.tasks)
      : [
          fault(
            bilingual('Не указано, к каким задачам относятся потребности', 'No task is given'),
            bilingual('Укажите хотя бы одну задачу', 'Give at least one task'),
            { kind: 'task', subject: data.participantId },
          ),
        ],
);

export const doubles = (values: readonly string[]): readonly Violation[] =>
  [...new Set(repeated(values))].map((value) =>
    fault(
      bilingual('Значение указано дважды', 'A value is given twice'),
      bilingual('Уберите повтор', 'Remove the double'),
      { kind: 'value', detail: { value } },
    ),
  );

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Renewed data are an act (S62-4.9); the same once more are not; and a stay begins not before the last one began or ended. */
const entryFaults = <Stay extends { readonly from: string; readonly until?: string }>(
  stays: readonly Stay[],
  on: string,
  same: (stay: Stay) => boolean,
): readonly Violation[] => {
  const last = stays.at(-1);
  if (last === undefined) return [];
  if (last.until === undefined && same(last)) return [inAlready(last.from)];
  const least = last.until ?? last.from;
  return on >= least ? [] : [beforeStay(least)];
};
export const notAlreadyMentee = houseRule<ParticipantFacts<EnterMenteeBase>>(
  'not-in-mentee-base-yet',
  bilingual('В базе наставляемых ещё нет такой записи', 'No such entry in the base of mentees yet'),
  ({ command: { data }, state }) =>
    entryFaults(
      state.stage === 'REGISTERED' ? state.menteeBase : [],
      data.effectiveOn,
      ({ categories, tasks, experienceYears, educationStage }) =>
        sameSet(categories, data.categories) &&
        sameSet(tasks, data.tasks) &&
        experienceYears === data.experienceYears &&
        educationStage === data.educationStage,
    ),
);
export const notAlreadyMentor = houseRule<ParticipantFacts<EnterMentorBase>>(
  'not-in-mentor-base-yet',
  bilingual('В базе наставников ещё нет такой записи', 'No such entry in the base of mentors yet'),
  ({ command: { data }, state }) =>
    entryFaults(
      state.stage === 'REGISTERED' ? state.mentorBase : [],
      data.effectiveOn,
      ({ category, experience, educationStage }) =>
        category === data.category &&
        sameSet(experience, data.experience) &&
        educationStage === data.educationStage,
    ),
);
const inAlready = (from: string): Violation =>
  fault(
    bilingual(
      `Участник в базе с ${russianDate(from)} с теми же сведениями`,
      `In the base since ${from}, with the same data`,
    ),
    bilingual(
      'Новая запись нужна, только если сведения изменились',
      'A new entry is needed only when data changed',
    ),
  );
const beforeStay = (from: string): Violation =>
  fault(
    bilingual(
      `Дата раньше последней записи в базе (${russianDate(from)})`,
      `Dated before the last record in the base, ${from}`,
    ),
    bilingual('Укажите дату не раньше этой', 'Give a date not before it'),
  );

export const inBase = houseRule<ParticipantFacts<LeaveBase | ConfirmEntry>>(
  'in-base',
  bilingual('Участник состоит в базе', 'The participant is in the base'),
  ({ command: { data }, state }) => {
    if (state.stage === 'UNKNOWN') return [];
    const stays = data.base === 'MENTEE' ? state.menteeBase : state.mentorBase;
    const stay = stays.find(({ until }) => until === undefined);
    if (stay === undefined) {
      return [
        fault(
          data.base === 'MENTEE'
            ? bilingual('Участника нет в базе наставляемых', 'The participant is not in the base of mentees')
            : bilingual('Участника нет в базе наставников', 'The participant is not in the base of mentors'),
          bilingual('Внесите участника в базу', 'Enter the participant into the base'),
          { kind: 'base', subject: data.participantId, detail: { base: data.base } },
        ),
      ];
    }
    return stay.from <= data.effectiveOn ? [] : [beforeStay(stay.from)];
  },
);

/** Members of a pair stand in the bases (invariant 7): the pair is closed or changed by order before its member leaves. */
export const noOpenPair = houseRule<ParticipantFacts<LeaveBase>>(
  'no-open-pair-when-leaving-base',
  bilingual('Участник действующей пары остаётся в базе', 'A member of a pair stays in the base'),
  ({ command: { data }, state }) =>
    state.stage === 'UNKNOWN' || data.reason === 'LEFT_SCHOOL'
      ? []
      : state.pairs
          .filter(({ role, until }) => until === undefined && role === data.base)
          .map(({ pairId }) =>
            fault(
              bilingual('Участник состоит в действующей паре', 'The participant belongs to a pair'),
              bilingual(
                'Сначала завершите пару или замените участника приказом',
                'End the pair or replace the member by order first',
              ),
              { kind: 'pair', subject: pairId },
            ),
          ),
);
