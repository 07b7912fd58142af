/** Files in, the same cells out, whatever program wrote them. */
import { zipSync } from 'fflate';
import { cellAt, readTable, UnreadableSheet } from './read';
import { type Sheet, writeSheet } from './sheets';

interface Row {
  readonly name: string;
  readonly on: string | null;
  readonly count: number;
}
const sheet: Sheet<Row> = {
  title: 'Лист',
  columns: [
    { heading: 'ФИО', cell: ({ name }) => name },
    { heading: 'Дата', date: true, cell: ({ on }) => on },
    { heading: 'Встреч', cell: ({ count }) => count },
  ],
  rows: [
    { name: 'Ёлкина; Анна', on: '2021-01-18', count: 3 },
    { name: '=HYPERLINK("x")', on: null, count: 0 },
  ],
};

it('reads what is written, in either form', async () => {
  expect(await readTable(await writeSheet(sheet, 'xlsx'), 'xlsx')).toEqual({
    sheet: 'Лист',
    formulas: new Set(),
    rows: [
      ['ФИО', 'Дата', 'Встреч'],
      ['Ёлкина; Анна', '2021-01-18', 3],
      ['=HYPERLINK("x")', null, 0],
    ],
  });
  expect((await readTable(await writeSheet(sheet, 'csv'), 'csv')).rows).toEqual([
    ['ФИО', 'Дата', 'Встреч'],
    ['Ёлкина; Анна', '18.01.2021', '3'],
    ['=HYPERLINK("x")', null, '0'],
  ]);
});

it.each([
  ['UTF-8', Buffer.from('ФИО;Дата\nЁлкина;1')],
  ['UTF-8 with its mark and CRLF', Buffer.from('\ufeffФИО;Дата\r\nЁлкина;1\r\n')],
  ['commas', Buffer.from('ФИО,Дата\nЁлкина,1')],
  [
    'Windows-1251 of a Russian Excel',
    Buffer.from([
      0xd4, 0xc8, 0xce, 0x3b, 0xc4, 0xe0, 0xf2, 0xe0, 0x0d, 0x0a, 0xa8, 0xeb, 0xea, 0xe8, 0xed, 0xe0, 0x3b,
      0x31,
    ]),
  ],
])('CSV in %s', async (_, bytes) => {
  expect((await readTable(bytes, 'csv')).rows.slice(0, 2)).toEqual([
    ['ФИО', 'Дата'],
    ['Ёлкина', '1'],
  ]);
});

it('a formula is told from its value', async () => {
  expect((await readTable(Buffer.from('ФИО;Дата\n=A1;1'), 'csv')).formulas).toEqual(new Set(['A2']));
});

it('names cells as a spreadsheet does', () => {
  expect([cellAt(0, 0), cellAt(6, 1), cellAt(9, 26), cellAt(0, 701), cellAt(0, 702)]).toEqual([
    ...['A1', 'B7', 'AA10', 'ZZ1', 'AAA1'],
  ]);
});

it.each([
  ['no archive', () => Buffer.from('ФИО;Дата')],
  ['an archive of something else', () => Buffer.from(zipSync({ 'a.txt': new Uint8Array(3) }))],
  [
    'an archive that grows',
    () => Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(70 * 1024 * 1024) })),
  ],
])('%s is no spreadsheet', async (_, bytes) => {
  await expect(readTable(bytes(), 'xlsx')).rejects.toThrow(UnreadableSheet);
});
