/** A paper as its author thinks of it: what stands on it and in which order. How it looks is for `write.ts`. */

/** `null` is left empty, to be filled in by hand. */
export type Cell = string | null;

/** Above a paper, at its right (УТВЕРЖДАЮ) or at its left (СОГЛАСОВАНО, ПРИНЯТО). */
export interface Stamp {
  readonly word: 'УТВЕРЖДАЮ' | 'УТВЕРЖДЕНО' | 'СОГЛАСОВАНО' | 'ПРИНЯТО';
  readonly lines: readonly string[];
}

export interface Column {
  readonly heading: string;
  /** Share of the width of the page, in percent; shares of a table make 100. */
  readonly width: number;
}

/** Position or role of who signs, and the name beside the line; `null` for a name to be written by hand. */
export interface Signature {
  readonly who: string;
  readonly name: Cell;
}

export type Block =
  /** Justified, with a first line indented; `plain` begins at the margin. */
  | { readonly kind: 'text'; readonly text: string; readonly plain?: true }
  | { readonly kind: 'centred'; readonly text: string; readonly bold?: true }
  | { readonly kind: 'heading'; readonly text: string }
  /** A numbered point: `1.`, `2.1.`. */
  | { readonly kind: 'point'; readonly number: string; readonly text: string }
  /** A label and what stands under it; a line for the hand where nothing does. */
  | { readonly kind: 'field'; readonly label: string; readonly value: Cell }
  /** Empty ruled lines. */
  | { readonly kind: 'lines'; readonly count: number }
  /** One line with a text at each margin. */
  | { readonly kind: 'ends'; readonly left: string; readonly right: string }
  | { readonly kind: 'stamps'; readonly left?: Stamp; readonly right?: Stamp }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly kind: 'signatures'; readonly signatures: readonly Signature[] };

/** Begins a page of its own, marked at its right: «Приложение 1 / к приказу …». */
export interface Annex {
  readonly mark: readonly string[];
  readonly title: string;
  readonly body: readonly Block[];
  readonly landscape?: true;
}

export interface Paper {
  /** What kind of paper it is; stands in the properties of the file and names nobody. */
  readonly title: string;
  /** Day of the paper, `YYYY-MM-DD`: the only date in the properties of the file. */
  readonly on: string;
  /** Size of its letters, points. */
  readonly size: 12 | 14;
  readonly body: readonly Block[];
  readonly annexes?: readonly Annex[];
}
