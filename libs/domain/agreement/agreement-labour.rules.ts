/** Art. 351.8 of the Labour Code: an employee mentors on a contract that says how, and either side gives it up by notice in time. */
import { isIsoDate, type Rule } from '@nastavnik/kernel';
import {
  addWorkingDays,
  bilingual,
  fault,
  houseRule,
  LEGAL_TERMS,
  lawInForce,
  russianDate,
} from '../vocabulary';
import type { ConclusionFacts, TerminationFacts } from './agreement';

const { employeeMentoringTerms, refusalNoticeWorkingDays } = LEGAL_TERMS;

const PARTS_RU = {
  CONSENT: 'письменное согласие работника, данное не позже соглашения',
  CONTENT: 'содержание работы',
  FORM: 'форма',
  TERM: 'срок',
  PAY: 'размер и условия оплаты',
} as const;

const absentParts = ({ data }: ConclusionFacts['command']): readonly (keyof typeof PARTS_RU)[] => {
  const { terms, until, effectiveOn } = data;
  const said = (words: string | undefined): boolean => (words ?? '').trim() !== '';
  const stated: { readonly [Part in keyof typeof PARTS_RU]: boolean } = {
    CONSENT: terms !== undefined && isIsoDate(terms.consentedOn) && terms.consentedOn <= effectiveOn,
    CONTENT: said(terms?.content),
    FORM: said(terms?.form),
    TERM: until !== undefined,
    PAY: terms !== undefined && !data.gratuitous,
  };
  return (Object.keys(stated) as (keyof typeof PARTS_RU)[]).filter((part) => !stated[part]);
};

/** An addendum states content, term, form and pay, with one employee, who has consented in writing. */
export const termsStated: Rule<unknown, ConclusionFacts> = houseRule<ConclusionFacts>(
  'addendum-states-mentoring-terms',
  bilingual('Соглашение с работником называет условия наставничества', 'The addendum states the terms'),
  ({ command }) => {
    const { kind, effectiveOn, mentorIds } = command.data;
    if (kind !== 'CONTRACT_ADDENDUM' || !lawInForce(employeeMentoringTerms, effectiveOn)) return [];
    const absent = absentParts(command);
    return [
      ...(absent.length === 0
        ? []
        : [
            fault(
              bilingual(
                `Соглашение не называет: ${absent.map((part) => PARTS_RU[part]).join('; ')} (${employeeMentoringTerms.source})`,
                `The addendum lacks: ${absent.join(', ')} (art. 351.8 of the Labour Code)`,
              ),
              bilingual('Дополните соглашение', 'Complete the addendum'),
              ...absent.map((part) => ({ kind: 'addendum-part', detail: { part } })),
            ),
          ]),
      ...(mentorIds.length <= 1
        ? []
        : [
            fault(
              bilingual(
                'Дополнительное соглашение заключают с каждым работником отдельно',
                'An addendum is concluded with each employee separately',
              ),
              bilingual('Заключите отдельные соглашения', 'Conclude separate addenda'),
              { kind: 'mentor' },
            ),
          ]),
    ];
  },
);

/** Notice is given of what an employee's contract says; other agreements are terminated. */
export const employeeAddendum = houseRule<TerminationFacts>(
  'notice-of-addendum',
  bilingual('Уведомляют об отказе от соглашения с работником', 'Notice concerns an addendum'),
  ({ agreement }) =>
    agreement.kind === 'CONTRACT_ADDENDUM'
      ? []
      : [
          fault(
            bilingual(
              'Это не соглашение к трудовому договору',
              'This is no addendum to an employment contract',
            ),
            bilingual('Расторгните договор', 'Terminate the agreement'),
            { kind: 'agreement', subject: agreement.agreementId },
          ),
        ],
);

/** Either side: no earlier than so many working days after the notice, by the production calendar. */
export const noticeInTime = houseRule<TerminationFacts>(
  'refusal-notice-in-time',
  bilingual('Об отказе предупреждают заранее', 'Notice is given in time'),
  ({ command, agreement }) => {
    if (command.type !== 'RefuseMentoring') return [];
    const { effectiveOn, until } = command.data;
    const days = lawInForce(refusalNoticeWorkingDays, effectiveOn) ? refusalNoticeWorkingDays.value : 0;
    const earliest = addWorkingDays(effectiveOn, days);
    if (earliest === undefined) {
      return [
        fault(
          bilingual(
            `Производственного календаря на дни после ${russianDate(effectiveOn)} нет: срок предупреждения не сосчитать`,
            `There is no production calendar for the days after ${effectiveOn}: the notice cannot be counted`,
          ),
          bilingual('Дополните производственный календарь', 'Add the year to the production calendar'),
          { kind: 'production-calendar', detail: { after: effectiveOn } },
        ),
      ];
    }
    return [
      ...(until >= earliest
        ? []
        : [
            fault(
              bilingual(
                `Последний день не раньше ${russianDate(earliest)}: предупреждают за ${days} рабочих дня (${refusalNoticeWorkingDays.source})`,
                `The last day is no earlier than ${earliest}: ${days} working days of notice`,
              ),
              bilingual('Сдвиньте последний день', 'Move the last day'),
              { kind: 'notice', detail: { earliest, workingDays: days } },
            ),
          ]),
      ...(agreement.until === undefined || until <= agreement.until
        ? []
        : [
            fault(
              bilingual(
                `Соглашение и так действует по ${russianDate(agreement.until)}`,
                `The addendum ends on ${agreement.until} anyway`,
              ),
              bilingual('Укажите день внутри срока', 'Give a day within the term'),
              { kind: 'term', subject: agreement.agreementId },
            ),
          ]),
    ];
  },
);

/** What one side ends alone, it ends by notice; both together end an addendum on any day. */
export const oneSidedByNotice = houseRule<TerminationFacts>(
  'one-sided-end-by-notice',
  bilingual('Одна сторона отказывается с предупреждением', 'One side ends by notice'),
  ({ command, agreement }) =>
    command.type !== 'TerminateAgreement' ||
    agreement.kind !== 'CONTRACT_ADDENDUM' ||
    command.data.reason === 'MUTUAL' ||
    !lawInForce(refusalNoticeWorkingDays, command.data.effectiveOn)
      ? []
      : [
          fault(
            bilingual(
              `Досрочный отказ одной стороны требует предупреждения (${refusalNoticeWorkingDays.source})`,
              'One side ends early only after a notice (art. 351.8 of the Labour Code)',
            ),
            bilingual('Запишите уведомление об отказе', 'Record the notice of refusal'),
            { kind: 'notice', subject: agreement.agreementId },
          ),
        ],
);
