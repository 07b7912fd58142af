/** Order of a school's director or of a municipality: the source of appointments and of every pair's legal life. Its effects are carried to other streams. */
import type { DomainEvent, EventData, IsoDate, Reason, Uuid } from '@nastavnik/kernel';
import type {
  Approval,
  Form,
  OrderRegister,
  PairRole,
  RegulationAnnex,
  StatedEndReason,
  VaultRef,
} from '../vocabulary';

/** What an order decides, by kind (S62-12-01..08). */
export type OrderContent =
  | {
      readonly kind: 'REGULATION';
      readonly title: string;
      /** KIL-2.1.5: what stands in its annexes. */
      readonly annexes?: readonly RegulationAnnex[];
    }
  | ({ readonly kind: 'INTRODUCTION'; readonly from: IsoDate } & IntroductionDetails)
  | {
      readonly kind: 'APPOINTMENT';
      readonly coordinatorId?: Uuid;
      readonly curators: readonly { readonly personId: Uuid; readonly form: Form | 'ALL' }[];
    }
  | { readonly kind: 'MENTOR_SCHOOL'; readonly programmes: readonly string[] }
  | {
      readonly kind: 'PAIRS';
      readonly pairs: readonly { readonly pairId: Uuid; readonly from: IsoDate; readonly until: IsoDate }[];
    }
  | {
      readonly kind: 'PAIR_CHANGE';
      /** A group may change several of its members, each on a day of its own. */
      readonly pairs: readonly {
        readonly pairId: Uuid;
        readonly role: PairRole;
        readonly leavingId: Uuid;
        readonly joiningId: Uuid;
        /** Last day of the one and first day of the other: a same-day hand-over is legal. */
        readonly on: IsoDate;
      }[];
    }
  | {
      readonly kind: 'PAIR_END';
      readonly pairs: readonly {
        readonly pairId: Uuid;
        readonly reason: StatedEndReason;
        readonly on: IsoDate;
      }[];
    }
  /** New last days, from the date of the order on. */
  | {
      readonly kind: 'PAIR_PROLONGATION';
      readonly pairs: readonly { readonly pairId: Uuid; readonly until: IsoDate }[];
    }
  /** New wording of an earlier order. */
  | { readonly kind: 'AMENDMENT'; readonly orderId: Uuid; readonly changes: string }
  /** An earlier order is no longer in force. */
  | { readonly kind: 'CANCELLATION'; readonly orderId: Uuid; readonly reason: string }
  | { readonly kind: 'FINAL_EVENT'; readonly on: IsoDate }
  | {
      readonly kind: Approval;
      readonly title: string;
      /** People the order names, with what it charges them with. */
      readonly people?: readonly { readonly personId: Uuid; readonly duties?: string }[];
    };

/** KIL-2.1.1-01..05: the five parts of an introduction act; the first day stands beside them. */
export interface IntroductionDetails {
  readonly grounds?: string;
  /** Last day of the model. */
  readonly until?: IsoDate;
  readonly responsibles?: readonly { readonly personId: Uuid; readonly duties: string }[];
  readonly monitoring?: readonly { readonly on: IsoDate }[];
  readonly plannedResults?: readonly string[];
}

/** Who signed, as under the order: `И.о. директора`; the name, where it is given, stands in the vault. */
export interface Signatory {
  readonly position: string;
  readonly name?: VaultRef;
}

interface OrderData extends EventData {
  readonly orderId: Uuid;
  /** Whose order it is: a school or a municipality. */
  readonly organisationId: Uuid;
}

export type OrderIssued = DomainEvent<
  'OrderIssued',
  OrderData & {
    /** Free text: `78-Д`, `26/1`; unique within organisation, register and year. */
    readonly number: string;
    readonly register: OrderRegister;
    /** Date on the order; equals `effectiveOn`. */
    readonly issuedOn: IsoDate;
    /** Acts the order rests on, as cited in it: `273-ФЗ`, `Р-145` (invariant 33). */
    readonly legalBasis: readonly string[];
    readonly content: OrderContent;
    readonly signatory?: Signatory;
  }
>;

/** An effect that was possible when the order was signed and no longer was when it arrived: shown, never lost. */
export type OrderEffectRefused = DomainEvent<
  'OrderEffectRefused',
  OrderData & { readonly target: string; readonly reasons: readonly Reason[] }
>;

/** By a later order of kind AMENDMENT, `by`. */
export type OrderAmended = DomainEvent<
  'OrderAmended',
  OrderData & { readonly by: Uuid; readonly changes: string }
>;

/** By a later order of kind CANCELLATION, `by`: from `effectiveOn` on nothing rests on this one. */
export type OrderCancelled = DomainEvent<
  'OrderCancelled',
  OrderData & { readonly by: Uuid; readonly reason: string }
>;

export type OrderEvent = OrderIssued | OrderEffectRefused | OrderAmended | OrderCancelled;
