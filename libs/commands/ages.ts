/** Ages from the vault: the birth date is read as evidence and stays here; rules see full years. */
import { ageOn, isIsoDate, type IsoDate, type Uuid } from '@nastavnik/kernel';
import type { AgeOf } from '@nastavnik/evidence';
import type { SealedRecord, Vault, VaultAccess, VaultData } from '@nastavnik/platform/vault';

const birthDateIn = (data: VaultData): IsoDate | undefined =>
  typeof data['birthDate'] === 'string' && isIsoDate(data['birthDate']) ? data['birthDate'] : undefined;

/**
 * Everyone whose age an act asks for in one turn is read from the vault at once. A record that the act itself brings comes first:
 * the vault does not have it yet.
 */
export const agesFrom = (vault: Vault, access: VaultAccess, brought: readonly SealedRecord[] = []): AgeOf => {
  const known = new Map<Uuid, Promise<IsoDate | undefined>>();
  for (const { kind, recordId, data } of brought) {
    if (kind === 'person') known.set(recordId, Promise.resolve(birthDateIn(data)));
  }
  let asked: Uuid[] = [];
  let turn: Promise<ReadonlyMap<string, { readonly data: VaultData }>> | undefined;
  const readInTurn = async (participantId: Uuid): Promise<IsoDate | undefined> => {
    asked.push(participantId);
    turn ??= Promise.resolve().then(() => {
      const ids = asked;
      asked = [];
      turn = undefined;
      return vault.read(ids, access);
    });
    const record = (await turn).get(participantId);
    return record && birthDateIn(record.data);
  };
  return async (participantId, on) => {
    const birthDate = known.get(participantId) ?? readInTurn(participantId);
    known.set(participantId, birthDate);
    const date = await birthDate;
    return date === undefined ? undefined : ageOn(date, on);
  };
};
