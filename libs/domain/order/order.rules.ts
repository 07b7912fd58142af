/** Rules of an order itself: introduced first, legal basis, number, and a content that makes sense. */
import type { Rule, Violation } from '@nastavnik/kernel';
import { bilingual, demanded, fault, houseRule, introducedFirst, repeated, russianDate } from '../vocabulary';
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
        return content.from >= effectiveOn
          ? []
          : [
              fault(
                bilingual(
                  `Наставничество вводится с ${russianDate(content.from)}, раньше даты приказа`,
                  `Mentoring is introduced from ${content.from}, before the date of the order`,
                ),
                bilingual('Сдвиньте дату введения', 'Move the date'),
              ),
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
