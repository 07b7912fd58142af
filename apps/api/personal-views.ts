/** Which fields of a person's record each role is shown, and of whom: the whole table. What is not written here is not shown. */
import { PERSON_FIELDS, type PersonField } from '@nastavnik/domain/vocabulary';
import type { Role } from './policy';

/**
 * What the person is to the reader. `self`; `pair`: a member of a pair of the reader's; `school`: of the reader's school; `listed`: named in a
 * register or a history that the policy opens to the reader.
 */
export const RELATIONS = ['self', 'pair', 'school', 'listed'] as const;
export type Relation = (typeof RELATIONS)[number];

type Views = { readonly [R in Role]?: { readonly [of in Relation]?: readonly PersonField[] } };

const NAME = ['familyName', 'givenName', 'patronymic'] as const;
/** What pairs are put together by. */
const IN_BASE = [
  ...(['className', 'competences', 'achievements', 'interests', 'preferredAge', 'timeResource'] as const),
] as const;
const FORMS_OF_NAME = [...NAME, 'cases'] as const;

/** Above the school nobody is shown by name (invariant 34). */
export const personalViews = {
  director: { school: PERSON_FIELDS, listed: NAME },
  coordinator: { school: PERSON_FIELDS, listed: NAME },
  // The curator reaches people and writes orders; ages are judged by the rules, without showing a birth date.
  curator: { school: [...FORMS_OF_NAME, 'contacts', 'workplace', ...IN_BASE], listed: NAME },
  mentor: { self: PERSON_FIELDS, pair: [...NAME, 'contacts'], listed: NAME },
  mentee: { self: PERSON_FIELDS, pair: NAME, listed: NAME },
  // Answers requests and complaints of people: must find whose they are.
  'data-protection-officer': { school: FORMS_OF_NAME },
} as const satisfies Views;

/** None where the table is silent. */
export const fieldsShown = (role: string, relations: readonly Relation[]): readonly PersonField[] => {
  const views = Object.hasOwn(personalViews, role) ? (personalViews as Views)[role as Role] : undefined;
  const shown = new Set(relations.flatMap((relation) => views?.[relation] ?? []));
  return PERSON_FIELDS.filter((field) => shown.has(field));
};
