/** Tables for people who work in spreadsheets: XLSX, and CSV as a Russian Excel opens it. Knows nothing of what stands in them. */
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { onPaper } from './print';

/** A calendar date `YYYY-MM-DD` is written as a date where `date` says so. */
export type CellValue = string | number | null;

export interface Column<Row> {
  readonly heading: string;
  /** In characters; as the longest word of the heading by default. */
  readonly width?: number;
  /** Stands in an XLSX file for programs: shown neither on screen nor on paper. */
  readonly hidden?: true;
  /** The cell is a calendar date. */
  readonly date?: boolean;
  readonly cell: (row: Row, index: number) => CellValue;
}

export interface Sheet<Row> {
  /** Name of the sheet, 31 characters at most. */
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

export const SHEET_FORMATS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
export type SheetFormat = keyof typeof SHEET_FORMATS;

/** A name of a sheet as long as the format lets it be. */
const nameOf = (title: string): string => title.slice(0, 31);

const asRussian = (date: string): string => date.split('-').reverse().join('.');

/** Semicolons, a byte order mark and CRLF; dates as dd.mm.yyyy. What a spreadsheet would run as a formula is written as text. */
const toCsv = <Row>({ columns, rows }: Sheet<Row>): Buffer =>
  Buffer.from(
    stringify(
      [
        columns.map(({ heading }) => heading),
        ...rows.map((row, index) =>
          columns.map(({ cell, date }) => {
            const value = cell(row, index);
            return date === true && typeof value === 'string' ? asRussian(value) : value;
          }),
        ),
      ],
      { delimiter: ';', bom: true, record_delimiter: 'windows', escape_formulas: true },
    ),
    'utf8',
  );

/** Points of one line; heights are ours to say, for not every program finds them out. */
const LINE = 15;
/** What every cell has. */
const CELL = { alignVertical: 'top', borderColor: '#808080', borderStyle: 'thin' } as const;
const HEADING = {
  ...CELL,
  fontWeight: 'bold',
  backgroundColor: '#e7e6e6',
  height: 3 * LINE,
  wrap: true,
  align: 'center',
  alignVertical: 'center',
} as const;

/** As wide as its longest word; a date needs ten characters. */
const widthOf = <Row>({ heading, width, date }: Column<Row>): number =>
  width ?? Math.max(date === true ? 11 : 8, ...heading.split(' ').map((word) => word.length + 3));

/** Lines that a text takes in a column, broken between words and within those that are longer. */
const linesIn = (text: string, width: number): number => {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) {
      lines += 1;
      used = word.length;
    } else used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.floor(Math.max(0, used - 1) / width);
    used = Math.min(used, width);
  }
  return lines;
};

const toXlsx = <Row>({ title, columns, rows }: Sheet<Row>): Promise<Buffer> => {
  const widths = columns.map(widthOf);
  const hidden = columns.map((column) => column.hidden === true);
  const written = rows.map((row, index) => {
    const values = columns.map(({ cell }) => cell(row, index));
    const lines = values.map((value, at) =>
      typeof value === 'string' && hidden[at] === false ? linesIn(value, (widths[at] ?? 2) - 1) : 1,
    );
    const height = LINE * Math.max(1, ...lines);
    return values.map((value, at) => {
      if (value === null) return { type: String, height, ...CELL };
      if (columns[at]?.date === true) {
        const day = new Date(`${value}T00:00:00.000Z`);
        return { value: day, type: Date, format: 'dd.mm.yyyy', height, ...CELL };
      }
      return typeof value === 'number'
        ? { value, type: Number, height, ...CELL }
        : { value, type: String, wrap: true, height, ...CELL };
    });
  });
  return writeXlsxFile(
    [columns.map(({ heading }) => ({ value: heading, ...HEADING })), ...written],
    { sheet: nameOf(title), stickyRowsCount: 1, columns: widths.map((width) => ({ width })) },
    { features: [onPaper(nameOf(title), widths, hidden)] },
  ).toBuffer();
};

/** The bytes of the file. */
export const writeSheet = async <Row>(sheet: Sheet<Row>, format: SheetFormat): Promise<Buffer> =>
  format === 'csv' ? toCsv(sheet) : toXlsx(sheet);
