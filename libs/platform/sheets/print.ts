/** How a sheet looks on paper: across the page, in letters one can read, its headings on every page. */
import type { Feature } from 'write-excel-file/node';

/** Papers by their codes in the file format, with the characters they show across in letters one can read. */
const A4 = { code: 9, characters: 200 } as const;
const A3 = { code: 8, characters: 300 } as const;

const quoted = (sheet: string): string =>
  `'${sheet.replaceAll("'", "''").replaceAll('&', '&amp;').replaceAll('<', '&lt;')}'`;

/**
 * @param widths of the columns, in characters
 * @param hidden for each column, whether it stands in the file and is shown neither on screen nor on paper
 */
export const onPaper = <Content>(
  sheet: string,
  widths: readonly number[],
  hidden: readonly boolean[],
): Feature<Content> => {
  const across = widths.reduce((sum, width, at) => sum + (hidden[at] === true ? 0 : width), 0);
  const paper = across <= A4.characters ? A4 : A3;
  // What is wider than any paper goes on beside it, under its first two columns again.
  const pages = Math.max(1, Math.ceil(across / paper.characters));
  const titles = `${pages > 1 ? `${quoted(sheet)}!$A:$B,` : ''}${quoted(sheet)}!$1:$1`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transformElementAttributes: (tag, attributes) =>
            tag === 'col' && hidden[Number(attributes['min']) - 1] === true
              ? { ...attributes, hidden: 1 }
              : attributes,
          // The format has an order: properties before the views, margins and page after the rows.
          transform: (xml) =>
            xml
              .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
              .replace(
                '</sheetData>',
                '</sheetData><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
                  `<pageSetup paperSize="${paper.code}" orientation="landscape" fitToWidth="${pages}" fitToHeight="0"/>` +
                  '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
              ),
        },
        'xl/workbook.xml': {
          transform: (xml) =>
            xml.replace(
              '<definedNames/>',
              `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${titles}</definedName></definedNames>`,
            ),
        },
      },
    },
  };
};
