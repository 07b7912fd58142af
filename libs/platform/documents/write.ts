/**
 * Papers as Word files, laid out after GOST R 7.0.97-2016: margins of 30, 10, 20 and 20 mm, Times New Roman, first lines indented by
 * 1.25 cm, pages numbered in the middle of the top margin from the second on. The same paper is the same bytes, so that its hash can
 * be recorded.
 */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { Annex, Block, Cell, Paper, Signature, Stamp } from './paper';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const FONT = 'Times New Roman';
const mm = convertMillimetersToTwip;
const A4 = { width: mm(210), height: mm(297) };
const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(10), header: mm(10), footer: mm(10) };
const INDENT = mm(12.5);
/** Line spacing of 1.15, in 240ths. */
const LINE = 276;

const widthOf = (landscape: boolean): number =>
  (landscape ? A4.height : A4.width) - MARGIN.left - MARGIN.right;

/** Text with its line breaks, tabs, and the spaces that no line may end at. */
const runs = (text: string, options: { readonly bold?: boolean; readonly size?: number } = {}): TextRun[] =>
  text
    .replace(/(№|п\.) /g, '$1\u00a0')
    .split('\n')
    .map((line, at) => {
      const children = line.split('\t').flatMap((part, tab) => (tab === 0 ? [part] : [new Tab(), part]));
      return new TextRun({ children, ...options, ...(at === 0 ? {} : { break: 1 }) });
    });

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

interface SideCell {
  readonly children: readonly Paragraph[];
  /** A line for the hand below it. */
  readonly ruled?: true;
}

/** A table without lines, for what stands side by side. @param shares percent of the width */
const sideBySide = (
  width: number,
  shares: readonly number[],
  rows: readonly (readonly SideCell[])[],
): Table => {
  const widths = shares.map((share) => Math.round((width * share) / 100));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            ({ children, ruled }, at) =>
              new TableCell({
                borders: { ...NO_BORDERS, ...(ruled === true ? { bottom: RULE } : {}) },
                margins: { left: 0, right: 0 },
                verticalAlign: ruled === true ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
                width: { size: widths[at] ?? 0, type: WidthType.DXA },
                children: children.length === 0 ? [new Paragraph({})] : [...children],
              }),
          ),
        }),
    ),
  });
};

const EMPTY: SideCell = { children: [] };

const stamp = (of: Stamp | undefined): SideCell => ({
  children:
    of === undefined
      ? []
      : [of.word, ...of.lines].map(
          (line) => new Paragraph({ children: runs(line), spacing: { line: 240, after: 40 } }),
        ),
});

/** Who signs, a line to sign on, a line with the name; what the lines are for stands below them in small print. */
const signatures = (width: number, of: readonly Signature[]): readonly (Paragraph | Table)[] => {
  const centred = (text: string, size?: number): readonly Paragraph[] => [
    new Paragraph({
      children: runs(text, size === undefined ? {} : { size }),
      alignment: AlignmentType.CENTER,
      ...(size === undefined ? { spacing: { before: 200 } } : {}),
    }),
  ];
  return [
    new Paragraph({ keepNext: true }),
    sideBySide(
      width,
      [48, 20, 2, 30],
      of.flatMap(({ who, name }): readonly SideCell[][] => [
        [
          { children: [new Paragraph({ children: runs(who), keepNext: true, spacing: { before: 200 } })] },
          { children: [], ruled: true },
          EMPTY,
          { children: centred(name ?? ''), ruled: true },
        ],
        [
          EMPTY,
          { children: centred('(подпись)', 16) },
          EMPTY,
          { children: centred('(расшифровка подписи)', 16) },
        ],
      ]),
    ),
  ];
};

const cell = (
  value: Cell,
  { heading, width }: { readonly heading?: boolean; readonly width: number },
): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: heading === true ? VerticalAlign.CENTER : VerticalAlign.TOP,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [
      new Paragraph({
        children: runs(value ?? '', { size: 22, ...(heading === true ? { bold: true } : {}) }),
        alignment: heading === true ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { line: 240 },
      }),
    ],
  });

const table = (width: number, { columns, rows }: Extract<Block, { kind: 'table' }>): Table => {
  const widths = columns.map((column) => Math.round((width * column.width) / 100));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ heading }, at) => cell(heading, { heading: true, width: widths[at] ?? 0 })),
      }),
      ...rows.map(
        (values) =>
          new TableRow({
            cantSplit: true,
            children: values.map((value, at) => cell(value, { width: widths[at] ?? 0 })),
          }),
      ),
    ],
  });
};

/** A text, and a line for the hand up to the right margin. */
const ruled = (width: number, text: string): Paragraph =>
  new Paragraph({
    children: runs(`${text}\t`),
    spacing: { line: LINE, before: 40 },
    tabStops: [{ type: TabStopType.RIGHT, position: width, leader: 'underscore' }],
  });

/** Letters of a label that still leave room for the hand beside it. */
const SHORT_LABEL = 48;

/** @param keepNext stays on the page of what follows: no signature stands alone on a page */
const drawn = (block: Block, width: number, keepNext = false): readonly (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'text':
      return [
        new Paragraph({
          children: runs(block.text),
          alignment: AlignmentType.JUSTIFIED,
          keepNext,
          ...(block.plain === true
            ? { spacing: { line: LINE, before: 120 } }
            : { spacing: { line: LINE }, indent: { firstLine: INDENT } }),
        }),
      ];
    case 'centred':
      return [
        new Paragraph({
          children: runs(block.text, block.bold === true ? { bold: true } : {}),
          alignment: AlignmentType.CENTER,
        }),
      ];
    case 'heading':
      return [
        new Paragraph({
          children: runs(block.text, { bold: true }),
          keepNext: true,
          spacing: { before: 200, after: 80 },
        }),
      ];
    case 'point':
      return [
        new Paragraph({
          children: runs(`${block.number} ${block.text}`),
          alignment: AlignmentType.JUSTIFIED,
          keepNext,
          indent: { firstLine: INDENT },
          spacing: { line: LINE },
        }),
      ];
    case 'field':
      if (block.value === null && block.label.length <= SHORT_LABEL)
        return [ruled(width, `${block.label}: `)];
      return [
        new Paragraph({
          children: runs(`${block.label}: ${block.value ?? ''}`),
          keepNext: block.value === null,
          spacing: { line: LINE, before: 40 },
        }),
        ...(block.value === null ? [ruled(width, '')] : []),
      ];
    case 'lines':
      return Array.from({ length: block.count }, () => ruled(width, ''));
    case 'ends':
      return [
        new Paragraph({
          children: runs(`${block.left}\t${block.right}`),
          tabStops: [{ type: TabStopType.RIGHT, position: width }],
          spacing: { before: 120, after: 120 },
        }),
      ];
    case 'stamps':
      return [
        sideBySide(width, [46, 10, 44], [[stamp(block.left), EMPTY, stamp(block.right)]]),
        new Paragraph({}),
      ];
    case 'table':
      return [table(width, block), new Paragraph({})];
    case 'signatures':
      return signatures(width, block.signatures);
  }
};

const drawnAll = (blocks: readonly Block[], width: number): readonly (Paragraph | Table)[] =>
  blocks.flatMap((block, at) => drawn(block, width, blocks[at + 1]?.kind === 'signatures'));

/** Number of the page above it; none on the first. */
const numbered = (): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  });

const section = (
  children: readonly (Paragraph | Table)[],
  { first, landscape }: { readonly first: boolean; readonly landscape: boolean },
): ISectionOptions => ({
  properties: {
    type: SectionType.NEXT_PAGE,
    titlePage: first,
    page: {
      margin: MARGIN,
      size: { ...A4, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
    },
  },
  headers: {
    default: numbered(),
    ...(first ? { first: new Header({ children: [new Paragraph({})] }) } : {}),
  },
  children: [...children],
});

const annexed = ({ mark, title, body, ...annex }: Annex): ISectionOptions => {
  const landscape = annex.landscape === true;
  const width = widthOf(landscape);
  return section(
    [
      sideBySide(
        width,
        [58, 42],
        [[EMPTY, { children: mark.map((line) => new Paragraph({ children: runs(line) })) }]],
      ),
      new Paragraph({
        children: runs(title, { bold: true }),
        alignment: AlignmentType.CENTER,
        spacing: { before: 240, after: 200 },
      }),
      ...drawnAll(body, width),
    ],
    { first: false, landscape },
  );
};

/** The file without what differs from one making to the next: the hour in its properties and in its archive. */
const steady = (bytes: Uint8Array, on: string): Buffer => {
  const parts = unzipSync(bytes);
  const properties = Buffer.from(parts['docProps/core.xml'] ?? []).toString('utf8');
  const dated = properties.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, `${on}T00:00:00Z`);
  return Buffer.from(
    // The earliest hour an archive can tell, in the zone of whoever writes it: archives know none.
    zipSync(
      { ...parts, 'docProps/core.xml': Buffer.from(dated, 'utf8') },
      { mtime: new Date(1980, 0, 1), level: 6 },
    ),
  );
};

/** The bytes of a Word file. */
export const writePaper = async (paper: Paper): Promise<Buffer> => {
  const width = widthOf(false);
  const document = new Document({
    title: paper.title,
    creator: 'Nastavnik',
    lastModifiedBy: 'Nastavnik',
    styles: {
      default: { document: { run: { font: FONT, size: paper.size * 2, language: { value: 'ru-RU' } } } },
    },
    sections: [
      section(drawnAll(paper.body, width), { first: true, landscape: false }),
      ...(paper.annexes ?? []).map(annexed),
    ],
  });
  return steady(await Packer.toBuffer(document), paper.on);
};
