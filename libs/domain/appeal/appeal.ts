/** Complaint about a mentor, and the mentor's right to see it and to explain. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ProfileSlice, Setting, VaultRef } from '../vocabulary';
import type { ComplaintClosed } from './appeal.events';

interface OfAppeal {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type RegisterComplaint = Command<
  'RegisterComplaint',
  OfAppeal & { readonly mentorId: Uuid; readonly pairId?: Uuid; readonly text: VaultRef }
>;
export type DiscloseComplaint = Command<'DiscloseComplaint', OfAppeal>;
export type RecordExplanation = Command<'RecordExplanation', OfAppeal & { readonly text?: VaultRef }>;
export type CloseComplaint = Command<
  'CloseComplaint',
  OfAppeal & { readonly decision: ComplaintClosed['data']['decision']; readonly text?: VaultRef }
>;
export type AppealCommand = RegisterComplaint | DiscloseComplaint | RecordExplanation | CloseComplaint;

export type AppealProfile = ProfileSlice<{
  readonly complaintDisclosure: Setting<boolean>;
  readonly introductionOrder: Setting<boolean>;
}>;

export interface AppealEvidence {
  readonly profile: AppealProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  readonly mentorKnown: boolean;
}
