/**
 * What a school is asked to consider: a complaint about a mentor, shown, explained, decided (S62-8-02, S62-8-03); a proposal to the
 * administration (S62-8-01, S62-10-01, S62-11-10); a dispute in a pair, arbitrated by the council (MR-MO-11, KIL-6.3.1-08).
 */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type { DisputeSubject, PairRole, ProposalTopic, VaultRef } from '../vocabulary';

interface AppealData extends EventData {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
}

interface ComplaintData extends AppealData {
  readonly mentorId: Uuid;
}
export type ComplaintRegistered = DomainEvent<
  'ComplaintRegistered',
  ComplaintData & { readonly pairId?: Uuid; readonly text: VaultRef }
>;
export type ComplaintDisclosed = DomainEvent<'ComplaintDisclosed', ComplaintData>;
/** Either the explanation or the mentor's refusal to give one. */
export type ExplanationRecorded = DomainEvent<
  'ExplanationRecorded',
  ComplaintData & ({ readonly given: true; readonly text: VaultRef } | { readonly given: false })
>;
export type ComplaintClosed = DomainEvent<
  'ComplaintClosed',
  ComplaintData & { readonly decision: 'UPHELD' | 'PARTLY_UPHELD' | 'DISMISSED'; readonly text?: VaultRef }
>;

export type ProposalSubmitted = DomainEvent<
  'ProposalSubmitted',
  AppealData & {
    readonly authorId: Uuid;
    readonly role: PairRole;
    readonly topic: ProposalTopic;
    readonly text: VaultRef;
  }
>;
export type ProposalConsidered = DomainEvent<
  'ProposalConsidered',
  AppealData & { readonly decision: 'ACCEPTED' | 'PARTLY_ACCEPTED' | 'DECLINED' }
>;
export type ProposalAnswered = DomainEvent<'ProposalAnswered', AppealData & { readonly text: VaultRef }>;

export type DisputeRaised = DomainEvent<
  'DisputeRaised',
  AppealData & {
    readonly raisedById: Uuid;
    readonly role: PairRole;
    readonly pairId: Uuid;
    readonly subject: DisputeSubject;
    readonly text: VaultRef;
  }
>;
export type DisputeResolved = DomainEvent<
  'DisputeResolved',
  AppealData & {
    readonly outcome: 'SETTLED' | 'NOT_SETTLED';
    /** The session of the council that arbitrated it, where one did. */
    readonly arbitration?: Arbitration;
    readonly text?: VaultRef;
  }
>;
export interface Arbitration {
  readonly [name: string]: string | number;
  readonly councilId: Uuid;
  readonly session: number;
}

export type AppealEvent =
  | ComplaintRegistered
  | ComplaintDisclosed
  | ExplanationRecorded
  | ComplaintClosed
  | ProposalSubmitted
  | ProposalConsidered
  | ProposalAnswered
  | DisputeRaised
  | DisputeResolved;
