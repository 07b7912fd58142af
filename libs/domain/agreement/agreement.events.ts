/** Agreement on mentoring: with mentors from outside (S62-4.14), or what an employee is paid on (KIL-2.1.4). */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { AgreementKind, VaultRef } from '../vocabulary';

interface AgreementData extends EventData {
  readonly agreementId: Uuid;
  readonly schoolId: Uuid;
}

/** What art. 351.8 of the Labour Code has a contract with an employee say of mentoring, beside its term; and the consent before it. */
export interface MentoringTerms {
  readonly content: string;
  readonly form: string;
  /** Amount and conditions of pay; in the vault. */
  readonly pay: VaultRef;
  /** Day of the employee's written consent. */
  readonly consentedOn: IsoDate;
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
    readonly terms?: MentoringTerms;
  }
>;

/** Ends on `effectiveOn`, that day included. */
export type AgreementTerminated = DomainEvent<
  'AgreementTerminated',
  AgreementData & { readonly reason: 'MUTUAL' | 'MENTOR_INITIATIVE' | 'SCHOOL_INITIATIVE' }
>;

/** Art. 351.8: either side gives mentoring up by notice, `effectiveOn`; `until` is the last day. */
export type MentoringRefused = DomainEvent<
  'MentoringRefused',
  AgreementData & { readonly by: 'MENTOR' | 'SCHOOL'; readonly until: IsoDate }
>;

export type AgreementEvent = AgreementConcluded | AgreementTerminated | MentoringRefused;
