/** School: registration, introduction of mentoring, appointments, presentation of programmes. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type { Form, Forum, Position, ProfileSlice, Setting } from '../vocabulary';

interface OfSchool {
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type RegisterSchool = Command<
  'RegisterSchool',
  OfSchool & {
    readonly municipalityId: Uuid;
    readonly name: string;
    readonly shortName: string;
    readonly utcOffsetMinutes: number;
  }
>;
/** Carried from an order of kind INTRODUCTION. */
export type IntroduceMentoring = Command<
  'IntroduceMentoring',
  OfSchool & { readonly orderId: Uuid; readonly from: IsoDate }
>;
/** Carried from an order of kind APPOINTMENT. */
export type Appoint = Command<
  'Appoint',
  OfSchool & {
    readonly orderId: Uuid;
    readonly coordinatorId?: Uuid;
    readonly curators: readonly { readonly personId: Uuid; readonly form: Form | 'ALL' }[];
  }
>;
export type PresentProgrammes = Command<
  'PresentProgrammes',
  OfSchool & { readonly forum: Forum; readonly form: Form; readonly programmes: readonly string[] }
>;
export type SchoolCommand = RegisterSchool | IntroduceMentoring | Appoint | PresentProgrammes;

export type SchoolProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly coordinator: Setting<'NONE' | 'MUNICIPAL' | 'SCHOOL_DEPUTY_UVR'>;
  readonly curatorEligible: Setting<
    readonly ('STAFF' | 'PARTNER' | 'SOCIAL_PARTNER' | 'DEPUTY_HEAD' | 'PEDAGOGUE')[]
  >;
  readonly appointmentAct: Setting<'ORDER' | 'HEAD_DECISION'>;
  readonly forms: Setting<{ readonly codes: readonly Form[]; readonly open: boolean }>;
  readonly programmePresentationForums: Setting<readonly Forum[]>;
}>;

export interface SchoolEvidence {
  /** Absent only for `RegisterSchool`: a school has no regulation before it exists. */
  readonly profile?: SchoolProfile;
  readonly today: IsoDate;
  readonly municipalityExists: boolean;
  readonly order?: {
    readonly orderId: Uuid;
    readonly schoolId: Uuid;
    readonly kind: string;
    readonly issuedOn: IsoDate;
  };
  readonly people: {
    readonly [personId: string]: {
      readonly schoolId: Uuid;
      readonly employed: boolean;
      readonly position?: Position;
    };
  };
}
