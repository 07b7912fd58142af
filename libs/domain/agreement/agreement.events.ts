/** Agreement on mentoring: with mentors from outside (S62-4.14), or what an employee is paid on (KIL-2.1.4). */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { AgreementKind } from '../vocabulary';

interface AgreementData extends EventData {
  readonly agreementId: Uuid;
  readonly schoolId: Uuid;
}

export type AgreementConcluded = DomainEvent<
  'AgreementConcluded',
  AgreementData & {
    /** A cooperation agreement when absent. */
    readonly kind?: AgreementKind;
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
