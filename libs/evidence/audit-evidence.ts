/** What acts of a sampling audit are decided on: the sample drawn from the pairs of the organisation, the checklist of a pair. */
import { type AuditCommand, type AuditEvidence, type AuditState, categoryOf, idOf } from '@nastavnik/domain';
import { checkPair } from './checklist';
import { ofOrganisation } from './evidence';
import type { Facts } from './facts';
import { sampleOf } from './sample';
import { upTo } from './stream-reader';

export const auditEvidence = async (
  facts: Facts,
  command: AuditCommand,
  state: AuditState,
): Promise<AuditEvidence> => {
  const known = await ofOrganisation(facts, command);
  switch (command.type) {
    case 'OpenAudit': {
      if (facts.streamsOf === undefined) throw new Error('an audit is opened where streams are known');
      const { seed, size, organisationId } = command.data;
      const { position, streams } = await facts.streamsOf(organisationId, true);
      const pairIds = streams.filter((stream) => categoryOf(stream) === 'pair').map(idOf);
      return {
        ...known,
        drawn: {
          position: position.toString(),
          population: pairIds.length,
          pairIds: sampleOf(seed, pairIds, size),
        },
      };
    }
    case 'CheckPair':
      return state.stage === 'OPEN'
        ? {
            ...known,
            check: await checkPair(upTo(facts.reader, BigInt(state.position)), command.data.pairId),
          }
        : known;
    default:
      return known;
  }
};
