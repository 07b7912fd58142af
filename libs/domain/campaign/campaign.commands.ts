/** What is asked of a campaign, by which regulation and on which evidence, and how far it has come. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  AcknowledgementOutcome,
  AnalysisPart,
  CampaignKind,
  CountValue,
  DeficitType,
  EnteredField,
  Indicator,
  IndicatorSetDefinition,
  IndicatorSetRef,
  MonitoringActor,
  MonitoringAspect,
  MonitoringKind,
  MonitoringRecipient,
  OfOrganisation,
  OrganisationEvidence,
  ProfileSlice,
  ReferenceValue,
  Setting,
  SubmissionFault,
  VaultRef,
} from '../vocabulary';
import type {
  CampaignOpened,
  CountedFigure,
  Deficit,
  Figure,
  Recommendation,
  SchoolCounts,
} from './campaign.events';

interface OfCampaign extends OfOrganisation {
  readonly campaignId: Uuid;
}
export type OpenCampaign = Command<
  'OpenCampaign',
  OfCampaign & {
    readonly kind: CampaignKind;
    readonly year: number;
    readonly window: { readonly from: IsoDate; readonly until: IsoDate };
    readonly snapshotOn: IsoDate;
    /** Of the organisation's own beside those that its regulation names. */
    readonly criteria: readonly Indicator[];
    readonly setVersion: number;
    /** Sets with computed indicators: built in, or adopted by the organisation or its municipality. */
    readonly sets?: readonly IndicatorSetRef[];
    /** Of a municipality; a school's own campaign is about itself. */
    readonly schoolIds: readonly Uuid[];
    readonly onRequest: boolean;
    readonly orderId?: Uuid;
  }
>;
/** `organisationId` is the school that submits. */
export type SubmitMonitoring = Command<
  'SubmitMonitoring',
  OfCampaign & {
    readonly counted: readonly CountedFigure[];
    readonly stated: readonly Figure[];
    readonly entered?: readonly EnteredField[];
    readonly note?: VaultRef;
  }
>;
interface OfSubmission extends OfCampaign {
  readonly schoolId: Uuid;
  readonly version: number;
}
export type ReturnSubmission = Command<
  'ReturnSubmission',
  OfSubmission & {
    readonly faults: readonly { readonly indicator: string; readonly fault: SubmissionFault }[];
    readonly note?: VaultRef;
  }
>;
/** Every school that is overdue and was not reminded of that yet. */
export type RemindSchools = Command<'RemindSchools', OfCampaign & { readonly until: IsoDate }>;
export type AcceptSubmission = Command<'AcceptSubmission', OfSubmission>;
export type ConsolidateCampaign = Command<'ConsolidateCampaign', OfCampaign>;
export type AnalyseCampaign = Command<
  'AnalyseCampaign',
  OfCampaign & {
    readonly deficits: readonly Deficit[];
    readonly needs: readonly string[];
    readonly problemZones: readonly string[];
    readonly recommendations: readonly Recommendation[];
    readonly bestPractices: readonly string[];
    readonly contributors: readonly MonitoringActor[];
  }
>;
export type SendCampaign = Command<'SendCampaign', OfCampaign & { readonly recipient: MonitoringRecipient }>;
export type ConfirmReceipt = Command<
  'ConfirmReceipt',
  OfCampaign & { readonly recipient: MonitoringRecipient; readonly reference?: string }
>;
/** By the system that the report was sent to; `sha256` of the file that it answers. */
export type AcknowledgeReport = Command<
  'AcknowledgeReport',
  OfCampaign & {
    readonly recipient: MonitoringRecipient;
    readonly sha256: string;
    readonly outcome: AcknowledgementOutcome;
    /** Of an accepted one, in the recipient's register. */
    readonly number?: string;
    /** Of a refused one. */
    readonly reason?: string;
  }
>;
export type CampaignCommand =
  | OpenCampaign
  | SubmitMonitoring
  | ReturnSubmission
  | AcceptSubmission
  | RemindSchools
  | ConsolidateCampaign
  | AnalyseCampaign
  | SendCampaign
  | ConfirmReceipt
  | AcknowledgeReport;

export type CampaignProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly monitoringByOrder: Setting<boolean>;
  readonly monitoringActors: Setting<readonly MonitoringActor[]>;
  readonly monitoringSchedule: Setting<{
    readonly calendar: readonly {
      readonly kind: MonitoringKind;
      readonly month: number;
      readonly onlyYear: number | null;
    }[];
  }>;
  readonly indicators: Setting<readonly Indicator[]>;
  readonly openIndicators: Setting<readonly MonitoringAspect[]>;
  readonly organisationIndicators: Setting<readonly Indicator[]>;
  readonly annualMonitoringCoverage: Setting<number | null>;
  readonly analysisParts: Setting<readonly AnalysisPart[]>;
  readonly finalAnalysisParts: Setting<readonly AnalysisPart[]>;
  readonly deficitTypes: Setting<readonly DeficitType[]>;
  readonly finalReportBy: Setting<readonly ('MENTOR' | 'CURATOR' | 'MUNICIPALITY')[]>;
  readonly externalMonitoringRecipients: Setting<readonly MonitoringRecipient[]>;
}>;

export interface CampaignEvidence extends OrganisationEvidence<CampaignProfile> {
  /** Municipality of each school that the opening names; a school nobody registered is absent. */
  readonly municipalityOf: { readonly [schoolId: string]: Uuid };
  /** Those of the sets that the opening names which there are. */
  readonly sets?: readonly IndicatorSetDefinition[];
  /** What the log says of the school that submits, on the snapshot day. */
  readonly counts?: Pick<SchoolCounts, 'position'> & { readonly values: readonly CountValue[] };
  /** Statistics of the organisation that acts, as of the snapshot day. */
  readonly references?: readonly ReferenceValue[];
  /** SHA-256 of the report that is going to be sent. */
  readonly file?: { readonly sha256: string };
}

// State

/** What a school has submitted; a school that has not is absent. */
export interface Submission {
  readonly status: 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
  readonly version: number;
  readonly lastOn: IsoDate;
  readonly figures: readonly Figure[];
  readonly entered: readonly EnteredField[];
  readonly counts: readonly CountValue[];
}
interface Campaign extends Pick<
  CampaignOpened['data'],
  'campaignId' | 'organisationId' | 'kind' | 'year' | 'window' | 'snapshotOn' | 'indicatorSet' | 'schoolIds'
> {
  /** Day of the latest act. */
  readonly lastOn: IsoDate;
  readonly submissions: { readonly [schoolId: string]: Submission };
  /** The last reminder of a school: of which submission, and until when it has time. */
  readonly reminded: { readonly [schoolId: string]: { readonly version: number; readonly until: IsoDate } };
}
export type OpenedCampaign = Campaign & { readonly stage: 'OPEN' };
/** Summed up: nothing is submitted any more, and it can be analysed and sent. */
export type SummedUpCampaign = Campaign & {
  readonly stage: 'CONSOLIDATED' | 'ANALYSED';
  /** Recipients, and whether they confirmed. */
  readonly sent: { readonly [R in MonitoringRecipient]?: 'SENT' | 'CONFIRMED' };
  /** The file that each was sent last. */
  readonly files: { readonly [R in MonitoringRecipient]?: string };
  /** What each answered to it. */
  readonly acknowledged: {
    readonly [R in MonitoringRecipient]?: {
      readonly outcome: AcknowledgementOutcome;
      readonly number?: string;
    };
  };
};
export type KnownCampaign = OpenedCampaign | SummedUpCampaign;
export type CampaignState = { readonly stage: 'NONE' } | KnownCampaign;
