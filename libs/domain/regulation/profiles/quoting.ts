/** How the documents are quoted: an id of the catalogue, the short name of the document, the number as printed in it. */
import type { ClauseRef } from '@nastavnik/kernel';
import type { OwnSetting } from '../profile';

/**
 * Settings of one document: `as(true, '2.1.6')` is the value its clause 2.1.6 states. `4.3-05` is the fifth paragraph of 4.3;
 * what is printed otherwise stands in `printed`.
 */
export const quoting = (
  prefix: string,
  document: string,
  printed: { readonly [number: string]: string } = {},
) => {
  const clause = (number: string): ClauseRef => {
    const [base, paragraph] = number.split('-') as [string, string?];
    return {
      id: `${prefix}-${number}`,
      document,
      clause: printed[number] ?? (paragraph === undefined ? base : `${base}, абз. ${Number(paragraph)}`),
    };
  };
  return <T>(value: T, ...numbers: readonly string[]): OwnSetting<T> => ({
    value,
    clauses: numbers.map(clause),
  });
};
