/** An incentive of one participant, from the nomination to the decision (S62-11, MR-F, KIL-3.3–3.6, SEV-I-2); measures a municipality defines. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type { AwardKind, AwardLevel, BadgeGround, PairRole } from '../vocabulary';

interface AwardData extends EventData {
  /** Of the award, or of the measure. */
  readonly awardId: Uuid;
  readonly organisationId: Uuid;
}
interface RecipientData extends AwardData {
  readonly recipientId: Uuid;
  readonly role: PairRole;
  readonly kind: AwardKind;
}

/** IZO-4.2-03: what the municipality stimulates effective mentors by. */
export type MeasureDefined = DomainEvent<
  'MeasureDefined',
  AwardData & { readonly title: string; readonly material: boolean }
>;
export type AwardNominated = DomainEvent<
  'AwardNominated',
  RecipientData & {
    readonly level: AwardLevel;
    /** Name of the contest, where it is one. */
    readonly contest?: string;
    /** Of the state badge. */
    readonly grounds?: readonly BadgeGround[];
    /** The municipality's measure. */
    readonly measureId?: Uuid;
    /** Days of mentoring by then, as the log has them; of mentors. */
    readonly mentoringDays?: number;
  }
>;
/** To whoever above decides: an authority, the jury of a contest. */
export type AwardPresented = DomainEvent<'AwardPresented', RecipientData & { readonly to: string }>;
export type AwardGranted = DomainEvent<
  'AwardGranted',
  RecipientData & {
    readonly orderId?: Uuid;
    /** Where it was published (MR-F-05, KIL-3.3-03). */
    readonly publishedAt?: string;
  }
>;
export type AwardDeclined = DomainEvent<'AwardDeclined', RecipientData>;

export type AwardEvent = MeasureDefined | AwardNominated | AwardPresented | AwardGranted | AwardDeclined;
