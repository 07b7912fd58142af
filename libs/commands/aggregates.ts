/** The aggregates of the house: which stream a command goes to, who decides it and on what evidence. Orders stand apart, in `orders.ts`. */
import {
  agreement,
  appeal,
  consent,
  municipality,
  pair,
  participant,
  regulation,
  school,
} from '@nastavnik/domain';
import {
  agreementEvidence,
  appealEvidence,
  consentEvidence,
  municipalityEvidence,
  pairEvidence,
  participantEvidence,
  regulationEvidence,
  schoolEvidence,
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
export const pairs = aggregate({
  category: 'pair',
  idOf: (command) => command.data.pairId,
  decider: pair,
  evidence: pairEvidence,
});
