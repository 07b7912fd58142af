/** Complaint about a mentor: shown to the mentor, explained, then decided (S62-8-02, S62-8-03). */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type { VaultRef } from '../vocabulary';

interface AppealData extends EventData {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  readonly mentorId: Uuid;
}

export type ComplaintRegistered = DomainEvent<
  'ComplaintRegistered',
  AppealData & { readonly pairId?: Uuid; readonly text: VaultRef }
>;
export type ComplaintDisclosed = DomainEvent<'ComplaintDisclosed', AppealData>;
/** Either the explanation or the mentor's refusal to give one. */
export type ExplanationRecorded = DomainEvent<
  'ExplanationRecorded',
  AppealData & ({ readonly given: true; readonly text: VaultRef } | { readonly given: false })
>;
export type ComplaintClosed = DomainEvent<
  'ComplaintClosed',
  AppealData & { readonly decision: 'UPHELD' | 'PARTLY_UPHELD' | 'DISMISSED'; readonly text?: VaultRef }
>;

export type AppealEvent = ComplaintRegistered | ComplaintDisclosed | ExplanationRecorded | ComplaintClosed;
