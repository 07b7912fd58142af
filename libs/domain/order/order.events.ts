/** Order of the director: the source of appointments and of every pair's legal life. Its effects are carried to other streams. */
import type { DomainEvent, EventData, IsoDate, Reason, Uuid } from '@nastavnik/kernel';
import type { EndReason, Form, OrderRegister, PairRole } from '../vocabulary';

/** What an order decides, by kind (S62-12-01..08). */
export type OrderContent =
  | { readonly kind: 'REGULATION'; readonly title: string }
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
      readonly pairId: Uuid;
      readonly role: PairRole;
      readonly leavingId: Uuid;
      readonly joiningId: Uuid;
      /** Last day of the one and first day of the other: a same-day hand-over is legal. */
      readonly on: IsoDate;
    }
  | {
      readonly kind: 'PAIR_END';
      readonly pairs: readonly { readonly pairId: Uuid; readonly reason: EndReason; readonly on: IsoDate }[];
    }
  | { readonly kind: 'FINAL_EVENT'; readonly on: IsoDate };

/** KIL-2.1.1-01..05: the five parts of an introduction act; the first day stands beside them. */
export interface IntroductionDetails {
  readonly grounds?: string;
  /** Last day of the model. */
  readonly until?: IsoDate;
  readonly responsibles?: readonly { readonly personId: Uuid; readonly duties: string }[];
  readonly monitoring?: readonly { readonly on: IsoDate }[];
  readonly plannedResults?: readonly string[];
}

interface OrderData extends EventData {
  readonly orderId: Uuid;
  readonly schoolId: Uuid;
}

export type OrderIssued = DomainEvent<
  'OrderIssued',
  OrderData & {
    /** Free text: `78-Д`, `26/1`; unique within school, register and year. */
    readonly number: string;
    readonly register: OrderRegister;
    /** Date on the order; equals `effectiveOn`. */
    readonly issuedOn: IsoDate;
    /** Acts the order rests on, as cited in it: `273-ФЗ`, `Р-145` (invariant 33). */
    readonly legalBasis: readonly string[];
    readonly content: OrderContent;
  }
>;

/** An effect that was possible when the order was signed and no longer was when it arrived: shown, never lost. */
export type OrderEffectRefused = DomainEvent<
  'OrderEffectRefused',
  OrderData & { readonly target: string; readonly reasons: readonly Reason[] }
>;

export type OrderEvent = OrderIssued | OrderEffectRefused;
