/** Cooperation agreement with a mentor from outside, without pay (S62-4.14). */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';

interface AgreementData extends EventData {
  readonly agreementId: Uuid;
  readonly schoolId: Uuid;
}

export type AgreementConcluded = DomainEvent<
  'AgreementConcluded',
  AgreementData & {
    readonly number: string;
    readonly mentorIds: readonly Uuid[];
    readonly gratuitous: boolean;
    readonly from: IsoDate;
    /** Last day; open when absent. */
    readonly until?: IsoDate;
  }
>;

/** Ends on `effectiveOn`, that day included. */
export type AgreementTerminated = DomainEvent<
  'AgreementTerminated',
  AgreementData & { readonly reason: 'MUTUAL' | 'MENTOR_INITIATIVE' | 'SCHOOL_INITIATIVE' }
>;

export type AgreementEvent = AgreementConcluded | AgreementTerminated;
