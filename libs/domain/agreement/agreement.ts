/** Cooperation agreement with mentors from outside. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ProfileSlice, Setting } from '../vocabulary';
import type { AgreementTerminated } from './agreement.events';

interface OfAgreement {
  readonly agreementId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type ConcludeAgreement = Command<
  'ConcludeAgreement',
  OfAgreement & {
    readonly number: string;
    readonly mentorIds: readonly Uuid[];
    readonly gratuitous: boolean;
    readonly from: IsoDate;
    readonly until?: IsoDate;
  }
>;
export type TerminateAgreement = Command<
  'TerminateAgreement',
  OfAgreement & { readonly reason: AgreementTerminated['data']['reason'] }
>;
export type AgreementCommand = ConcludeAgreement | TerminateAgreement;

export type AgreementProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly externalMentorAgreement: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED'>;
  readonly externalMentorGratuitous: Setting<boolean>;
}>;

export interface AgreementEvidence {
  readonly profile: AgreementProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  readonly mentors: {
    readonly [participantId: string]: {
      readonly schoolId: Uuid;
      readonly employed: boolean;
      readonly inMentorBase: boolean;
    };
  };
}
