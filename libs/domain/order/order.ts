/** Order of the director. Its own rules are few; each effect is judged by the aggregate it goes to, before the order is accepted. */
import {
  isRefusal,
  refusal,
  unreachable,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Reason,
  type Refusal,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  notInFuture,
  refuse,
  type IntroductionPart,
  type OrderKind,
  type OrderRegister,
  type ProfileSlice,
  type Setting,
} from '../vocabulary';
import type { OrderContent, OrderEvent } from './order.events';
import { normaliseOrderNumber } from './order-number';
import {
  contentComplete,
  introductionActWhole,
  introducedUnlessExempt,
  legalBasisCited,
  numberGiven,
  ofThisSchool,
} from './order.rules';

export { normaliseOrderNumber, orderNumberKey } from './order-number';

// Commands and evidence

interface OfOrder {
  /** Derived from school, register, year and number, so that a number cannot be used twice. */
  readonly orderId: Uuid;
  readonly schoolId: Uuid;
  /** Date on the order. */
  readonly effectiveOn: IsoDate;
}
export type IssueOrder = Command<
  'IssueOrder',
  OfOrder & {
    readonly number: string;
    readonly register: OrderRegister;
    readonly legalBasis: readonly string[];
    readonly content: OrderContent;
  }
>;
/** Written by the process manager when an effect is refused on arrival. */
export type RefuseEffect = Command<
  'RefuseEffect',
  OfOrder & { readonly target: string; readonly reasons: readonly Reason[] }
>;
export type OrderCommand = IssueOrder | RefuseEffect;

export type OrderProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly legalBasisCited: Setting<boolean>;
  readonly introductionParts: Setting<readonly IntroductionPart[]>;
}>;

export interface OrderEvidence {
  readonly profile: OrderProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  /** What each aggregate the order reaches would answer to its effect. */
  readonly effects: readonly { readonly target: string; readonly refusal?: Refusal }[];
}

// State

export type OrderState =
  | { readonly stage: 'NOT_ISSUED' }
  | {
      readonly stage: 'ISSUED';
      readonly orderId: Uuid;
      readonly schoolId: Uuid;
      readonly kind: OrderKind;
      readonly number: string;
      readonly register: OrderRegister;
      readonly issuedOn: IsoDate;
      /** Streams whose effect was refused on arrival. */
      readonly refusedTargets: readonly string[];
    };

const evolve = (state: OrderState, event: OrderEvent): OrderState => {
  switch (event.type) {
    case 'OrderIssued': {
      const { orderId, schoolId, content, number, register, issuedOn } = event.data;
      return {
        stage: 'ISSUED',
        orderId,
        schoolId,
        kind: content.kind,
        number,
        register,
        issuedOn,
        refusedTargets: [],
      };
    }
    case 'OrderEffectRefused':
      return state.stage === 'NOT_ISSUED'
        ? state
        : { ...state, refusedTargets: [...state.refusedTargets, event.data.target] };
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of an order look at. */
export interface OrderFacts {
  readonly command: IssueOrder;
  readonly evidence: OrderEvidence;
}

/** Reasons why effects are impossible, each saying at which stream. */
const effectReasons = (effects: OrderEvidence['effects']): readonly Reason[] =>
  effects.flatMap(({ target, refusal: refused }) =>
    (refused?.reasons ?? []).map((reason) => ({
      ...reason,
      missing: [
        { kind: 'effect', subject: target },
        ...reason.missing.map((one) => ({ ...one, detail: { ...one.detail, target } })),
      ],
    })),
  );

const issue = (command: IssueOrder, evidence: OrderEvidence): Decision<OrderEvent> => {
  const basis = examine(
    evidence.profile,
    {
      law: [introducedUnlessExempt, legalBasisCited, introductionActWhole],
      house: [notInFuture, ofThisSchool, numberGiven, contentComplete],
    },
    { command, evidence },
    { effects: evidence.effects.map(({ target }) => target) },
  );
  const effects = effectReasons(evidence.effects);
  if (isRefusal(basis)) return refusal(...basis.reasons, ...effects);
  if (effects.length > 0) return refusal(...effects);
  const { effectiveOn, number, legalBasis } = command.data;
  return [
    {
      type: 'OrderIssued',
      data: {
        ...command.data,
        number: normaliseOrderNumber(number),
        legalBasis: legalBasis.map((act) => act.trim()).filter((act) => act !== ''),
        issuedOn: effectiveOn,
        basis,
      },
    },
  ];
};

/** Issues an order, once each of its effects is possible; records an effect that was refused on arrival. */
export const order: Decider<OrderState, OrderCommand, OrderEvent, OrderEvidence> = {
  initial: { stage: 'NOT_ISSUED' },
  evolve,
  decide: (command, state, evidence) => {
    switch (command.type) {
      case 'IssueOrder':
        return state.stage === 'NOT_ISSUED' ? issue(command, evidence) : numberTaken(command);
      case 'RefuseEffect':
        if (state.stage === 'NOT_ISSUED') return notIssued(command);
        return state.refusedTargets.includes(command.data.target)
          ? []
          : [{ type: 'OrderEffectRefused', data: { ...command.data, basis: { rules: [], evidence: {} } } }];
      default:
        return unreachable(command);
    }
  },
};

const numberTaken = ({ data }: IssueOrder): Refusal =>
  refuse(
    'order-number-unique',
    fault(
      bilingual(
        `Приказ № ${normaliseOrderNumber(data.number)} в этом журнале за ${data.effectiveOn.slice(0, 4)} год уже есть`,
        `There is an order ${normaliseOrderNumber(data.number)} in this register of ${data.effectiveOn.slice(0, 4)}`,
      ),
      bilingual('Проверьте номер, журнал и дату', 'Check the number, the register and the date'),
      { kind: 'order-number', subject: data.orderId },
    ),
  );
const notIssued = ({ data }: RefuseEffect): Refusal =>
  refuse(
    'order-issued',
    fault(
      bilingual('Приказ не издан', 'The order has not been issued'),
      bilingual('Издайте приказ', 'Issue the order'),
      { kind: 'order', subject: data.orderId },
    ),
  );
