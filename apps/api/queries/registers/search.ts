/** Names as people look for them: Russian order, ё as е, any letters, by the beginning of any word. Pure. */
import type { PersonRecord } from '../reading';

const collator = new Intl.Collator('ru');
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Every word that is looked for begins some word of the person's name. */
export const bearsName = (
  { familyName = '', givenName = '', patronymic = '' }: PersonRecord,
  search: string,
): boolean => {
  const own = wordsOf(`${familyName} ${givenName} ${patronymic}`);
  const asked = wordsOf(search);
  return asked.length > 0 && asked.every((word) => own.some((one) => one.startsWith(word)));
};

const key = (person: PersonRecord | undefined): readonly string[] =>
  [person?.familyName, person?.givenName, person?.patronymic].map((part) => part ?? '');

/** Order of two people by family name, given name and patronymic; whose name is not known comes last. */
export const byName = (a: PersonRecord | undefined, b: PersonRecord | undefined): number => {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const others = key(b);
  for (const [index, part] of key(a).entries()) {
    const order = collator.compare(part, others[index]!);
    if (order !== 0) return order;
  }
  return 0;
};
