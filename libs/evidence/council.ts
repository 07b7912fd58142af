/** What councils of mentors are judged on: the people and the records their acts name. */
import { unreachable, type Uuid } from '@nastavnik/kernel';
import { type CouncilCommand, type CouncilEvidence, subjectOf } from '@nastavnik/domain';
import { ofOrganisation } from './evidence';
import { belongsTo, type Facts, ownerOf, personFact, rolesOf } from './facts';

/** Whom an act of a council names: those who enter, and the people its session speaks of. */
const namedInCouncil = (command: CouncilCommand): readonly Uuid[] => {
  switch (command.type) {
    case 'FormCouncil':
      return command.data.members.map(({ memberId }) => memberId);
    case 'AdmitMember':
      return [command.data.memberId];
    case 'HoldSession':
      return command.data.items.flatMap((item) =>
        item.function === 'DIAGNOSTICS'
          ? [item.menteeId]
          : item.function === 'CONTEST_PREPARATION'
            ? item.participantIds
            : [],
      );
    case 'ReleaseMember':
    case 'ElectHead':
    case 'EnterPublicCouncil':
    case 'DisbandCouncil':
    case 'ConsultUnion':
      return [];
    default:
      return unreachable(command);
  }
};

export const councilEvidence = async (facts: Facts, command: CouncilCommand): Promise<CouncilEvidence> => {
  const { reader } = facts;
  const { organisationId, effectiveOn } = command.data;
  const subjects =
    command.type === 'HoldSession'
      ? command.data.items.map(subjectOf).filter((subject) => subject !== undefined)
      : [];
  const [known, people, found] = await Promise.all([
    ofOrganisation(facts, command),
    Promise.all(
      [...new Set(namedInCouncil(command))].map(async (id) => {
        const person = await personFact(reader, id, effectiveOn);
        return person !== undefined && (await belongsTo(reader, person.schoolId, organisationId))
          ? { ...person, paired: (await rolesOf(reader, id, effectiveOn)).length > 0 }
          : undefined;
      }),
    ),
    Promise.all(
      subjects.map(async ({ category, id }) => {
        const owner = await ownerOf(reader, category, id);
        return owner !== undefined && (await belongsTo(reader, owner, organisationId)) ? [id] : [];
      }),
    ),
  ]);
  return {
    ...known,
    people: Object.fromEntries(
      people.flatMap((person) => {
        if (person === undefined) return [];
        const { participantId, kind, inMentorBase, needsDiagnosed, paired } = person;
        return [[participantId, { kind, inMentorBase, needsDiagnosed, paired }]];
      }),
    ),
    subjects: found.flat(),
  };
};
