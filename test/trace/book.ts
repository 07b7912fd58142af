/** The book of traceability: each row with its status and the tests that prove it. */
import { readFileSync } from 'node:fs';
import { rowClasses, rowsOf, SEEDS, type Row, type RowClass, type Seed } from './clauses';

/** What the reporter writes after a passing run. */
export interface Run {
  /** Every suite ran, not some chosen ones. */
  readonly whole: boolean;
  readonly tests: readonly {
    readonly file: string;
    readonly titles: readonly string[];
    readonly clauses: readonly string[];
  }[];
}
/** A test or a group of tests: the titles down to the first one that names the clause. */
export interface Citation {
  readonly file: string;
  readonly titles: readonly string[];
}
export type Status = 'proven' | 'recorded' | 'notSoftware' | 'missing';
export interface Entry {
  readonly row: Row;
  readonly status: Status;
  readonly proofs: readonly Citation[];
  readonly stated: RowClass | undefined;
}
export type Book = readonly { readonly seed: Seed; readonly entries: readonly Entry[] }[];

export interface Summary {
  readonly rows: number;
  readonly proven: number;
  readonly recorded: number;
  readonly notSoftware: number;
  readonly missing: readonly string[];
}

export const readRun = (file: string): Run => JSON.parse(readFileSync(file, 'utf8')) as Run;

/** Characters that a clause id may go on with: `S62-3.2` is no mention of `S62-3.2-5`, nor the other way round. */
const names = (title: string, id: string): boolean =>
  new RegExp(`(?<![\\w-])${id.replace(/\./g, '\\.')}(?![A-Za-z0-9]|[.-][A-Za-z0-9])`).test(title);

const byText =
  <T>(text: (one: T) => string) =>
  (a: T, b: T) =>
    text(a) < text(b) ? -1 : 1;

const proofsOf = (run: Run, id: string): readonly Citation[] => {
  const found = new Map<string, Citation>();
  for (const { file, titles, clauses } of run.tests) {
    if (!clauses.includes(id)) continue;
    const down = titles.slice(0, titles.findIndex((title) => names(title, id)) + 1);
    found.set(JSON.stringify([file, down]), { file, titles: down });
  }
  return [...found].sort(byText(([key]) => key)).map(([, citation]) => citation);
};

/** @throws when a test names a clause nobody wrote, or a row is both proven and said to need no proof */
export const bookOf = (run: Run): Book => {
  const stated = rowClasses();
  const book = SEEDS.map((seed) => ({
    seed,
    entries: rowsOf(seed).map((row): Entry => {
      const proofs = proofsOf(run, row.id);
      const said = stated[row.id];
      return { row, proofs, stated: said, status: proofs.length > 0 ? 'proven' : (said?.as ?? 'missing') };
    }),
  }));
  const entries = book.flatMap((seed) => seed.entries);
  const known = new Set(entries.map(({ row }) => row.id));
  const mistakes = [
    ...new Set(
      run.tests.flatMap(({ file, clauses }) =>
        clauses.filter((id) => !known.has(id)).map((id) => `${file} names ${id}, which is no clause`),
      ),
    ),
    ...entries
      .filter(({ proofs, stated: said }) => proofs.length > 0 && said !== undefined)
      .map(({ row, stated: said }) => `${row.id} is proven by a test and classed ${said?.as}`),
  ];
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return book;
};

export const summaryOf = (entries: readonly Entry[]): Summary => {
  const count = (status: Status) => entries.filter((entry) => entry.status === status).length;
  return {
    rows: entries.length,
    proven: count('proven'),
    recorded: count('recorded'),
    notSoftware: count('notSoftware'),
    missing: entries
      .filter(({ status }) => status === 'missing')
      .map(({ row }) => row.id)
      .sort(),
  };
};

const STATUS: { readonly [S in Status]: string } = {
  proven: 'proven',
  recorded: 'recorded',
  notSoftware: 'not software',
  missing: '**missing**',
};
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();
/** Between titles of a citation. */
const DOWN = ' › ';
const groundOf = ({ proofs, stated, status }: Entry): string =>
  status === 'proven'
    ? proofs.map(({ file, titles }) => `\`${file}\`: ${cell(titles.join(DOWN))}`).join('<br>')
    : stated === undefined
      ? ''
      : cell(stated.as === 'recorded' ? stated.by.join(', ') : stated.why);

const HEAD = `# Traceability

Written by \`npm run trace\` from a passing run of the tests; not edited by hand. *Proven*: a test that names the clause fails
when the behaviour is taken away. *Recorded*: the act can be recorded and reported, and no rule attaches. *Not software*: why.
`;

/** The book as a page. The same run gives the same page. */
export const pageOf = (book: Book): string => {
  const line = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const counts = (title: string, entries: readonly Entry[]) => {
    const { rows, proven, recorded, notSoftware, missing } = summaryOf(entries);
    return line(title, rows, proven, recorded, notSoftware, missing.length);
  };
  return [
    HEAD,
    line('Regulation', 'rows', 'proven', 'recorded', 'not software', 'missing'),
    line('---', '--:', '--:', '--:', '--:', '--:'),
    ...book.map(({ seed, entries }) => counts(seed.title, entries)),
    counts(
      'All',
      book.flatMap(({ entries }) => entries),
    ),
    ...book.flatMap(({ seed, entries }) => [
      '',
      `## ${seed.title} (${seed.prefix})`,
      '',
      line('id', 'clause', 'asks', 'status', 'by'),
      line('---', '---', '---', '---', '---'),
      ...entries.map((entry) =>
        line(
          entry.row.id,
          cell(entry.row.clause),
          cell(entry.row.asks),
          STATUS[entry.status],
          groundOf(entry),
        ),
      ),
    ]),
    '',
  ].join('\n');
};

/** What a page says of each row: read back, so that a stale page is found out. */
export const readPage = (
  page: string,
): ReadonlyMap<string, { readonly status: Status; readonly proofs: readonly Citation[] }> =>
  new Map(
    page
      .split('\n')
      .filter((text) => /^\| (?:S62|SEV|KIL|IZO|MR)-/.test(text))
      .map((text) => {
        const [, id, , , status, by] = text.split(/(?<!\\)\|/).map((one) => one.trim().replace(/\\\|/g, '|'));
        const proofs =
          status === STATUS.proven
            ? (by ?? '').split('<br>').map((one) => {
                const [, file, titles] = /^`([^`]+)`: (.*)$/s.exec(one) ?? [];
                return { file: file ?? '', titles: (titles ?? '').split(DOWN) };
              })
            : [];
        const found = (Object.keys(STATUS) as Status[]).find((each) => STATUS[each] === status);
        return [id ?? '', { status: found ?? 'missing', proofs }] as const;
      }),
  );
