/** Rows of a file, each cell understood or listed with its address and what is wrong with it; all of them in one go. */
import { cellAt, type ReadTable } from '@nastavnik/platform/sheets';
import {
  folded,
  IMPORT_KINDS,
  type ImportColumn,
  type ImportKind,
  type PairRowData,
  PASSED_OVER,
  type RowData,
} from './columns';

/** Something wrong with a file. What stands in the cell is never repeated: it may be personal data. */
export interface CellError {
  readonly sheet: string;
  /** `B7`. */
  readonly cell: string;
  /** Number of the row as a spreadsheet counts it. */
  readonly row: number;
  /** Heading of the column; `null` where the whole row or file is meant. */
  readonly column: string | null;
  /** In Russian. */
  readonly reason: string;
}
export interface ImportRow<Data = RowData> {
  readonly row: number;
  readonly data: Data;
}
export interface ReadRows {
  readonly rows: readonly ImportRow<RowData & PairRowData>[];
  readonly errors: readonly CellError[];
  /** What is wrong with a cell, by the key of its column; at the row as a whole where the file has no such column. */
  readonly wrong: (row: number, key: string, reason: string) => CellError;
}

/** What an empty cell is told that must say something. */
export const REQUIRED = 'обязательно и не указано';
/** Rows that a file may have. */
export const MOST_ROWS = 2_000;

/** One person is one name and one date of birth, however they are spelt. */
export const personKey = ({
  familyName,
  givenName,
  patronymic,
  birthDate,
}: {
  readonly familyName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly patronymic?: string | undefined;
  readonly birthDate?: string | undefined;
}): string =>
  [familyName, givenName, patronymic].map((part) => folded(part ?? '')).join(' ') + ` ${birthDate}`;

/** Errors of a row as a whole stand at its first cell. */
export const rowError = (sheet: string, row: number, reason: string): CellError => ({
  ...{ sheet, cell: cellAt(row - 1, 0), row, column: null, reason },
});

export const readRows = ({ sheet, rows, formulas }: ReadTable, register: ImportKind): ReadRows => {
  const columns = Object.entries<ImportColumn>(IMPORT_KINDS[register]);
  const errors: CellError[] = [];
  const at = (row: number, column: number, reason: string): void => {
    const heading = rows[0]?.[column];
    errors.push({
      ...{ sheet, cell: cellAt(row, column), row: row + 1, reason },
      column: typeof heading === 'string' ? heading : null,
    });
  };
  const places = new Map<string, number>();
  const wrong = (row: number, key: string, reason: string): CellError => {
    const place = places.get(key);
    const column = columns.find(([name]) => name === key)?.[1].heading ?? null;
    return place === undefined
      ? { ...rowError(sheet, row, reason), column }
      : { sheet, cell: cellAt(row - 1, place), row, column, reason };
  };
  (rows[0] ?? []).forEach((value, column) => {
    const heading = folded(String(value ?? ''));
    const known = columns.find(([, one]) => folded(one.heading) === heading);
    if (heading === '' || (known === undefined && PASSED_OVER.has(heading))) return;
    if (known === undefined) at(0, column, 'такого столбца в реестре нет');
    else if (places.has(known[0])) at(0, column, 'столбец повторяется');
    else places.set(known[0], column);
  });
  for (const [key, { heading, required }] of columns) {
    if (required === true && !places.has(key))
      errors.push({ ...rowError(sheet, 1, 'такого столбца нет, а он обязателен'), column: heading });
  }
  if (errors.length > 0) return { rows: [], errors, wrong };

  const filled = rows
    .map((_, index) => index)
    .filter((index) => index > 0 && rows[index]!.some((cell) => cell !== null));
  if (filled.length > MOST_ROWS)
    return {
      ...{ rows: [], wrong },
      errors: [rowError(sheet, MOST_ROWS + 2, `строк больше ${MOST_ROWS}: разделите файл`)],
    };
  const ids = places.get('id');
  const identified = (index: number): boolean => ids !== undefined && (rows[index]![ids] ?? null) !== null;
  const found: ImportRow<RowData & PairRowData>[] = [];
  for (const index of filled) {
    const before = errors.length;
    const data: Record<string, unknown> = {};
    for (const [key, { required, ofNew, read }] of columns) {
      const column = places.get(key);
      if (column === undefined) continue;
      const value = rows[index]![column] ?? null;
      if (formulas.has(cellAt(index, column))) at(index, column, 'формулы не читаются: вставьте значение');
      else if (value === null || String(value).trim() === '') {
        if (required === true && !(ofNew === true && identified(index))) at(index, column, REQUIRED);
      } else {
        const understood = read(value);
        if ('bad' in understood) at(index, column, understood.bad);
        else data[key] = understood.value;
      }
    }
    if (errors.length === before) found.push({ row: index + 1, data: data as RowData & PairRowData });
  }
  return { rows: found, errors, wrong };
};
