/** Rules of an order itself: introduced first, legal basis, number, and a content that makes sense. */
import type { Rule, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  INTRODUCTION_PART_RU,
  introducedFirst,
  repeated,
  russianDate,
  type IntroductionPart,
} from '../vocabulary';
import type { IntroductionDetails } from './order.events';
import type { OrderFacts, OrderProfile } from './order';
import { normaliseOrderNumber } from './order-number';

/**
 * Invariant 1. Two orders come before mentoring and are exempt: the one that adopts the regulation and the one that
 * introduces mentoring. Appointments, the school of mentors and everything about pairs come after.
 */
export const introducedUnlessExempt: Rule<OrderProfile, OrderFacts> = {
  ...introducedFirst,
  demandedBy: ({ parameters: { introductionOrder } }, { command }) => {
    const { kind } = command.data.content;
    return demanded(
      introductionOrder,
      introductionOrder.value && kind !== 'REGULATION' && kind !== 'INTRODUCTION',
    );
  },
};

/** Invariant 33: KIL-1.6-04. */
export const legalBasisCited: Rule<OrderProfile, OrderFacts> = {
  name: 'legal-basis-cited',
  invariant: 33,
  title: bilingual('Приказ ссылается на правовое основание', 'An order cites its legal basis'),
  demandedBy: ({ parameters }) => demanded(parameters.legalBasisCited, parameters.legalBasisCited.value),
  violations: ({ command }) =>
    command.data.legalBasis.some((act) => act.trim() !== '')
      ? []
      : [
          fault(
            bilingual('Приказ не ссылается ни на один акт', 'The order cites no act'),
            bilingual(
              'Укажите основание, например положение о наставничестве или 273-ФЗ',
              'Cite the basis, e.g. the regulation on mentoring or 273-FZ',
            ),
            { kind: 'legal-basis' },
          ),
        ],
};

const words = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
const each = <T>(items: readonly T[] | undefined, holds: (item: T) => boolean): boolean =>
  items !== undefined && items.length > 0 && items.every(holds);

const SAYS: { readonly [Part in IntroductionPart]: (details: IntroductionDetails) => boolean } = {
  GROUNDS: ({ grounds }) => words(grounds),
  DATES: ({ until }) => until !== undefined,
  RESPONSIBLES: ({ responsibles }) => each(responsibles, ({ duties }) => words(duties)),
  MONITORING_DATES: ({ monitoring }) => each(monitoring, ({ on }) => on !== ''),
  PLANNED_RESULTS: ({ plannedResults }) => each(plannedResults, words),
};

/** Invariant 2: KIL-2.1.1-01..05. */
export const introductionActWhole: Rule<OrderProfile, OrderFacts> = {
  name: 'introduction-act-whole',
  invariant: 2,
  title: bilingual(
    'Акт о введении наставничества содержит все части',
    'The introduction act has all its parts',
  ),
  demandedBy: ({ parameters: { introductionParts } }, { command }) =>
    demanded(
      introductionParts,
      introductionParts.value.length > 0 && command.data.content.kind === 'INTRODUCTION',
    ),
  violations: ({ command }, { parameters }) => {
    const { content } = command.data;
    if (content.kind !== 'INTRODUCTION') return [];
    const absent = parameters.introductionParts.value.filter((part) => !SAYS[part](content));
    return absent.length === 0
      ? []
      : [
          fault(
            bilingual(
              `В акте о введении нет частей: ${absent.map((part) => INTRODUCTION_PART_RU[part]).join('; ')}`,
              `The introduction act lacks parts: ${absent.join(', ')}`,
            ),
            bilingual('Дополните приказ', 'Complete the order'),
            ...absent.map((part) => ({ kind: 'introduction-part', detail: { part } })),
          ),
        ];
  },
};

export const ofThisSchool = houseRule<OrderFacts>(
  'order-of-this-school',
  bilingual('Приказ издаёт эта школа', 'The order is of this school'),
  ({ command, evidence }) =>
    command.data.schoolId === evidence.school.schoolId
      ? []
      : [
          fault(
            bilingual('Приказ относится к другой школе', 'The order belongs to another school'),
            bilingual('Издайте приказ в своей школе', 'Issue it in its own school'),
            { kind: 'school', subject: command.data.schoolId },
          ),
        ],
);

export const numberGiven = houseRule<OrderFacts>(
  'order-number-given',
  bilingual('Номер приказа указан', 'The order has a number'),
  ({ command }) =>
    normaliseOrderNumber(command.data.number) !== ''
      ? []
      : [
          fault(
            bilingual('Номер приказа пуст', 'The number is empty'),
            bilingual('Укажите номер, например 78-Д', 'Give a number, e.g. 78-Д'),
            { kind: 'order-number' },
          ),
        ],
);

const empty = (ru: string, en: string): Violation =>
  fault(bilingual(ru, en), bilingual('Дополните содержание приказа', 'Complete the content'), {
    kind: 'content',
  });
const twice = (ids: readonly string[]): readonly Violation[] =>
  [...new Set(repeated(ids))].map((id) =>
    fault(
      bilingual('Пара названа в приказе дважды', 'A pair is named twice'),
      bilingual('Уберите повтор', 'Remove the double'),
      { kind: 'pair', subject: id },
    ),
  );

/** An order decides something, once for each whom it concerns. Whether it is possible, the aggregates it reaches say. */
export const contentComplete = houseRule<OrderFacts>(
  'order-content-complete',
  bilingual('Содержание приказа полно', 'The content of the order is complete'),
  ({ command }) => {
    const { content, effectiveOn } = command.data;
    switch (content.kind) {
      case 'REGULATION':
        return content.title.trim() === ''
          ? [empty('Не названо утверждаемое положение', 'The regulation is not named')]
          : [];
      case 'INTRODUCTION':
        return [
          ...(content.until === undefined || content.from <= content.until
            ? []
            : [
                fault(
                  bilingual(
                    'Наставничество вводится на срок, который кончается раньше, чем начинается',
                    'The term of mentoring ends before it begins',
                  ),
                  bilingual('Исправьте срок', 'Mend the term'),
                ),
              ]),
          ...(content.from >= effectiveOn
            ? []
            : [
                fault(
                  bilingual(
                    `Наставничество вводится с ${russianDate(content.from)}, раньше даты приказа`,
                    `Mentoring is introduced from ${content.from}, before the date of the order`,
                  ),
                  bilingual('Сдвиньте дату введения', 'Move the date'),
                ),
              ]),
        ];
      case 'APPOINTMENT':
        return content.coordinatorId === undefined && content.curators.length === 0
          ? [empty('Приказ никого не назначает', 'The order appoints nobody')]
          : [];
      case 'MENTOR_SCHOOL':
        return content.programmes.length === 0 || content.programmes.some((title) => title.trim() === '')
          ? [empty('Не названы программы Школы наставников', 'No programmes are named')]
          : [];
      case 'PAIRS':
        return [
          ...(content.pairs.length === 0 ? [empty('Приказ не называет пар', 'The order names no pair')] : []),
          ...twice(content.pairs.map(({ pairId }) => pairId)),
          ...content.pairs
            .filter(({ from, until }) => from > until)
            .map(({ pairId }) =>
              fault(
                bilingual(
                  'Срок пары кончается раньше, чем начинается',
                  'The term of a pair ends before it begins',
                ),
                bilingual('Исправьте срок', 'Mend the term'),
                { kind: 'term', subject: pairId },
              ),
            ),
        ];
      case 'PAIR_CHANGE':
        return content.leavingId === content.joiningId
          ? [
              fault(
                bilingual('Участник заменяется самим собой', 'A member is replaced by themself'),
                bilingual('Назовите другого', 'Name another'),
                { kind: 'participant', subject: content.joiningId },
              ),
            ]
          : [];
      case 'PAIR_END':
        return [
          ...(content.pairs.length === 0 ? [empty('Приказ не называет пар', 'The order names no pair')] : []),
          ...twice(content.pairs.map(({ pairId }) => pairId)),
        ];
      case 'FINAL_EVENT':
        return [];
    }
  },
);
