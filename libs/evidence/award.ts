/** What incentives are judged on: who is rewarded, how long they have mentored, the order and the measure cited. */
import type { AwardCommand, AwardEvidence } from '@nastavnik/domain';
import { citedOrder, ofOrganisation } from './evidence';
import { belongsTo, type Facts, pairStaysOf, personFact, recordOf } from './facts';

/** Who is nominated, with the roles they have had by the day, and their stays in pairs as a mentor. */
const recipientOf = async (
  { reader }: Facts,
  command: AwardCommand,
): Promise<Pick<AwardEvidence, 'recipient' | 'mentoring' | 'measureDefined'>> => {
  const nobody = { mentoring: [], measureDefined: false };
  if (command.type !== 'NominateForAward') return nobody;
  const { recipientId, organisationId, measureId, effectiveOn } = command.data;
  const [person, stays, measure] = await Promise.all([
    personFact(reader, recipientId, effectiveOn),
    pairStaysOf(reader, recipientId, effectiveOn),
    measureId === undefined ? undefined : recordOf(reader, 'award', measureId),
  ]);
  const measureDefined = measure?.type === 'MeasureDefined' && measure.data.organisationId === organisationId;
  if (person === undefined || !(await belongsTo(reader, person.schoolId, organisationId))) {
    return { ...nobody, measureDefined };
  }
  const roles = new Set(stays.map(({ role }) => role));
  if (person.inMentorBase) roles.add('MENTOR');
  if (person.inMenteeBase) roles.add('MENTEE');
  return {
    recipient: { kind: person.kind, roles: [...roles] },
    mentoring: stays
      .filter(({ role }) => role === 'MENTOR')
      .map(({ from, until }) => ({ from, ...(until === undefined ? {} : { until }) })),
    measureDefined,
  };
};

export const awardEvidence = async (facts: Facts, command: AwardCommand): Promise<AwardEvidence> => {
  const [known, order, recipient] = await Promise.all([
    ofOrganisation(facts, command),
    citedOrder(facts, command.data),
    recipientOf(facts, command),
  ]);
  return { ...known, ...order, ...recipient };
};
