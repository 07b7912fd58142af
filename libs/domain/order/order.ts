/** Order of an organisation. Its own rules are few; each effect is judged by the aggregate it goes to, before the order is accepted. */
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
  examineHouse,
  fault,
  notInFuture,
  organisationKnown,
  refuse,
  type IntroductionPart,
  type RegulationAnnex,
  type OfOrganisation,
  type OrderKind,
  type OrderRegister,
  type OrganisationEvidence,
  type ProfileSlice,
  type Setting,
} from '../vocabulary';
import type { OrderContent, OrderEvent, Signatory } from './order.events';
import { normaliseOrderNumber } from './order-number';
import { changeable, changedByOrder, ofThisOrganisation, stillInForce } from './order-changes.rules';
import {
  contentComplete,
  introductionActWhole,
  annexesOfRegulation,
  introducedUnlessExempt,
  legalBasisCited,
  kindOfLevel,
  numberGiven,
} from './order.rules';

export { normaliseOrderNumber, orderNumberKey } from './order-number';

// Commands and evidence

interface OfOrder extends OfOrganisation {
  /** Derived from organisation, register, year and number, so that a number cannot be used twice. */
  readonly orderId: Uuid;
}
/** `effectiveOn` is the date on the order. */
export type IssueOrder = Command<
  'IssueOrder',
  OfOrder & {
    readonly number: string;
    readonly register: OrderRegister;
    readonly legalBasis: readonly string[];
    readonly content: OrderContent;
    readonly signatory?: Signatory;
  }
>;
/** Written by the process manager when an effect is refused on arrival. */
export type RefuseEffect = Command<
  'RefuseEffect',
  OfOrder & { readonly target: string; readonly reasons: readonly Reason[] }
>;
/** Carried from an order of kind AMENDMENT, to the order it amends. */
export type AmendOrder = Command<'AmendOrder', OfOrder & { readonly by: Uuid; readonly changes: string }>;
/** Carried from an order of kind CANCELLATION, to the order it cancels. */
export type CancelOrder = Command<'CancelOrder', OfOrder & { readonly by: Uuid; readonly reason: string }>;
export type OrderCommand = IssueOrder | RefuseEffect | AmendOrder | CancelOrder;

export type OrderProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly legalBasisCited: Setting<boolean>;
  readonly introductionParts: Setting<readonly IntroductionPart[]>;
  readonly regulationAnnexes: Setting<readonly RegulationAnnex[]>;
}>;

export interface OrderEvidence extends OrganisationEvidence<OrderProfile> {
  /** What each aggregate the order reaches would answer to its effect. */
  readonly effects: readonly { readonly target: string; readonly refusal?: Refusal }[];
}

/** Pairs an order decides about, each once. */
export const pairsIn = (content: OrderContent): readonly Uuid[] =>
  'pairs' in content ? [...new Set(content.pairs.map(({ pairId }) => pairId))] : [];

// State

export interface IssuedOrder {
  readonly stage: 'ISSUED';
  readonly orderId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: OrderKind;
  readonly number: string;
  readonly register: OrderRegister;
  readonly issuedOn: IsoDate;
  /** Streams whose effect was refused on arrival. */
  readonly refusedTargets: readonly string[];
  /** Orders that amended this one. */
  readonly amendedBy: readonly Uuid[];
  readonly cancelled?: { readonly by: Uuid; readonly on: IsoDate };
}
export type OrderState = { readonly stage: 'NOT_ISSUED' } | IssuedOrder;

const evolve = (state: OrderState, event: OrderEvent): OrderState => {
  switch (event.type) {
    case 'OrderIssued': {
      const { orderId, organisationId, content, number, register, issuedOn } = event.data;
      return {
        stage: 'ISSUED',
        orderId,
        organisationId,
        kind: content.kind,
        number,
        register,
        issuedOn,
        refusedTargets: [],
        amendedBy: [],
      };
    }
    case 'OrderEffectRefused':
      return state.stage === 'NOT_ISSUED'
        ? state
        : { ...state, refusedTargets: [...state.refusedTargets, event.data.target] };
    case 'OrderAmended':
      return state.stage === 'NOT_ISSUED'
        ? state
        : { ...state, amendedBy: [...state.amendedBy, event.data.by] };
    case 'OrderCancelled': {
      const { by, effectiveOn } = event.data;
      return state.stage === 'NOT_ISSUED' ? state : { ...state, cancelled: { by, on: effectiveOn } };
    }
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
      law: [introducedUnlessExempt, legalBasisCited, introductionActWhole, annexesOfRegulation],
      house: [notInFuture, organisationKnown, kindOfLevel, numberGiven, contentComplete],
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

const change = (
  command: AmendOrder | CancelOrder,
  state: OrderState,
  evidence: OrderEvidence,
): Decision<OrderEvent> => {
  if (state.stage === 'NOT_ISSUED') return notIssued(command);
  const { orderId, organisationId, effectiveOn, by } = command.data;
  if (state.cancelled?.by === by || state.amendedBy.includes(by)) return [];
  const basis = examineHouse(
    [notInFuture, ofThisOrganisation, changedByOrder, stillInForce, changeable],
    { command, state, evidence },
    { orderId: by },
  );
  if (isRefusal(basis)) return basis;
  const said = { orderId, organisationId, effectiveOn, by, basis };
  return [
    command.type === 'AmendOrder'
      ? { type: 'OrderAmended', data: { ...said, changes: command.data.changes } }
      : { type: 'OrderCancelled', data: { ...said, reason: command.data.reason } },
  ];
};

/** Issues an order, once each of its effects is possible; records an effect that was refused on arrival; is amended and cancelled by later orders. */
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
      case 'AmendOrder':
      case 'CancelOrder':
        return change(command, state, evidence);
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
const notIssued = ({ data }: Exclude<OrderCommand, IssueOrder>): Refusal =>
  refuse(
    'order-issued',
    fault(
      bilingual('Приказ не издан', 'The order has not been issued'),
      bilingual('Издайте приказ', 'Issue the order'),
      { kind: 'order', subject: data.orderId },
    ),
  );
