/** What a decided erasure does to the vault. Doing it again destroys nothing more, unless an older copy brought something back. */
import type { Recorded } from '@nastavnik/kernel';
import type { PersonalDataErased } from '@nastavnik/domain';
import { heldAbout, type StreamReader } from '@nastavnik/evidence';
import type { Vault } from '@nastavnik/platform/vault';

/** @returns how many versions of records were destroyed now */
export const eraseFromVault = async (
  vault: Vault,
  reader: StreamReader,
  { data, stamp }: Recorded<PersonalDataErased>,
): Promise<number> => {
  const { subjectIds, recordIds } = await heldAbout(reader, data.participantId);
  const { id: actorId, role } = stamp.actor;
  return vault.erase(
    subjectIds,
    { actorId, role, organisationId: data.schoolId, purpose: `erasure:${data.reason}` },
    recordIds,
  );
};
