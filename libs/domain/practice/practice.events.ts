/** Practice: a practice, programme, methodical material or collection in the bank of an organisation, from submission to publication. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type { Form, PracticeKind, PracticeLevel, PracticeReviewer, VaultRef } from '../vocabulary';

interface PracticeData extends EventData {
  readonly practiceId: Uuid;
  /** Whose bank it stands in: a school's or a municipality's. */
  readonly organisationId: Uuid;
}

/** What was handed in: where to read it, or the fingerprint of the file, or both. */
export interface PracticeText {
  /** An http or https address. */
  readonly link?: string;
  /** SHA-256 of the file, hex. */
  readonly hash?: string;
}

/** What a bank says of a practice (R7, R8). Titles and topics are plain data and name nobody. */
export interface PracticeCard {
  readonly kind: PracticeKind;
  readonly title: string;
  /** Participants; their names stand in the vault. */
  readonly authorIds: readonly Uuid[];
  readonly form?: Form;
  readonly level: PracticeLevel;
  /** By what the bank is systematised: areas, deficits, themes. */
  readonly topics: readonly string[];
  readonly text: PracticeText;
  /** Of a collection: what it brings together. */
  readonly partIds?: readonly Uuid[];
}

/** S62-3.2-7, KIL-6.2-7, IZO-4.1-10. */
export type PracticeSubmitted = DomainEvent<'PracticeSubmitted', PracticeData & PracticeCard>;

/** IZO-4.3-01: a municipality takes what its school has accepted into a bank of its own. */
export type PracticeIdentified = DomainEvent<
  'PracticeIdentified',
  PracticeData & PracticeCard & { readonly source: { readonly practiceId: Uuid; readonly schoolId: Uuid } }
>;

export type PracticeReviewed = DomainEvent<
  'PracticeReviewed',
  PracticeData & { readonly reviewer: PracticeReviewer } & (
      | { readonly outcome: 'ACCEPTED' }
      /** The reasons stand in the vault. */
      | { readonly outcome: 'RETURNED'; readonly reasons: VaultRef }
    )
>;
/** Improved after it was returned; looked at anew. */
export type PracticeRevised = DomainEvent<'PracticeRevised', PracticeData & { readonly text: PracticeText }>;
/** IZO-4.3-01: chosen among the accepted to be spread. */
export type PracticeSelected = DomainEvent<'PracticeSelected', PracticeData>;
/** Placed on the organisation's site, as a material of its section. */
export type PracticePublished = DomainEvent<
  'PracticePublished',
  PracticeData & {
    readonly materialId: Uuid;
    /** Authors named there: those who agreed to it (152-FZ art. 10.1). */
    readonly namedIds: readonly Uuid[];
  }
>;
export const WITHDRAWALS = ['AUTHOR_WISH', 'OUTDATED', 'ENTERED_BY_MISTAKE'] as const;
export type PracticeWithdrawn = DomainEvent<
  'PracticeWithdrawn',
  PracticeData & { readonly reason: (typeof WITHDRAWALS)[number] }
>;

export type PracticeEvent =
  | PracticeSubmitted
  | PracticeIdentified
  | PracticeReviewed
  | PracticeRevised
  | PracticeSelected
  | PracticePublished
  | PracticeWithdrawn;
