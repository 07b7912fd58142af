/** Consents of one participant: separate documents for participation and for personal data (S62-4.10, S62-4.11). */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ConsentGiver, ConsentPurpose, DataDemand, DataDuty, VaultRef } from '../vocabulary';

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

/** What a withdrawal or a demand obliges the school to, by its last day; `source` is the act that says so. */
export interface Deadline {
  readonly duty: DataDuty;
  readonly by: IsoDate;
  readonly source: string;
}

/** From its effective date the consent no longer covers anything (invariant 11). */
export type ConsentWithdrawn = DomainEvent<
  'ConsentWithdrawn',
  ConsentData & {
    readonly by: ConsentGiver;
    /** Of personal data: absent on older withdrawals, and for participation. */
    readonly deadlines?: readonly Deadline[];
  }
>;

/**
 * A person came of age while consents of the representative stand: the own ones are asked for, until a day (law: S62-4.11-2 speaks of
 * minors, ст. 9 152-ФЗ of the person). What the representative gave covers until then and is not withdrawn by it.
 */
export type OwnConsentRequested = DomainEvent<
  'OwnConsentRequested',
  EventData & {
    readonly participantId: Uuid;
    readonly schoolId: Uuid;
    readonly purposes: readonly ConsentPurpose[];
    readonly answerBy: IsoDate;
  }
>;

interface PersonData extends EventData {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
}
/** 152-FZ art. 21: a person demands something of their data; the clocks run from `effectiveOn`, the day it was received. */
export type DataDemandReceived = DomainEvent<
  'DataDemandReceived',
  PersonData & {
    readonly demandId: Uuid;
    readonly demand: DataDemand;
    readonly deadlines: readonly Deadline[];
  }
>;
/** `sourceId`: the withdrawn consent, or the demand, that the duty comes from. */
export type DataDutyDischarged = DomainEvent<
  'DataDutyDischarged',
  PersonData & { readonly sourceId: Uuid; readonly duty: DataDuty }
>;
/** Put off as far as the law lets it be; `by` is the new last day. */
export type DataDutyPostponed = DomainEvent<
  'DataDutyPostponed',
  PersonData & {
    readonly sourceId: Uuid;
    readonly duty: DataDuty;
    readonly by: IsoDate;
    readonly source: string;
  }
>;
/** Another law has the data kept in spite of a withdrawal, up to a day; then they are to be destroyed. */
export type RetentionGroundRecorded = DomainEvent<
  'RetentionGroundRecorded',
  PersonData & {
    readonly groundId: Uuid;
    /** The act and its article, as a reader would look them up. */
    readonly law: string;
    readonly until: IsoDate;
  }
>;

export type ConsentEvent =
  | ConsentGiven
  | ConsentWithdrawn
  | OwnConsentRequested
  | DataDemandReceived
  | DataDutyDischarged
  | DataDutyPostponed
  | RetentionGroundRecorded;
