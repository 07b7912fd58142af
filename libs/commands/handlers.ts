/** What the CommandBus carries to each aggregate, and who carries it out: a new aggregate is its two lines here. */
import type {
  ActivityCommand,
  AgreementCommand,
  AppealCommand,
  AuditCommand,
  AwardCommand,
  CampaignCommand,
  ConsentCommand,
  CouncilCommand,
  GovernanceCommand,
  IndicatorsCommand,
  MunicipalityCommand,
  OrderCommand,
  PairCommand,
  ParticipantCommand,
  PracticeCommand,
  RegulationCommand,
  ReminderCommand,
  RoadmapCommand,
  SchoolCommand,
  SiteCommand,
} from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import {
  activities,
  agreements,
  appeals,
  audits,
  awards,
  campaigns,
  consents,
  councils,
  governances,
  indicatorsOf,
  municipalities,
  pairs,
  participants,
  practices,
  regulations,
  reminders,
  roadmaps,
  schools,
  sites,
} from './aggregates';
import { orders } from './orders';

export class MunicipalityAct extends Act<MunicipalityCommand> {}
export class SchoolAct extends Act<SchoolCommand> {}
export class RegulationAct extends Act<RegulationCommand> {}
/** Dry-run first, then issued, then carried to the streams the order names. */
export class OrderAct extends Act<OrderCommand> {}
export class ParticipantAct extends Act<ParticipantCommand> {}
export class ConsentAct extends Act<ConsentCommand> {}
export class AgreementAct extends Act<AgreementCommand> {}
export class AppealAct extends Act<AppealCommand> {}
export class GovernanceAct extends Act<GovernanceCommand> {}
export class ReminderAct extends Act<ReminderCommand> {}
export class RoadmapAct extends Act<RoadmapCommand> {}
export class PracticeAct extends Act<PracticeCommand> {}
export class SiteAct extends Act<SiteCommand> {}
export class AuditAct extends Act<AuditCommand> {}
export class AwardAct extends Act<AwardCommand> {}
export class CouncilAct extends Act<CouncilCommand> {}
export class ActivityAct extends Act<ActivityCommand> {}
export class CampaignAct extends Act<CampaignCommand> {}
export class IndicatorsAct extends Act<IndicatorsCommand> {}
export class PairAct extends Act<PairCommand> {}

export const HANDLERS = [
  handlerOf(MunicipalityAct, municipalities),
  handlerOf(SchoolAct, schools),
  handlerOf(RegulationAct, regulations),
  handlerOf(OrderAct, orders),
  handlerOf(ParticipantAct, participants),
  handlerOf(ConsentAct, consents),
  handlerOf(AgreementAct, agreements),
  handlerOf(AppealAct, appeals),
  handlerOf(GovernanceAct, governances),
  handlerOf(ReminderAct, reminders),
  handlerOf(RoadmapAct, roadmaps),
  handlerOf(PracticeAct, practices),
  handlerOf(SiteAct, sites),
  handlerOf(AuditAct, audits),
  handlerOf(AwardAct, awards),
  handlerOf(CouncilAct, councils),
  handlerOf(ActivityAct, activities),
  handlerOf(CampaignAct, campaigns),
  handlerOf(IndicatorsAct, indicatorsOf),
  handlerOf(PairAct, pairs),
];
