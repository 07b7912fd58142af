/** Tables that people send: XLSX, and CSV in the spellings that spreadsheets write. Knows nothing of what stands in them. */
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, unzip } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import type { SheetFormat } from './sheets';

/** A calendar date in a cell of dates comes as `YYYY-MM-DD`. */
export type ReadValue = string | number | boolean | null;

export interface ReadTable {
  /** Name of the sheet; `CSV` for a file that has none. */
  readonly sheet: string;
  /** The first row is that of the headings. */
  readonly rows: readonly (readonly ReadValue[])[];
  /** Addresses of cells that hold a formula: what they show is not what they say. */
  readonly formulas: ReadonlySet<string>;
}

/** The bytes are no such file, or would grow beyond reason when unpacked. */
export class UnreadableSheet extends Error {
  constructor() {
    super('the file is not a readable spreadsheet');
    this.name = 'UnreadableSheet';
  }
}

/** Bytes that a file may grow to. */
const LARGEST_UNPACKED = 64 * 1024 * 1024;

/** `B7` of a row and a column, both from 0. */
export const cellAt = (row: number, column: number): string => {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${row + 1}`;
};

/** Text of a CSV: UTF-8 with or without its mark; what is not UTF-8 is what Excel writes in Russian, Windows-1251. */
const textOf = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
};

/** What {@link writeSheet} marked as text, so that no spreadsheet runs it. */
const unescaped = (value: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(value) ? value.slice(1) : value);

const readCsv = (bytes: Buffer): ReadTable => {
  const text = textOf(bytes);
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = heading.split(';').length >= heading.split(',').length ? ';' : ',';
  const rows: string[][] = parseCsv(text, { delimiter, relax_column_count: true, skip_empty_lines: false });
  const formulas = new Set<string>();
  return {
    sheet: 'CSV',
    formulas,
    rows: rows.map((row, at) =>
      row.map((value, column) => {
        if (value.startsWith('=')) formulas.add(cellAt(at, column));
        return value === '' ? null : unescaped(value);
      }),
    ),
  };
};

/** The files of the archive that are small enough altogether. */
const unpacked = (bytes: Buffer): Promise<{ readonly [name: string]: Uint8Array }> =>
  new Promise((resolve, reject) => {
    let size = 0;
    unzip(
      bytes,
      {
        filter: ({ name, originalSize }) => {
          size += originalSize;
          if (size > LARGEST_UNPACKED) throw new UnreadableSheet();
          return /^xl\/worksheets\/sheet\d+\.xml$/.test(name);
        },
      },
      (error, files) => (error === null ? resolve(files) : reject(error)),
    );
  });

const readXlsx = async (bytes: Buffer): Promise<ReadTable> => {
  const sheets = await unpacked(bytes);
  const [first] = await readXlsxFile(bytes);
  if (first === undefined) throw new UnreadableSheet();
  const xml = strFromU8(sheets['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const formulas = [...xml.matchAll(/<c [^>]*?r="([A-Z]+\d+)"[^>]*>\s*<f[ />]/g)].map(
    ([, at]) => at as string,
  );
  return {
    sheet: first.sheet,
    formulas: new Set(formulas),
    rows: first.data.map((row) =>
      row.map((value) =>
        value instanceof Date ? value.toISOString().slice(0, 10) : ((value ?? null) as ReadValue),
      ),
    ),
  };
};

/**
 * The first sheet of a file.
 * @throws UnreadableSheet
 */
export const readTable = async (bytes: Buffer, format: SheetFormat): Promise<ReadTable> => {
  try {
    return format === 'csv' ? readCsv(bytes) : await readXlsx(bytes);
  } catch {
    // The message of a parser may quote a cell.
    throw new UnreadableSheet();
  }
};
