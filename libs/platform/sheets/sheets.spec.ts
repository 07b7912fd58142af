/** What a spreadsheet gets to read is what was written, by readers that are not ours. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { itInOffice, openedInOffice } from '../../../test/support/office';
import { type Sheet, writeSheet } from '.';

interface Row {
  readonly name: string;
  readonly on: string | null;
  readonly meetings: number;
}
const sheet: Sheet<Row> = {
  title: 'Наставляемые',
  columns: [
    { heading: '№', cell: (_, index) => index + 1 },
    { heading: 'ФИО', width: 30, cell: ({ name }) => name },
    { heading: 'Дата', date: true, cell: ({ on }) => on },
    { heading: 'Встреч', cell: ({ meetings }) => meetings },
  ],
  rows: [
    { name: 'Ёлкина «Анна»; первая', on: '2021-03-01', meetings: 7 },
    { name: '=HYPERLINK("http://example.org")', on: null, meetings: 0 },
  ],
};

it('XLSX keeps text, dates and numbers as what they are', async () => {
  const rows = await readSheet(await writeSheet(sheet, 'xlsx'));
  expect(rows[0]).toEqual(['№', 'ФИО', 'Дата', 'Встреч']);
  expect(rows[1]).toEqual([1, 'Ёлкина «Анна»; первая', new Date('2021-03-01T00:00:00.000Z'), 7]);
  expect(rows[2]).toEqual([2, '=HYPERLINK("http://example.org")', null, 0]);
});

it('CSV is what a Russian Excel opens with a double click, and no cell of it is a formula', async () => {
  const bytes = await writeSheet(sheet, 'csv');
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(bytes.subarray(3).toString('utf8').split('\r\n')).toEqual([
    '№;ФИО;Дата;Встреч',
    '1;"Ёлкина «Анна»; первая";01.03.2021;7',
    `2;"'=HYPERLINK(""http://example.org"")";;0`,
    '',
  ]);
});

/** Ninety rows that do not fit on one page, a name that does not fit on one line, an id for programs. */
const long: Sheet<number> = {
  title: 'Пары и группы',
  columns: [
    { heading: '№', width: 6, cell: (row) => row },
    {
      heading: 'Наставники',
      width: 26,
      cell: () => 'Орлова Наталья Фёдоровна, Константинопольская Александра',
    },
    { heading: 'Дата вхождения в программу', date: true, cell: () => '2021-03-01' },
    { heading: 'Идентификатор', width: 38, hidden: true, cell: (row) => `id-of-${row}` },
  ],
  rows: Array.from({ length: 90 }, (_, at) => at + 1),
};
const partsOf = async (sheet: Sheet<number>) => {
  const parts = unzipSync(await writeSheet(sheet, 'xlsx'));
  return {
    sheet: strFromU8(parts['xl/worksheets/sheet1.xml']!),
    workbook: strFromU8(parts['xl/workbook.xml']!),
  };
};

it('XLSX prints across the page, headings on every one, ids on none; rows are as high as their words', async () => {
  const narrow = await partsOf(long);
  expect(narrow.sheet).toContain('<pageSetUpPr fitToPage="1"/>');
  expect(narrow.sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1"');
  expect(narrow.sheet).toMatch(/<col min="4" max="4" [^>]*hidden="1"/);
  expect(narrow.sheet).toMatch(/<row r="2" [^>]*ht="45"/);
  expect(narrow.workbook).toContain(">'Пары и группы'!$1:$1<");
  // Hidden from people, there for an import.
  expect((await readSheet(await writeSheet(long, 'xlsx')))[1]?.[3]).toBe('id-of-1');
});

it('a sheet too wide for A4 prints on A3, and beside it under its first columns what is wider still', async () => {
  const wide = await partsOf({
    ...long,
    columns: long.columns.map((column) => ({ ...column, width: 120 })),
  });
  expect(wide.sheet).toContain('<pageSetup paperSize="8" orientation="landscape" fitToWidth="2"');
  expect(wide.workbook).toContain(">'Пары и группы'!$A:$B,'Пары и группы'!$1:$1<");
});

itInOffice('XLSX opens in LibreOffice Calc as it is meant to print', async () => {
  const dir = process.env['KEEP_PAPERS'] || mkdtempSync(path.join(tmpdir(), 'nastavnik-sheets-'));
  try {
    writeFileSync(path.join(dir, 'pairs.xlsx'), await writeSheet(long, 'xlsx'));
    const { pages, text } = (await openedInOffice(dir, 'xlsx')).get('pairs')!;
    expect(pages).toBeGreaterThan(1);
    expect(text.match(/Наставники/g)).toHaveLength(pages);
    expect(text.match(/Константинопольская/g)).toHaveLength(90);
    expect(text).toContain('01.03.2021');
    expect(text).not.toContain('id-of-');
  } finally {
    if (!process.env['KEEP_PAPERS']) rmSync(dir, { recursive: true });
  }
});
