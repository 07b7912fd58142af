/** The aggregates of the house: which stream a command goes to, who decides it and on what evidence. Orders as they are issued stand apart, in `orders.ts`. */
import {
  activity,
  agreement,
  appeal,
  audit,
  award,
  campaign,
  consent,
  council,
  governance,
  indicators,
  municipality,
  order,
  pair,
  participant,
  practice,
  regulation,
  reminder,
  roadmap,
  school,
  site,
} from '@nastavnik/domain';
import {
  activityEvidence,
  agreementEvidence,
  appealEvidence,
  auditEvidence,
  awardEvidence,
  campaignEvidence,
  consentEvidence,
  councilEvidence,
  governanceEvidence,
  indicatorsEvidence,
  municipalityEvidence,
  orderEvidence,
  pairEvidence,
  participantEvidence,
  practiceEvidence,
  regulationEvidence,
  roadmapEvidence,
  schoolEvidence,
  siteEvidence,
} from '@nastavnik/evidence';
import { aggregate } from './aggregate';

export const municipalities = aggregate({
  category: 'municipality',
  idOf: (command) => command.data.municipalityId,
  decider: municipality,
  evidence: municipalityEvidence,
});
export const schools = aggregate({
  category: 'school',
  idOf: (command) => command.data.schoolId,
  decider: school,
  evidence: schoolEvidence,
});
export const regulations = aggregate({
  category: 'regulation',
  idOf: (command) => command.data.organisationId,
  decider: regulation,
  evidence: regulationEvidence,
});
export const participants = aggregate({
  category: 'participant',
  idOf: (command) => command.data.participantId,
  decider: participant,
  evidence: participantEvidence,
});
export const consents = aggregate({
  category: 'consent',
  idOf: (command) => command.data.participantId,
  decider: consent,
  evidence: consentEvidence,
});
export const awards = aggregate({
  category: 'award',
  idOf: (command) => command.data.awardId,
  decider: award,
  evidence: awardEvidence,
});
export const audits = aggregate({
  category: 'audit',
  idOf: (command) => command.data.auditId,
  decider: audit,
  evidence: auditEvidence,
});
/** All councils of an organisation stand in one stream. */
export const councils = aggregate({
  category: 'council',
  idOf: (command) => command.data.organisationId,
  decider: council,
  evidence: councilEvidence,
});
export const agreements = aggregate({
  category: 'agreement',
  idOf: (command) => command.data.agreementId,
  decider: agreement,
  evidence: agreementEvidence,
});
export const appeals = aggregate({
  category: 'appeal',
  idOf: (command) => command.data.appealId,
  decider: appeal,
  evidence: appealEvidence,
});
export const governances = aggregate({
  category: 'governance',
  idOf: (command) => command.data.organisationId,
  decider: governance,
  evidence: governanceEvidence,
});
export const roadmaps = aggregate({
  category: 'roadmap',
  idOf: (command) => command.data.roadmapId,
  decider: roadmap,
  evidence: roadmapEvidence,
});
export const practices = aggregate({
  category: 'practice',
  idOf: (command) => command.data.practiceId,
  decider: practice,
  evidence: practiceEvidence,
});
/** What is reminded of was computed before; the stream only keeps it from being said twice. */
export const reminders = aggregate({
  category: 'reminder',
  idOf: (command) => command.data.organisationId,
  decider: reminder,
  evidence: async () => ({}),
});
export const sites = aggregate({
  category: 'site',
  idOf: (command) => command.data.organisationId,
  decider: site,
  evidence: siteEvidence,
});
export const activities = aggregate({
  category: 'activity',
  idOf: (command) => command.data.activityId,
  decider: activity,
  evidence: activityEvidence,
});
export const campaigns = aggregate({
  category: 'campaign',
  idOf: (command) => command.data.campaignId,
  decider: campaign,
  evidence: campaignEvidence,
});
/** Sets of indicators and statistics of an organisation stand in one stream. */
export const indicatorsOf = aggregate({
  category: 'indicators',
  idOf: (command) => command.data.organisationId,
  decider: indicators,
  evidence: indicatorsEvidence,
});
export const pairs = aggregate({
  category: 'pair',
  idOf: (command) => command.data.pairId,
  decider: pair,
  evidence: pairEvidence,
});
/** An order as other orders reach it: what is carried to it leads nowhere else. */
export const ordersReached = aggregate({
  category: 'order',
  idOf: (command) => command.data.orderId,
  decider: order,
  evidence: async (facts, command) => ({ ...(await orderEvidence(facts, command)), effects: [] }),
});
