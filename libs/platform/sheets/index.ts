/** Door: tables as XLSX and CSV. */
export {
  type CellValue,
  type Column,
  type Sheet,
  SHEET_FORMATS,
  type SheetFormat,
  writeSheet,
} from './sheets';
export { cellAt, readTable, type ReadTable, type ReadValue, UnreadableSheet } from './read';
