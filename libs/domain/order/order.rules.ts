/** Rules of an order itself: introduced first, legal basis, number, and a content that makes sense. */
import type { Rule, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  INTRODUCTION_PART_RU,
  REGULATION_ANNEX_RU,
  introducedAtSchool,
  ORDER_KIND_RU,
  repeated,
  russianDate,
  type IntroductionPart,
  type OrderKind,
} from '../vocabulary';
import type { IntroductionDetails } from './order.events';
import type { OrderFacts, OrderProfile } from './order';
import { normaliseOrderNumber } from './order-number';

/** The documents that mentoring is introduced with; a change of an order is judged where the order is. */
const BEFORE_INTRODUCTION: ReadonlySet<OrderKind> = new Set<OrderKind>([
  'REGULATION',
  'INTRODUCTION',
  'ROADMAP',
  'PROGRAMME',
  'TARGET_MODEL',
  'AMENDMENT',
  'CANCELLATION',
]);

/**
 * Invariant 1. The documents of the model, and the order that introduces it, come before mentoring and are exempt; so is a
 * municipality, which introduces nothing in itself. Everything else comes after.
 */
export const introducedUnlessExempt: Rule<OrderProfile, OrderFacts> = {
  ...introducedAtSchool,
  demandedBy: (profile, facts) =>
    BEFORE_INTRODUCTION.has(facts.command.data.content.kind)
      ? undefined
      : introducedAtSchool.demandedBy(profile, facts),
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

/** KIL-2.1.5: the order approves the regulation and the roadmap, each in an annex. */
export const annexesOfRegulation: Rule<OrderProfile, OrderFacts> = {
  name: 'regulation-order-annexes',
  title: bilingual(
    'У приказа об утверждении положения есть все приложения',
    'The order that approves the regulation has all its annexes',
  ),
  demandedBy: ({ parameters: { regulationAnnexes } }, { command }) =>
    demanded(
      regulationAnnexes,
      regulationAnnexes.value.length > 0 && command.data.content.kind === 'REGULATION',
    ),
  violations: ({ command: { data } }, { parameters }) => {
    const annexes = data.content.kind === 'REGULATION' ? (data.content.annexes ?? []) : [];
    const absent = parameters.regulationAnnexes.value.filter((annex) => !annexes.includes(annex));
    return absent.length === 0
      ? []
      : [
          fault(
            bilingual(
              `К приказу не приложены: ${absent.map((annex) => REGULATION_ANNEX_RU[annex]).join(', ')}`,
              `The order lacks its annexes: ${absent.join(', ')}`,
            ),
            bilingual(
              'Приложите документы и укажите их в приказе',
              'Annex the documents and name them in the order',
            ),
            ...absent.map((annex) => ({ kind: 'annex', detail: { annex } })),
          ),
        ];
  },
};

const OF_A_SCHOOL: ReadonlySet<OrderKind> = new Set<OrderKind>([
  'INTRODUCTION',
  'APPOINTMENT',
  'MENTOR_SCHOOL',
  'PAIRS',
  'PAIR_CHANGE',
  'PAIR_PROLONGATION',
  'PAIR_END',
]);

/** A municipality introduces, appoints and pairs nobody: its schools do, by orders of their own. */
export const kindOfLevel = houseRule<OrderFacts>(
  'order-kind-of-level',
  bilingual('Такой приказ издаёт школа', 'An order of this kind is for a school to issue'),
  ({ command, evidence }) =>
    evidence.organisation?.level !== 'MUNICIPALITY' || !OF_A_SCHOOL.has(command.data.content.kind)
      ? []
      : [
          fault(
            bilingual(
              `Муниципалитет не издаёт приказ ${ORDER_KIND_RU[command.data.content.kind]}`,
              `A municipality issues no order of kind ${command.data.content.kind}`,
            ),
            bilingual('Издайте приказ в школе', 'Issue the order at the school'),
            { kind: 'organisation', detail: { level: 'SCHOOL' } },
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
        return [
          ...(content.pairs.length === 0 ? [empty('Приказ не называет пар', 'The order names no pair')] : []),
          ...twice(content.pairs.map(({ pairId, leavingId }) => `${pairId}/${leavingId}`)),
          ...content.pairs
            .filter(({ leavingId, joiningId }) => leavingId === joiningId)
            .map(({ joiningId }) =>
              fault(
                bilingual('Участник заменяется самим собой', 'A member is replaced by themself'),
                bilingual('Назовите другого', 'Name another'),
                { kind: 'participant', subject: joiningId },
              ),
            ),
        ];
      case 'PAIR_PROLONGATION':
      case 'PAIR_END':
        return [
          ...(content.pairs.length === 0 ? [empty('Приказ не называет пар', 'The order names no pair')] : []),
          ...twice(content.pairs.map(({ pairId }) => pairId)),
        ];
      case 'AMENDMENT':
        return content.changes.trim() === ''
          ? [empty('Не сказано, что изменяется', 'What is changed is not said')]
          : [];
      case 'CANCELLATION':
        return content.reason.trim() === ''
          ? [empty('Не сказано, почему приказ отменяется', 'Why the order is cancelled is not said')]
          : [];
      case 'FINAL_EVENT':
        return [];
      default:
        return content.title.trim() === ''
          ? [empty('Не названо, что утверждает или решает приказ', 'What the order approves is not named')]
          : [];
    }
  },
);
