/**
 * Monitoring of an organisation: of a municipality over its schools, or of one school by itself (IZO-4.1-08, KIL-6.2-6, SEV-IV-3).
 * Opened, submitted by each school, consolidated, analysed, sent upward.
 */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  AcknowledgementOutcome,
  CampaignKind,
  Computed,
  CountValue,
  DeficitType,
  EnteredField,
  Indicator,
  IndicatorSetDefinition,
  Measure,
  MonitoringActor,
  MonitoringRecipient,
  ReferenceValue,
  SubmissionFault,
  VaultRef,
} from '../vocabulary';

interface CampaignData extends EventData {
  readonly campaignId: Uuid;
  /** Whose campaign it is; of a submission too. */
  readonly organisationId: Uuid;
}

/** What is asked for, the same of every school; another set has another version. */
export interface IndicatorSet {
  readonly version: number;
  readonly indicators: readonly Indicator[];
  /** Sets that the campaign was opened on, whole: what becomes of them later changes nothing here. */
  readonly sets?: readonly IndicatorSetDefinition[];
}

/** One value of a school, under the code of an indicator. */
export interface Figure {
  readonly indicator: string;
  readonly part?: string;
  readonly value: Measure;
}
/** A figure that was not stated but counted: out of which list, and at which position of the log, so that it can be counted again. */
export interface CountedFigure extends Figure {
  readonly countedFrom: { readonly list: string; readonly position: string };
}
/** Figures of all accepted submissions together; levels are counted, not averaged. */
export interface Total {
  readonly indicator: string;
  readonly part?: string;
  readonly schools: number;
  readonly value:
    | Exclude<Measure, { readonly kind: 'LEVEL' }>
    | { readonly kind: 'LEVELS'; readonly count: { readonly [level: string]: number } };
  /** Where a document sets a least percentage (SEV-I-1). */
  readonly target?: { readonly atLeastPercent: number; readonly met: boolean };
}

/** What was counted for a school out of the log, and how far and as of which day: counted again so, it is the same. */
export interface SchoolCounts {
  /** Last position of the log that was looked at. */
  readonly position: string;
  readonly on: IsoDate;
  readonly values: readonly CountValue[];
}
/** An indicator over all accepted submissions: of sums, never a mean of ratios. */
export interface ComputedTotal extends Computed {
  readonly schools: number;
  readonly target?: { readonly atLeast: number; readonly met: boolean | null };
}

export type CampaignOpened = DomainEvent<
  'CampaignOpened',
  CampaignData & {
    readonly kind: CampaignKind;
    readonly year: number;
    /** Days on which figures are due, both included. */
    readonly window: { readonly from: IsoDate; readonly until: IsoDate };
    /** The day that figures tell about. */
    readonly snapshotOn: IsoDate;
    readonly indicatorSet: IndicatorSet;
    readonly schoolIds: readonly Uuid[];
    /** Asked for beside the calendar (SEV-RM-M4a). */
    readonly onRequest: boolean;
    readonly orderId?: Uuid;
  }
>;
/** `version` counts the submissions of one school from 1. */
export type MonitoringSubmitted = DomainEvent<
  'MonitoringSubmitted',
  CampaignData & {
    readonly schoolId: Uuid;
    readonly version: number;
    readonly late: boolean;
    readonly counted: readonly CountedFigure[];
    readonly stated: readonly Figure[];
    /** Where the campaign has sets: what the school entered, what was counted for it, the statistics used, and what came of them. */
    readonly entered?: readonly EnteredField[];
    readonly counts?: SchoolCounts;
    readonly references?: readonly ReferenceValue[];
    readonly computed?: readonly Computed[];
    /** Risks and whatever else is said in words. */
    readonly note?: VaultRef;
  }
>;
export type SubmissionReturned = DomainEvent<
  'SubmissionReturned',
  CampaignData & {
    readonly schoolId: Uuid;
    readonly version: number;
    readonly faults: readonly { readonly indicator: string; readonly fault: SubmissionFault }[];
    readonly note?: VaultRef;
  }
>;
export type SubmissionAccepted = DomainEvent<
  'SubmissionAccepted',
  CampaignData & { readonly schoolId: Uuid; readonly version: number }
>;
/** IZO-4.3-03: a school whose figures are overdue is asked for them, once, and has until a new day. */
export type SchoolReminded = DomainEvent<
  'SchoolReminded',
  CampaignData & {
    readonly schoolId: Uuid;
    /** Of the submission that was returned; 0 where nothing was submitted. */
    readonly version: number;
    readonly until: IsoDate;
  }
>;
/** SEV-IV-3, IZO-4.3-03: summed up; whoever did not submit is named. */
export type CampaignConsolidated = DomainEvent<
  'CampaignConsolidated',
  CampaignData & {
    readonly year: number;
    readonly accepted: readonly { readonly schoolId: Uuid; readonly version: number }[];
    readonly missing: readonly Uuid[];
    readonly totals: readonly Total[];
    readonly computed?: readonly ComputedTotal[];
    /** Statistics that the totals rest on. */
    readonly references?: readonly ReferenceValue[];
  }
>;

/** SEV-III-4: how many were found, and what follows. */
export interface Deficit {
  readonly type: DeficitType;
  readonly found: number;
}
/** Addressed to one organisation; `answers` the deficits it is a measure against. */
export interface Recommendation {
  readonly organisationId: Uuid;
  readonly measure: string;
  readonly answers: readonly DeficitType[];
}
/** SEV-IV-6, SEV-RM-F2. */
export type CampaignAnalysed = DomainEvent<
  'CampaignAnalysed',
  CampaignData & {
    readonly year: number;
    readonly deficits: readonly Deficit[];
    readonly needs: readonly string[];
    readonly problemZones: readonly string[];
    readonly recommendations: readonly Recommendation[];
    readonly bestPractices: readonly string[];
    /** Who took part beside the one who acted (MR-MO-10). */
    readonly contributors: readonly MonitoringActor[];
  }
>;
/** IZO-4.1-07, KIL-1.1-02. */
export type CampaignSent = DomainEvent<
  'CampaignSent',
  CampaignData & {
    readonly year: number;
    readonly recipient: MonitoringRecipient;
    /** The report as a file: SHA-256 of its bytes in lower-case hexadecimal. */
    readonly file?: { readonly sha256: string };
  }
>;
export type CampaignReceiptConfirmed = DomainEvent<
  'CampaignReceiptConfirmed',
  CampaignData & { readonly recipient: MonitoringRecipient; readonly reference?: string }
>;

/** What the recipient's system answers to a report that was sent: taken over under a number of its own, or refused with a reason. */
export type ReportAcknowledged = DomainEvent<
  'ReportAcknowledged',
  CampaignData & {
    readonly recipient: MonitoringRecipient;
    readonly sha256: string;
    readonly outcome: AcknowledgementOutcome;
    readonly number?: string;
    readonly reason?: string;
  }
>;

export type CampaignEvent =
  | CampaignOpened
  | MonitoringSubmitted
  | SubmissionReturned
  | SubmissionAccepted
  | SchoolReminded
  | CampaignConsolidated
  | CampaignAnalysed
  | CampaignSent
  | CampaignReceiptConfirmed
  | ReportAcknowledged;
