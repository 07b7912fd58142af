/** The registers as a page for a reader: `npm run registers` writes docs/registers.md. */
import type { RegisterDefinition } from './definition';

const HEAD = `# Registers

Written by \`npm run registers\` from \`apps/api/queries/registers\`; not edited by hand. Every register is answered under
\`/v1/organisations/{organisationId}/registers/{register}\` (a school, or a municipality with its schools) and
\`/v1/regions/{regionCode}/registers/{register}\`, each with \`/export\` for XLSX and CSV; at
\`/v1/schools/{schoolId}/registers/{register}/search\` people of the school look for names and sort by them. Registers R1-R3 are
answered under \`/v1/schools/{schoolId}/registers/\` as well; appeals are read at the school only.
Names, contacts and dates of birth are filled for the school's own people alone; the categories of health, behaviour, burnout and life
situation never leave the school.
`;

const filtersOf = ({ filters }: RegisterDefinition<unknown>): string =>
  Object.entries(filters)
    .map(([name, codes]) => `- \`${name}\`: ${typeof codes === 'string' ? codes : codes.join(', ')}`)
    .join('\n');

/** Markdown: a register a chapter, a column a row. */
export const registersPage = (registers: readonly RegisterDefinition<unknown>[]): string => {
  const overview = registers.map(
    ({ code, name, title, model, clauses }) =>
      `| ${code} | \`${name}\` | ${title} | \`${model}\` | ${clauses.join(', ')} |`,
  );
  const chapters = registers.map((one) =>
    [
      `## ${one.code} \`${one.name}\`: ${one.title}\n`,
      `Sorted by ${['name', ...one.sorts].map((sort) => `\`${sort}\``).join(', ')}. Filters:\n`,
      `${filtersOf(one) || 'none.'}\n`,
      '| key | column |\n| --- | --- |',
      ...one.columns.map(({ key, heading }) => `| \`${key}\` | ${heading} |`),
      '',
    ].join('\n'),
  );
  return [
    HEAD,
    '| | register | title | read model | clauses |\n| --- | --- | --- | --- | --- |',
    ...overview,
    '',
    ...chapters,
  ].join('\n');
};
