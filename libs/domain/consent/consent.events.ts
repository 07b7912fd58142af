/** Consents of one participant: separate documents for participation and for personal data (S62-4.10, S62-4.11). */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ConsentGiver, ConsentPurpose, VaultRef } from '../vocabulary';

interface ConsentData extends EventData {
  readonly consentId: Uuid;
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly purpose: ConsentPurpose;
}

/** `effectiveOn` is the date on the document. */
export type ConsentGiven = DomainEvent<
  'ConsentGiven',
  ConsentData & {
    readonly by: ConsentGiver;
    readonly written: boolean;
    /** SHA-256 of the text that was shown, hex. */
    readonly textHash: string;
    /** Who the representative is and on what authority; in the vault. Present exactly when a representative consents. */
    readonly representative?: VaultRef;
    /** Last day of validity; open when absent. */
    readonly validUntil?: IsoDate;
  }
>;

/** From its effective date the consent no longer covers anything (invariant 11). */
export type ConsentWithdrawn = DomainEvent<'ConsentWithdrawn', ConsentData & { readonly by: ConsentGiver }>;

export type ConsentEvent = ConsentGiven | ConsentWithdrawn;
