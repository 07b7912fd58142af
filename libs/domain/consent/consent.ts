/** Consents of one participant: given by the adult, by the representative of a minor; withdrawn. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ConsentGiver, ConsentPurpose, PairRole, ProfileSlice, Setting, VaultRef } from '../vocabulary';

interface OfConsent {
  readonly consentId: Uuid;
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type GiveConsent = Command<
  'GiveConsent',
  OfConsent & {
    readonly purpose: ConsentPurpose;
    readonly by: ConsentGiver;
    readonly written: boolean;
    readonly textHash: string;
    readonly representative?: VaultRef;
    readonly validUntil?: IsoDate;
  }
>;
export type WithdrawConsent = Command<'WithdrawConsent', OfConsent & { readonly by: ConsentGiver }>;
export type ConsentCommand = GiveConsent | WithdrawConsent;

export type ConsentProfile = ProfileSlice<{
  readonly participationConsent: Setting<'NONE' | 'ANY' | 'WRITTEN'>;
  readonly personalDataConsent: Setting<boolean>;
  readonly minorConsentRoles: Setting<readonly PairRole[]>;
}>;

export interface ConsentEvidence {
  readonly profile: ConsentProfile;
  readonly today: IsoDate;
  /** Whether the participant is registered in this school. */
  readonly participantKnown: boolean;
  /** Full years on the date of the document, from the vault. */
  readonly age?: number;
}
