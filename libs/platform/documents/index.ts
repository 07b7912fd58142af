/** Door: papers as Word documents. */
export {
  type Annex,
  type Block,
  type Cell,
  type Column,
  type Paper,
  type Signature,
  type Stamp,
} from './paper';
export { BLANK, blank, dateInWords, longDate } from './words';
export { DOCX, writePaper } from './write';
