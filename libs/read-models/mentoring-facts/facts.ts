/**
 * Facts that reports count, each with its day and its place in the log: what was true on any day can be told later, and every figure
 * leads back to the acts behind it. No names and no words of people: those stand in the vault.
 */
import type {
  AdaptationFact,
  Assessment,
  EndReason,
  Finding,
  Form,
  MeetingKind,
  MenteeCategory,
  MonitoringKind,
  OrderKind,
  OrganisationType,
  PairKind,
  PairRole,
  PersonKind,
  TaskType,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';

/** An act: the day it takes effect and its position in the log, in decimal. */
export interface Dated {
  readonly on: IsoDate;
  readonly at: string;
}

export interface OrganisationFacts {
  readonly name: string;
  readonly level: 'SCHOOL' | 'MUNICIPALITY';
  /** `null` of a municipality. */
  readonly type: OrganisationType | null;
}
export interface OrderFacts {
  readonly orderId: Uuid;
  readonly number: string;
  readonly kind: OrderKind;
  readonly at: string;
}
/** A programme approved by an act that is no order of its own. */
export interface ProgrammeFacts extends Dated {
  readonly title: string;
  readonly orderId: Uuid | null;
}

/** Both days included; `until` is `null` of one who is still there. */
export interface Membership {
  readonly participantId: Uuid;
  readonly role: PairRole;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
}
export interface PairFacts {
  readonly kind: PairKind;
  readonly form: Form;
  readonly members: readonly Membership[];
  readonly fixed: (Dated & { readonly orderId: Uuid }) | null;
  /** First and last day by the order. */
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly plans: readonly Dated[];
  readonly goals: readonly Dated[];
  readonly plannedRegular: number | null;
  readonly meetings: readonly (Dated & {
    readonly number: number;
    readonly kind: MeetingKind;
    /** Regular meetings agreed on at it. */
    readonly planned?: number;
  })[];
  readonly monitorings: readonly (Dated & {
    readonly kind: MonitoringKind;
    readonly findings: readonly Finding[];
    /** Something was said in words as well. */
    readonly noted: boolean;
  })[];
  readonly entry: readonly (Dated & { readonly assessments: readonly Assessment[] })[];
  readonly exit: readonly (Dated & { readonly assessments: readonly Assessment[] })[];
  readonly reports: readonly (Dated & { readonly mentorId: Uuid })[];
  readonly reflections: readonly (Dated & {
    readonly participantId: Uuid;
    readonly role: PairRole;
  })[];
  readonly recommendations: readonly (Dated & { readonly kind: string })[];
  readonly suspensions: readonly (Dated & { readonly until: IsoDate | null })[];
  readonly closed: (Dated & { readonly outcome: 'COMPLETED' | 'ENDED'; readonly reason?: EndReason }) | null;
}

/** A time in a base; `left` is the day it ended. */
export interface Stay extends Dated {
  readonly base: PairRole;
  readonly categories: readonly MenteeCategory[];
  readonly experienceYears: number | null;
  readonly left: (Dated & { readonly reason: string }) | null;
}
export interface PersonFacts {
  readonly kind: PersonKind;
  readonly employed: boolean;
  readonly stays: readonly Stay[];
  readonly needs: readonly (Dated & { readonly tasks: readonly TaskType[] })[];
  readonly adaptation: readonly (Dated & { readonly fact: AdaptationFact })[];
  readonly trainings: readonly (Dated & { readonly hours: number })[];
}

/** An organisation with everything of it that lies in a period. */
export interface OrganisationRecordOfFacts extends OrganisationFacts {
  readonly organisationId: Uuid;
  readonly since: IsoDate;
  /** `until`: the day from which it is no longer in force. */
  readonly orders: readonly (OrderFacts & { readonly on: IsoDate; readonly until: IsoDate | null })[];
  readonly programmes: readonly ProgrammeFacts[];
  readonly pairs: readonly (PairFacts & { readonly pairId: Uuid })[];
  readonly people: readonly (PersonFacts & { readonly participantId: Uuid })[];
}
