/** How these events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { CampaignEvent } from './campaign.events';

export const campaignStoredTypes: StoredTypes<CampaignEvent> = {
  CampaignOpened: { name: 'campaign.opened', upcasters: [] },
  MonitoringSubmitted: { name: 'campaign.submitted', upcasters: [] },
  SubmissionReturned: { name: 'campaign.submission-returned', upcasters: [] },
  SubmissionAccepted: { name: 'campaign.submission-accepted', upcasters: [] },
  SchoolReminded: { name: 'campaign.school-reminded', upcasters: [] },
  CampaignConsolidated: { name: 'campaign.consolidated', upcasters: [] },
  CampaignAnalysed: { name: 'campaign.analysed', upcasters: [] },
  CampaignSent: { name: 'campaign.sent', upcasters: [] },
  ReportAcknowledged: { name: 'campaign.report-acknowledged', upcasters: [] },
  CampaignReceiptConfirmed: { name: 'campaign.receipt-confirmed', upcasters: [] },
};
