/** Order of the director. Its own rules are few; each effect is judged by the aggregate it goes to, before the order is accepted. */
import type { Command, IsoDate, Reason, Refusal, Uuid } from '@nastavnik/kernel';
import type { OrderRegister, ProfileSlice, Setting } from '../vocabulary';
import type { OrderContent } from './order.events';

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
}>;

export interface OrderEvidence {
  readonly profile: OrderProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  /** What each aggregate the order reaches would answer to its effect. */
  readonly effects: readonly { readonly target: string; readonly refusal?: Refusal }[];
}
