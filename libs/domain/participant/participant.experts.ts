/** Rules of the unified base of mentors and experts (SEV-IV-7, SEV-V-2.1). */
import type { Rule } from '@nastavnik/kernel';
import { bilingual, demanded, fault, houseRule, repeated, russianDate } from '../vocabulary';
import type {
  ListAsExpert,
  ParticipantFacts,
  ParticipantProfile,
  RemoveExpertEntry,
  UpdateExpertEntry,
} from './participant';

/** SEV-IV-7a: the municipality develops the form and the ways of filling the base, then the collection begins. */
export const expertFormFirst: Rule<ParticipantProfile, ParticipantFacts<ListAsExpert | UpdateExpertEntry>> = {
  name: 'expert-base-form-first',
  title: bilingual(
    'Форма базы утверждена до её наполнения',
    'The form of the base is approved before it is filled',
  ),
  demandedBy: ({ parameters: { expertBaseForm } }) => demanded(expertBaseForm, expertBaseForm.value),
  violations: ({ evidence, command: { data } }) =>
    evidence.expertBaseForm !== undefined && evidence.expertBaseForm.approvedOn <= data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              'Муниципалитет не утвердил форму базы наставников и экспертов',
              'The municipality has approved no form of the base',
            ),
            bilingual('Сначала муниципалитет утверждает форму', 'The municipality approves the form first'),
            { kind: 'expert-base-form' },
          ),
        ],
};

/** Grown-ups help grown-ups: the base is for the deficits of pedagogues. */
export const mayBeExpert = houseRule<ParticipantFacts<ListAsExpert>>(
  'expert-is-no-student',
  bilingual('Эксперт — не обучающийся', 'An expert is no student'),
  ({ person, command: { data } }) =>
    person.kind !== 'STUDENT'
      ? []
      : [
          fault(
            bilingual('Обучающегося не вносят в базу экспертов', 'A student is not listed as an expert'),
            bilingual('Внесите педагога или специалиста', 'List a pedagogue or a specialist'),
            { kind: 'participant', subject: data.participantId },
          ),
        ],
);

/** SEV-IV-7c: found by area, for a deficit. */
export const expertNamed = houseRule<ParticipantFacts<ListAsExpert | UpdateExpertEntry>>(
  'expert-areas-and-deficits-named',
  bilingual('Области и дефициты названы', 'Areas and deficits are named'),
  ({ command: { data } }) => [
    ...(
      [
        ['area', data.areas],
        ['deficit', data.deficits],
      ] as const
    ).flatMap(([kind, values]) =>
      values.some((value) => value.trim() !== '')
        ? []
        : [
            fault(
              kind === 'area'
                ? bilingual('Не указана образовательная область', 'No educational area is given')
                : bilingual('Не указано, какие дефициты восполняет эксперт', 'No deficit is given'),
              bilingual('Укажите хотя бы одно значение', 'Give one at least'),
              { kind, subject: data.participantId },
            ),
          ],
    ),
    ...[...new Set([...repeated(data.areas), ...repeated(data.deficits)])].map((value) =>
      fault(
        bilingual('Значение указано дважды', 'A value is given twice'),
        bilingual('Уберите повтор', 'Remove the double'),
        { kind: 'value', detail: { value } },
      ),
    ),
  ],
);

export const notListedYet = houseRule<ParticipantFacts<ListAsExpert>>(
  'expert-listed-once',
  bilingual('В базе экспертов ещё нет этой записи', 'The base has no such entry yet'),
  ({ command: { data }, state }) => {
    const last = state.stage === 'UNKNOWN' ? undefined : state.expertBase.at(-1);
    if (last === undefined || (last.until !== undefined && last.until <= data.effectiveOn)) return [];
    return [
      last.until === undefined
        ? fault(
            bilingual('Участник уже в базе экспертов', 'The participant is listed already'),
            bilingual('Обновите запись', 'Update the entry'),
            { kind: 'expert-entry', subject: data.participantId },
          )
        : fault(
            bilingual(
              `Прежняя запись действовала до ${russianDate(last.until)}`,
              `The former entry ended on ${last.until}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
    ];
  },
);

export const expertListed = houseRule<ParticipantFacts<UpdateExpertEntry | RemoveExpertEntry>>(
  'expert-listed',
  bilingual('Участник состоит в базе экспертов', 'The participant is listed as an expert'),
  ({ command: { data }, state }) => {
    const entry =
      state.stage === 'UNKNOWN' ? undefined : state.expertBase.find(({ until }) => until === undefined);
    if (entry === undefined) {
      return [
        fault(
          bilingual('Участника нет в базе экспертов', 'The participant is not listed'),
          bilingual('Сначала внесите его', 'List the person first'),
          { kind: 'expert-entry', subject: data.participantId },
        ),
      ];
    }
    return data.effectiveOn >= entry.updatedOn
      ? []
      : [
          fault(
            bilingual(
              `Запись обновлена ${russianDate(entry.updatedOn)}, позже этой даты`,
              `The entry was updated on ${entry.updatedOn}, after that day`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ];
  },
);
