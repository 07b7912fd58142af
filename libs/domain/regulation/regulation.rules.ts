/**
 * Contradictions of a regulation with itself, each a named check. What could never be kept is refused; what is odd but can be
 * lived with is stored as a warning. Judged on what the document itself states: silence may be filled by the municipality.
 */
import type { Rule } from '@nastavnik/kernel';
import { bilingual, fault, FORM_RU, type Form } from '../vocabulary';
import type { ParameterName, Parameters } from './parameters';
import type { OwnParameters } from './profile';

type Said = <Name extends ParameterName>(name: Name) => Parameters[Name] | undefined;

export interface Contradiction {
  /** Kebab case, unique: `planning-meeting-left-out`. */
  readonly name: string;
  /** The parameters that contradict each other. */
  readonly of: readonly ParameterName[];
  readonly outcome: 'WARNING' | 'REFUSAL';
  /** What contradicts what; `undefined` when nothing does. */
  readonly finds: (said: Said) => { readonly ru: string; readonly en: string } | undefined;
}

const check = (
  name: string,
  outcome: Contradiction['outcome'],
  of: readonly ParameterName[],
  holds: (said: Said) => boolean,
  ru: string,
  en: string,
): Contradiction => ({ name, outcome, of, finds: (said) => (holds(said) ? { ru, en } : undefined) });

/** Forms named by a parameter that a closed list of forms leaves out. */
const formsLeftOut = (
  name: string,
  parameter: ParameterName,
  named: (said: Said) => readonly string[],
  ru: string,
): Contradiction => ({
  name,
  outcome: 'WARNING',
  of: ['forms', parameter],
  finds: (said) => {
    const forms = said('forms');
    if (forms === undefined || forms.open) return undefined;
    const outside = named(said).filter((form) => !forms.codes.some((code) => code === form)) as Form[];
    return outside.length === 0
      ? undefined
      : {
          ru: `${ru} названы формы, которых положение не предусматривает: ${outside.map((form) => FORM_RU[form]).join(', ')}.`,
          en: `${parameter} names forms that are not provided for: ${outside.join(', ')}.`,
        };
  },
});

/** Forms with a student on one side. */
const STUDENT_FORMS: readonly Form[] = [
  'STUDENT_STUDENT',
  'TEACHER_STUDENT',
  'EMPLOYER_STUDENT',
  'STUDENT_PUPIL',
];
const isClosed = (forms: Parameters['forms'] | undefined): forms is Parameters['forms'] =>
  forms !== undefined && !forms.open;
const withoutStudents = (said: Said): boolean => said('participantScope')?.includes('STUDENT') === false;

/** Sequences prescribed for some form; empty ones prescribe nothing. */
const sequences = (said: Said) => {
  const value = said('meetingSequence') ?? [];
  const all = 'general' in value ? [value.general, ...Object.values(value.byForm)] : [value];
  return all.filter((sequence) => sequence.length > 0);
};

export const CONTRADICTIONS: readonly Contradiction[] = [
  check(
    'someone-takes-part',
    'REFUSAL',
    ['participantScope'],
    (said) => said('participantScope')?.length === 0,
    'Положение не допускает к участию никого.',
    'The regulation lets nobody take part.',
  ),
  check(
    'someone-mentors',
    'REFUSAL',
    ['mentorCategories'],
    (said) => said('mentorCategories')?.length === 0,
    'Положение не называет ни одной категории наставников.',
    'The regulation names no category of mentors.',
  ),
  check(
    'some-form-enabled',
    'REFUSAL',
    ['forms'],
    (said) => isClosed(said('forms')) && said('forms')?.codes.length === 0,
    'Перечень форм пуст и закрыт: ни одну пару создать нельзя.',
    'The list of forms is empty and closed: no pair can be formed.',
  ),
  check(
    'forms-within-scope',
    'REFUSAL',
    ['forms', 'participantScope'],
    (said) => {
      const forms = said('forms');
      return (
        withoutStudents(said) &&
        isClosed(forms) &&
        forms.codes.length > 0 &&
        forms.codes.every((form) => STUDENT_FORMS.includes(form))
      );
    },
    'Все формы — с участием обучающихся, а положение на обучающихся не распространяется.',
    'Every form has students in it, and the regulation does not cover students.',
  ),
  check(
    'model-period-stated',
    'REFUSAL',
    ['pairTerm', 'modelPeriod'],
    (said) => said('pairTerm') === 'MODEL_PERIOD' && said('modelPeriod') === null,
    'Срок пары ограничен периодом действия модели, а такого периода, по этому же положению, нет.',
    'The term of a pair is the period of the model, and the same regulation has no such period.',
  ),
  check(
    'monitoring-has-actors',
    'REFUSAL',
    ['monitoringSchedule', 'monitoringActors'],
    (said) => {
      const actors = said('monitoringActors') ?? [];
      return (
        (said('monitoringSchedule')?.perPair.length ?? 0) > 0 &&
        actors.length > 0 &&
        actors.every((actor) => actor === 'COUNCIL' || actor === 'MUNICIPALITY')
      );
    },
    'Мониторинг каждой пары обязателен, а проводить его в паре некому: ни куратора, ни наставника, ни организации среди исполнителей нет.',
    'Every pair has to be monitored, and none of those named does acts of a pair.',
  ),
  check(
    'network-form-for-young-specialists',
    'REFUSAL',
    ['networkMentorForYoungSpecialist', 'forms'],
    (said) => {
      const forms = said('forms');
      return (
        said('networkMentorForYoungSpecialist') === true &&
        isClosed(forms) &&
        !forms.codes.includes('NETWORK')
      );
    },
    'Молодому специалисту нужен сетевой наставник, а сетевой формы положение не предусматривает.',
    'A young specialist needs a network mentor, and the network form is not provided for.',
  ),
  check(
    'monitoring-actors-stated',
    'WARNING',
    ['monitoringSchedule', 'monitoringActors'],
    (said) => (said('monitoringSchedule')?.perPair.length ?? 0) > 0 && said('monitoringActors')?.length === 0,
    'Мониторинг каждой пары обязателен, а кто его проводит, положение не называет: проводить сможет любой.',
    'Every pair has to be monitored, and nobody is named to do it.',
  ),
  check(
    'model-period-known',
    'WARNING',
    ['pairTerm', 'modelPeriod'],
    (said) => said('pairTerm') === 'MODEL_PERIOD' && said('modelPeriod') === undefined,
    'Срок пары ограничен периодом действия модели, а сам период в положении не назван.',
    'The term of a pair is the period of the model, which the regulation does not state.',
  ),
  check(
    'planning-meeting-left-out',
    'WARNING',
    ['meetingSequence', 'meetingCount'],
    (said) =>
      said('meetingCount') === 'PAIR_DECIDES' &&
      sequences(said).some((sequence) => !sequence.includes('PLANNING')),
    'Число встреч пара определяет на встрече-планировании, а в порядке встреч её нет: определить число негде.',
    'The pair sets the number of meetings at planning, and there is no planning meeting in the sequence.',
  ),
  check(
    'external-mentors-to-agree-with',
    'WARNING',
    ['externalMentorAgreement', 'mentorCategories'],
    (said) =>
      said('externalMentorAgreement') === 'REQUIRED' &&
      (said('mentorCategories')?.every((category) => category === 'STUDENT' || category === 'PEDAGOGUE') ??
        false),
    'Договор с наставником из внешней среды обязателен, а категорий наставников из внешней среды положение не называет.',
    'An agreement with mentors from outside is required, and no category from outside is named.',
  ),
  check(
    'gratuitous-agreement-exists',
    'WARNING',
    ['externalMentorAgreement', 'externalMentorGratuitous'],
    (said) => said('externalMentorAgreement') === 'NONE' && said('externalMentorGratuitous') === true,
    'Договор с внешним наставником должен быть безвозмездным, а самого договора положение не требует.',
    'The agreement is to be without pay, and no agreement is asked for.',
  ),
  check(
    'some-forms-within-scope',
    'WARNING',
    ['forms', 'participantScope'],
    (said) => {
      const codes = said('forms')?.codes ?? [];
      return (
        withoutStudents(said) &&
        codes.some((form) => STUDENT_FORMS.includes(form)) &&
        !codes.every((form) => STUDENT_FORMS.includes(form))
      );
    },
    'Среди форм есть формы с участием обучающихся, а положение на обучающихся не распространяется.',
    'Some forms have students in them, and the regulation does not cover students.',
  ),
  check(
    'student-age-within-scope',
    'WARNING',
    ['studentMinAge', 'participantScope'],
    (said) => withoutStudents(said) && (said('studentMinAge') ?? null) !== null,
    'Назван возраст обучающихся, а положение на обучающихся не распространяется.',
    'An age of students is stated, and the regulation does not cover students.',
  ),
  check(
    'cross-organisation-forms-named',
    'WARNING',
    ['crossOrgPairs'],
    (said) => said('crossOrgPairs')?.policy === 'BY_FORM' && said('crossOrgPairs')?.forms.length === 0,
    'Пары из разных организаций допускаются по формам, а ни одна форма не названа: это запрет.',
    'Pairs across organisations are allowed by form, and no form is named: that is a ban.',
  ),
  check(
    'order-to-refresh',
    'WARNING',
    ['pairOrder', 'pairOrderRefreshPerYear'],
    (said) => said('pairOrder') === false && (said('pairOrderRefreshPerYear') ?? null) !== null,
    'Приказ о парах должен обновляться, а самого приказа положение не требует.',
    'The order on pairs is to be refreshed, and no order is asked for.',
  ),
  formsLeftOut(
    'role-models-of-enabled-forms',
    'roleModels',
    (said) => Object.keys(said('roleModels') ?? {}),
    'В ролевых моделях',
  ),
  formsLeftOut(
    'cardinality-of-enabled-forms',
    'cardinality',
    (said) => Object.keys(said('cardinality')?.byForm ?? {}),
    'В составе пар и групп',
  ),
  formsLeftOut(
    'cross-organisation-forms-enabled',
    'crossOrgPairs',
    (said) => said('crossOrgPairs')?.forms ?? [],
    'Среди форм для пар из разных организаций',
  ),
];

const saidBy =
  (parameters: OwnParameters): Said =>
  (name) =>
    parameters[name]?.value;

/** Contradictions that can be lived with, as a reader of the regulation sees them. */
export const warningsOf = (parameters: OwnParameters): readonly string[] =>
  CONTRADICTIONS.filter(({ outcome }) => outcome === 'WARNING').flatMap(({ finds }) => {
    const found = finds(saidBy(parameters));
    return found === undefined ? [] : [found.ru];
  });

/**
 * Contradictions that are refused, as rules.
 * @param parametersOf what the regulation would say after the act; `undefined` where its values have no right shape
 */
export const consistent = <Facts>(
  parametersOf: (facts: Facts) => OwnParameters | undefined,
): readonly Rule<unknown, Facts>[] =>
  CONTRADICTIONS.filter(({ outcome }) => outcome === 'REFUSAL').map(({ name, of, finds }) => ({
    name,
    title: bilingual('Положение не противоречит себе', 'The regulation does not contradict itself'),
    demandedBy: (_profile, facts) => {
      const parameters = parametersOf(facts) ?? {};
      return of.flatMap((parameter) => parameters[parameter]?.clauses ?? []);
    },
    violations: (facts) => {
      const parameters = parametersOf(facts);
      const found = parameters === undefined ? undefined : finds(saidBy(parameters));
      return found === undefined
        ? []
        : [
            fault(
              found,
              bilingual('Согласуйте значения параметров', 'Make the values agree'),
              ...of.map((parameter) => ({ kind: 'parameter', subject: parameter })),
            ),
          ];
    },
  }));
