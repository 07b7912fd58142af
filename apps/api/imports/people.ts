/** People a school knows, as a file may speak of them: by id, by name and date of birth, by name alone. */
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { folded, type RowData } from './columns';
import { personKey } from './rows';

export type PersonCells = { readonly [cell: string]: string | undefined };

/** What the school's people are recognised by. */
export class KnownPeople {
  private readonly byKey = new Map<string, Uuid>();
  constructor(
    private readonly ids: ReadonlySet<Uuid>,
    readonly people: ReadonlyMap<Uuid, PersonCells>,
  ) {
    for (const [id, data] of people) this.byKey.set(personKey(data), id);
  }

  /** The id of a row goes before its name; `ANOTHER`: it is somebody else's. */
  find(data: RowData): Uuid | 'ANOTHER' | undefined {
    const { id } = data;
    if (id === undefined || !this.ids.has(id)) return this.byKey.get(personKey(data));
    const held = this.people.get(id);
    // Nothing is held of who was erased.
    if (held === undefined) return id;
    const other = (['familyName', 'givenName', 'patronymic', 'birthDate'] as const).some(
      (cell) => data[cell] !== undefined && folded(data[cell]) !== folded(held[cell] ?? ''),
    );
    return other ? 'ANOTHER' : id;
  }

  has(id: Uuid): boolean {
    return this.ids.has(id);
  }

  /** Ids of everybody with a full name, and with a date of birth where it is said. */
  named(name: string, birthDate?: IsoDate): readonly Uuid[] {
    return [...this.people]
      .filter(
        ([, { familyName, givenName, patronymic, birthDate: born }]) =>
          folded([familyName, givenName, patronymic].filter(Boolean).join(' ')) === folded(name) &&
          (birthDate === undefined || birthDate === born),
      )
      .map(([id]) => id);
  }
}
