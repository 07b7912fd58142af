/** Door of the read models: the registry the projector runs, the migrations of their tables, the queries. */
import type { Pool } from 'pg';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { ActivityRegister1763600000020 } from './activity-register/activity-register.migration';
import {
  ActivityRegisterQuery,
  activityRegister,
  HeldActivitiesQuery,
  TrainingRecordQuery,
} from './activity-register/activity-register';
import { AgreementRegister1763600000052 } from './agreement-register/agreement-register.migration';
import { AgreementRegisterQuery, agreementRegister } from './agreement-register/agreement-register';
import { AppealRegister1763600000031 } from './appeal-register/appeal-register.migration';
import { AppealRegisterQuery, appealRegister } from './appeal-register/appeal-register';
import { AuditRegister1764000000060 } from './audit-register/audit-register.migration';
import { AuditRegisterQuery, auditRegister } from './audit-register/audit-register';
import { AwardRegister1763600000032 } from './award-register/award-register.migration';
import { AwardRegisterQuery, awardRegister } from './award-register/award-register';
import { ConsentRegister1763600000051 } from './consent-register/consent-register.migration';
import { ConsentRegisterQuery, consentRegister } from './consent-register/consent-register';
import { CouncilRegister1763600000033 } from './council-register/council-register.migration';
import { CouncilRegisterQuery, councilRegister } from './council-register/council-register';
import { CampaignRegister1763600000030 } from './campaign-register/campaign-register.migration';
import {
  CampaignQuery,
  campaignRegister,
  CampaignRegisterQuery,
} from './campaign-register/campaign-register';
import { CampaignResultsQuery } from './campaign-register/campaign-results';
import { EventIndex1763600000050 } from './event-index/event-index.migration';
import { EventIndexQuery, eventIndex } from './event-index/event-index';
import { MenteeRegister1763600000001 } from './mentee-register/mentee-register.migration';
import { MenteeRegisterQuery, menteeRegister, SchoolPeopleQuery } from './mentee-register/mentee-register';
import { MentorRegister1763600000002 } from './mentor-register/mentor-register.migration';
import { MentorRegisterQuery, mentorRegister } from './mentor-register/mentor-register';
import { MunicipalitySummary1763600000004 } from './municipality-summary/municipality-summary.migration';
import { MunicipalitySummaryQuery, municipalitySummary } from './municipality-summary/municipality-summary';
import { OrganisationRegister1763600000053 } from './organisation-register/organisation-register.migration';
import {
  OrganisationRegisterQuery,
  organisationRegister,
} from './organisation-register/organisation-register';
import { OrderRegister1763600000030 } from './order-register/order-register.migration';
import { OrderRegisterQuery, orderRegister } from './order-register/order-register';
import { PairRegister1763600000003 } from './pair-register/pair-register.migration';
import { Leadership1763600000021 } from './leadership/leadership.migration';
import { LeadershipQuery, leadership } from './leadership/leadership';
import { RoadmapControl1763600000006 } from './roadmap-control/roadmap-control.migration';
import { RoadmapControlQuery, roadmapControl } from './roadmap-control/roadmap-control';
import { DeadlineRadar1763600000060 } from './deadline-radar/deadline-radar.migration';
import { DeadlineFactsQuery, deadlineRadar } from './deadline-radar/deadline-radar';
import { ExpertRegister1763600000042 } from './expert-register/expert-register.migration';
import { ExpertRegisterQuery, expertRegister } from './expert-register/expert-register';
import { PracticeRegister1763600000041 } from './practice-register/practice-register.migration';
import { PracticeRegisterQuery, practiceRegister } from './practice-register/practice-register';
import { SiteRegister1763600000043 } from './site-register/site-register.migration';
import { SiteMaterialsQuery, SiteRegisterQuery, siteRegister } from './site-register/site-register';
import { MentoringFacts1764000000040 } from './mentoring-facts/mentoring-facts.migration';
import { MentoringFactsQuery, mentoringFacts } from './mentoring-facts/mentoring-facts';
import { PairQuery, PairRegisterQuery, pairRegister } from './pair-register/pair-register';

/** Every read model with the migrations of its table and its queries; a new one is one entry here and its export below. */
const registry = [
  {
    model: menteeRegister,
    migrations: [MenteeRegister1763600000001],
    queries: [MenteeRegisterQuery, SchoolPeopleQuery],
  },
  { model: mentorRegister, migrations: [MentorRegister1763600000002], queries: [MentorRegisterQuery] },
  { model: pairRegister, migrations: [PairRegister1763600000003], queries: [PairRegisterQuery, PairQuery] },
  { model: consentRegister, migrations: [ConsentRegister1763600000051], queries: [ConsentRegisterQuery] },
  {
    model: agreementRegister,
    migrations: [AgreementRegister1763600000052],
    queries: [AgreementRegisterQuery],
  },
  {
    model: organisationRegister,
    migrations: [OrganisationRegister1763600000053],
    queries: [OrganisationRegisterQuery],
  },
  { model: appealRegister, migrations: [AppealRegister1763600000031], queries: [AppealRegisterQuery] },
  { model: auditRegister, migrations: [AuditRegister1764000000060], queries: [AuditRegisterQuery] },
  { model: awardRegister, migrations: [AwardRegister1763600000032], queries: [AwardRegisterQuery] },
  { model: councilRegister, migrations: [CouncilRegister1763600000033], queries: [CouncilRegisterQuery] },
  {
    model: municipalitySummary,
    migrations: [MunicipalitySummary1763600000004],
    queries: [MunicipalitySummaryQuery],
  },
  { model: leadership, migrations: [Leadership1763600000021], queries: [LeadershipQuery] },
  { model: roadmapControl, migrations: [RoadmapControl1763600000006], queries: [RoadmapControlQuery] },
  {
    model: activityRegister,
    migrations: [ActivityRegister1763600000020],
    queries: [ActivityRegisterQuery, TrainingRecordQuery, HeldActivitiesQuery],
  },
  { model: practiceRegister, migrations: [PracticeRegister1763600000041], queries: [PracticeRegisterQuery] },
  { model: expertRegister, migrations: [ExpertRegister1763600000042], queries: [ExpertRegisterQuery] },
  {
    model: siteRegister,
    migrations: [SiteRegister1763600000043],
    queries: [SiteRegisterQuery, SiteMaterialsQuery],
  },
  { model: orderRegister, migrations: [OrderRegister1763600000030], queries: [OrderRegisterQuery] },
  {
    model: campaignRegister,
    migrations: [CampaignRegister1763600000030],
    queries: [CampaignRegisterQuery, CampaignQuery, CampaignResultsQuery],
  },
  { model: deadlineRadar, migrations: [DeadlineRadar1763600000060], queries: [DeadlineFactsQuery] },
  { model: mentoringFacts, migrations: [MentoringFacts1764000000040], queries: [MentoringFactsQuery] },
  { model: eventIndex, migrations: [EventIndex1763600000050], queries: [EventIndexQuery] },
];

/** What the projector feeds. */
export const readModels = registry.map(({ model }) => model);

/** Tables of the read models, of any version. */
export const readModelMigrations = registry.flatMap(
  ({ migrations }): readonly MigrationClass[] => migrations,
);

/** Providers: plain classes on the `POSTGRES` pool, each with one method `find`. */
export const readModelQueries = registry.flatMap(
  ({ queries }): readonly (new (postgres: Pool) => object)[] => queries,
);

export * from './register';
export type { PersonConsent } from './consents';
export * from './consent-register/consent-register';
export * from './agreement-register/agreement-register';
export * from './organisation-register/organisation-register';
export * from './appeal-register/appeal-register';
export * from './audit-register/audit-register';
export * from './award-register/award-register';
export * from './council-register/council-register';
export * from './mentee-register/mentee-register';
export * from './mentor-register/mentor-register';
export * from './pair-register/pair-register';
export * from './municipality-summary/municipality-summary';
export * from './order-register/order-register';
export * from './practice-register/practice-register';
export * from './expert-register/expert-register';
export * from './site-register/site-register';
export * from './roadmap-control/roadmap-control';
export * from './activity-register/activity-register';
export * from './leadership/leadership';
export * from './event-index/event-index';
export * from './campaign-register/campaign-register';
export * from './deadline-radar/deadline-radar';
export * from './campaign-register/campaign-results';
export * from './mentoring-facts/facts';
export * from './mentoring-facts/mentoring-facts';
export * from './mentoring-facts/figures';
