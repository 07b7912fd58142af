/** Consents of one person as registers show them: each document with its giver, its days and whether it was withdrawn. */
import type { ConsentGiver, ConsentPurpose } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';

export interface PersonConsent {
  readonly consentId: Uuid;
  readonly purpose: ConsentPurpose;
  readonly by: ConsentGiver;
  readonly on: IsoDate;
  /** Last day; open when `null`. */
  readonly until: IsoDate | null;
  readonly withdrawnOn: IsoDate | null;
}

interface Given {
  readonly consentId: Uuid;
  readonly purpose: ConsentPurpose;
  readonly by: ConsentGiver;
  readonly effectiveOn: IsoDate;
  readonly validUntil?: IsoDate;
}

/** With one more document; the same document again replaces itself. */
export const withConsent = (list: readonly PersonConsent[], data: Given): PersonConsent[] => [
  ...list.filter(({ consentId }) => consentId !== data.consentId),
  {
    ...{ consentId: data.consentId, purpose: data.purpose, by: data.by, on: data.effectiveOn },
    until: data.validUntil ?? null,
    withdrawnOn: null,
  },
];

export const withWithdrawal = (
  list: readonly PersonConsent[],
  data: { readonly consentId: Uuid; readonly effectiveOn: IsoDate },
): PersonConsent[] =>
  list.map((one) => (one.consentId === data.consentId ? { ...one, withdrawnOn: data.effectiveOn } : one));
