/** People as papers name them. A form of a name that nobody stored is not guessed: the sentence is built so that none is needed. */
import type { VaultData } from '@nastavnik/platform/vault';

/** Cases of a name that a sentence may need beside the nominative. */
export const CASES = ['genitive', 'dative', 'accusative', 'instrumental'] as const;
export type Case = (typeof CASES)[number];

/** What the vault keeps about a person; `cases` hold the whole name in each case. */
export type PersonRecord = VaultData & {
  readonly familyName?: string;
  readonly givenName?: string;
  readonly patronymic?: string;
  readonly workplace?: string;
  readonly cases?: { readonly [C in Case]?: string };
};

/** The only fields of a person that a paper looks at. */
export const PERSON_ON_PAPER = ['familyName', 'givenName', 'patronymic', 'workplace', 'cases'] as const;

/** `Соколова Анна Игоревна`; `undefined` where no name is known. */
export const fullName = ({
  familyName,
  givenName,
  patronymic,
}: Pick<PersonRecord, 'familyName' | 'givenName' | 'patronymic'>): string | undefined =>
  [familyName, givenName, patronymic].filter(Boolean).join(' ') || undefined;

/** `А. И. Соколова`, as beside a signature. */
export const initialled = ({ familyName, givenName, patronymic }: PersonRecord): string | undefined => {
  if (familyName === undefined) return undefined;
  const initials = [givenName, patronymic].filter(Boolean).map((name) => `${(name as string)[0]}.`);
  return [...initials, familyName].join(' ');
};
