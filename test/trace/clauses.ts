/** The clauses of the five regulations, and what is said of those that no rule enforces. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'libs/domain/regulation/clauses');

/** The five seeds in their order, with what a reader calls them. */
export const SEEDS = [
  { name: 'izo', prefix: 'IZO', title: 'Изобильненский городской округ' },
  { name: 'sev', prefix: 'SEV', title: 'ЗАТО Северск, муниципальная программа 2021–2024' },
  { name: 'mr', prefix: 'MR', title: 'Методические рекомендации' },
  { name: 's62', prefix: 'S62', title: 'МОУ СОШ № 62' },
  { name: 'kil', prefix: 'KIL', title: 'Кильмезская школа' },
] as const;
export type Seed = (typeof SEEDS)[number];

/** One demand of one clause. */
export interface Row {
  readonly id: string;
  readonly clause: string;
  readonly kind: string;
  readonly asks: string;
  readonly quote: string;
}

/** Why a row needs no test of its own. */
export type RowClass =
  /** The act can be recorded and reported, and no rule attaches: by which event, order, parameter or register. */
  | { readonly as: 'recorded'; readonly by: readonly string[] }
  | { readonly as: 'notSoftware'; readonly why: string };

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));

export const rowsOf = (seed: Seed): readonly Row[] => read(`${seed.name}.json`) as readonly Row[];
export const allRows = (): readonly Row[] => SEEDS.flatMap(rowsOf);
export const rowClasses = (): Readonly<Record<string, RowClass>> =>
  read('classes.json') as Readonly<Record<string, RowClass>>;
