/** A cadence of the catalogue: what starts a term, which parameter gives its days, which act settles it; and terms that repeat. */
import { addMonths, addDays, yearOf, type ClauseRef, type IsoDate, type Uuid } from '@nastavnik/kernel';
import type {
  ActivityKind,
  DatedDuty,
  MonitoringKind,
  OrganisationLevel,
  OrganisationType,
  ProgrammeStage,
  Setting,
} from '../vocabulary';
import type { Fact, Facts } from './facts';

/** The parameters that give terms their days; structurally the full profile fits. */
export interface DeadlineParameters {
  readonly modelPeriod: Setting<{ readonly from: IsoDate; readonly until: IsoDate } | null>;
  readonly pairTerm: Setting<'FREE' | 'CALENDAR_YEAR' | 'MODEL_PERIOD'>;
  readonly individualRouteYears: Setting<{ readonly min: number; readonly max: number } | null>;
  readonly youngSpecialistMaxYears: Setting<number | null>;
  readonly pairOrderRefreshPerYear: Setting<number | null>;
  readonly registerRefreshPerYear: Setting<number | 'AS_NEEDED'>;
  readonly registerRefreshScope: Setting<readonly ('MENTEES' | 'MENTORS' | 'CANDIDATES')[]>;
  readonly stageModel: Setting<readonly ProgrammeStage[]>;
  readonly monitoringSchedule: Setting<{
    readonly perPair: readonly MonitoringKind[];
    readonly calendar: readonly {
      readonly kind: MonitoringKind;
      readonly month: number;
      readonly onlyYear: number | null;
    }[];
  }>;
  readonly monitoringActors: Setting<readonly string[]>;
  readonly finalReportBy: Setting<readonly string[]>;
  readonly annualMonitoringCoverage: Setting<number | null>;
  readonly analysisParts: Setting<readonly string[]>;
  readonly entryExitComparison: Setting<boolean>;
  readonly introductionParts: Setting<readonly string[]>;
  readonly eventCadence: Setting<{
    readonly [event: string]: { readonly times: number; readonly years: number } | undefined;
  }>;
  readonly resultsByOrder: Setting<readonly ActivityKind[]>;
  readonly contests: Setting<readonly { readonly name: string; readonly level: string }[]>;
  readonly yearlyTargets: Setting<
    readonly {
      readonly year: number;
      readonly indicator: string;
      readonly value: number;
      readonly unit: 'COUNT' | 'PERCENT';
    }[]
  >;
  readonly documentDeadlines: Setting<
    readonly { readonly level: OrganisationLevel; readonly kind: string; readonly by: IsoDate }[]
  >;
  readonly datedDuties: Setting<readonly DatedDuty[]>;
  readonly resourceStaleDays: Setting<number | null>;
  readonly curatorOrganisesPlanning: Setting<boolean>;
}

/** An organisation on a day, with everything its terms are computed from. */
export interface Scene {
  readonly organisationId: Uuid;
  readonly level: OrganisationLevel;
  /** Of a school. */
  readonly type?: OrganisationType;
  /** First day of its regulation, or of mentoring at a school; undefined: nothing is due yet. */
  readonly since: IsoDate | undefined;
  readonly on: IsoDate;
  /** Last day that is looked ahead to. */
  readonly horizon: IsoDate;
  readonly parameters: DeadlineParameters;
  readonly facts: Facts;
  /** Of a municipality: its schools. */
  readonly schools: readonly { readonly type: OrganisationType; readonly facts: Facts }[];
}

export const SUBJECTS = ['PAIR', 'PARTICIPANT', 'CONSENT', 'MATERIAL', 'CAMPAIGN'] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

/** One term of a cadence. */
export interface Due {
  /** Tells the terms of one cadence at one organisation apart, and stays the same when a term is moved. */
  readonly key: string;
  /** Last day. */
  readonly due: IsoDate;
  /** What it is about, where that is not the organisation itself. */
  readonly subject?: { readonly kind: SubjectKind; readonly id: Uuid };
  /** Whom it is about. */
  readonly participantId?: Uuid;
  /** The act that settles it, if it has been done. */
  readonly settledBy?: Fact | undefined;
  /** What the regulation says; of law, `source` does. */
  readonly clauses?: readonly ClauseRef[];
  readonly source?: string;
  /** More than the title says, in Russian; names nobody. */
  readonly note?: string;
}

/** The act that settles: its event, and the route that records it. */
export interface Settlement {
  readonly act: string;
  readonly route: string;
}

export type CadenceLevel = 'PAIR' | 'PARTICIPANT' | 'SCHOOL' | 'MUNICIPALITY' | 'CONSENT';

export interface Cadence {
  /** Kebab case. */
  readonly id: string;
  /** What is to be done, in Russian. */
  readonly title: string;
  readonly levels: readonly CadenceLevel[];
  /** Parameters of the profile that give its days, or LAW: federal terms. */
  readonly given: readonly (keyof DeadlineParameters | 'LAW')[];
  /** Ids of the clauses of the five regulations that ask for it. */
  readonly clauses: readonly string[];
  readonly settledBy: readonly Settlement[];
  /** Terms at an organisation on a day, settled ones included. */
  readonly terms: (scene: Scene) => readonly Due[];
}

/** A document says so: neither silence nor a default gives a deadline. */
export const stated = (setting: Setting<unknown>): boolean => setting.source !== 'DEFAULT';

/** The clauses of a setting that are among those of the cadence; all of them where an organisation numbers its own. */
export const cited = (setting: Setting<unknown>, ids: readonly string[]): readonly ClauseRef[] => {
  const own = setting.clauses.filter(({ id }) => ids.includes(id));
  return own.length > 0 ? own : setting.clauses;
};

/** From when periodic terms run: mentoring goes on and the model has begun; undefined where it has not. */
export const runsFrom = ({ since, parameters: { modelPeriod } }: Scene): IsoDate | undefined => {
  if (since === undefined) return undefined;
  const begins = modelPeriod.value?.from;
  return begins !== undefined && begins > since ? begins : since;
};

export interface Period {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** Equal parts of so many years, from the year in which terms begin to run; those not yet begun by the horizon are left out. */
export const periodsOf = (
  scene: Scene,
  { times, years }: { readonly times: number; readonly years: number },
): readonly Period[] => {
  const first = runsFrom(scene);
  if (first === undefined) return [];
  const end = scene.parameters.modelPeriod.value?.until;
  const anchor = `${yearOf(scene.parameters.modelPeriod.value?.from ?? first)}-01-01`;
  const months = 12 * years;
  const periods: Period[] = [];
  for (let part = 0; ; part += 1) {
    const from = addMonths(anchor, Math.round((part * months) / times));
    const until = addDays(addMonths(anchor, Math.round(((part + 1) * months) / times)), -1);
    if (from > scene.horizon || (end !== undefined && from > end)) return periods;
    if (until >= first) periods.push({ from, until });
  }
};

/** The first act from a day on. What is done late settles what was missed before it too. */
export const firstSince = <F extends Fact>(acts: readonly F[], from: IsoDate): F | undefined =>
  acts.find(({ on }) => on >= from);
