/** What a register is to its readers: one definition serves the list, the search by name and the file. */
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import type { CellValue } from '@nastavnik/platform/sheets';
import type { JsonText, Organisations, Page } from '@nastavnik/read-models';
import type { policy } from '../../policy';
import type { PersonRecord } from '../reading';

/** What a cell may ask for besides its entry. */
export interface Look {
  /** Name of a person; the id where the reader may not see it. */
  name(id: Uuid): string;
  /** What the vault holds of a person; nothing for a reader above the school. */
  person(id: Uuid): PersonRecord | undefined;
  /** Short name of a school or a municipality. */
  organisation(id: Uuid): string;
  /** Where cases of a person stand. */
  links(id: Uuid): readonly string[];
  /** The personal data were destroyed. */
  erased(id: Uuid): boolean;
  /** The successful experience of a mentor in words, for those who may read the person's record. */
  experience(id: Uuid): string | null;
  /** The day the file is made. */
  readonly on: IsoDate;
}

export interface RegisterColumn<Entry> {
  /** Stable: what an import and a program know the column by. */
  readonly key: string;
  readonly heading: string;
  readonly width?: number;
  /** For programs, an import before all: not shown in an XLSX file. */
  readonly hidden?: true;
  /** The cell is a calendar date. */
  readonly date?: boolean;
  readonly cell: (entry: Entry, look: Look, index: number) => CellValue;
}

/** Filters by name: the codes allowed, or `date` for a day. */
export interface Filters {
  readonly [name: string]: readonly string[] | 'date' | 'flag';
}
export interface RegisterDefinition<Entry> {
  /** In the path and in names of files. */
  readonly name: string;
  /** Title of the sheet, 31 characters at most. */
  readonly title: string;
  /** R1 to R13, as the regulations' registers are numbered here; `—` for one beside them. */
  readonly code: string;
  readonly clauses: readonly string[];
  /** Read model whose position the answer speaks of. */
  readonly model: string;
  readonly act: keyof typeof policy;
  readonly filters: Filters;
  readonly sorts: readonly string[];
  readonly find: (
    organisations: Organisations,
    /** Filters that the register has, with values it knows; paging. */
    question: object,
    on: IsoDate,
  ) => Promise<JsonText<Page<Entry>>>;
  /** School or municipality an entry belongs to: names are shown to its own people only. */
  readonly organisation: (entry: Entry) => Uuid;
  /** People an entry names; sorted by the name of the first. */
  readonly people: (entry: Entry) => readonly Uuid[];
  /** What is shown above the school, where leaving out the sensitive categories is not enough. */
  readonly above?: (entry: Entry) => object;
  /** Whose experience in words stands in the file. */
  readonly experienceOf?: (entry: Entry) => Uuid | undefined;
  readonly columns: readonly RegisterColumn<Entry>[];
}

/** Only for the compiler: one register's parts speak of the same entries. */
export const register = <Entry>(of: RegisterDefinition<Entry>): RegisterDefinition<unknown> =>
  of as unknown as RegisterDefinition<unknown>;

export const several = (values: readonly (string | null | undefined)[]): string | null => {
  const said = values.filter((value): value is string => value !== null && value !== undefined);
  return said.length === 0 ? null : [...new Set(said)].join(', ');
};
export const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'да' : 'нет');
export const russian = (day: IsoDate): string => day.split('-').reverse().join('.');
/** «№ 78-Д от 01.02.2021». */
export const numbered = (number: string | null, on?: IsoDate | null): string | null =>
  number === null ? null : `№ ${number}${on ? ` от ${russian(on)}` : ''}`;

export const NUMBER: RegisterColumn<unknown> = {
  key: 'row',
  heading: '№',
  width: 6,
  cell: (_, _look, index) => index + 1,
};
export const organisationColumn = <Entry>(of: (entry: Entry) => Uuid): RegisterColumn<Entry> => ({
  key: 'organisation',
  heading: 'Организация',
  width: 26,
  cell: (entry, look) => look.organisation(of(entry)),
});
export const idColumn = <Entry>(of: (entry: Entry) => string): RegisterColumn<Entry> => ({
  key: 'id',
  heading: 'Идентификатор',
  width: 38,
  hidden: true,
  cell: of,
});
/** What an entry of the register is known by: its `id` column, which looks at nothing else; empty where there is none. */
export const identityIn = ({ columns }: RegisterDefinition<unknown>): ((entry: unknown) => string) => {
  const id = columns.find(({ key }) => key === 'id')?.cell as ((entry: unknown) => string) | undefined;
  return (entry) => id?.(entry) ?? '';
};
