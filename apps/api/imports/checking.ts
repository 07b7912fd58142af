/** A file against the school it is meant for: what it would change, or everything that stands in the way. Nothing is written. */
import { Inject, Injectable } from '@nestjs/common';
import { Acts, type RehearsedAct } from '@nastavnik/commands';
import { domainCodec, participant, type ParticipantEvent, streamOf } from '@nastavnik/domain';
import { ERASED_RU } from '@nastavnik/domain/vocabulary';
import { fold, type Reason, type Stamp, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, readRecorded } from '@nastavnik/platform/event-store';
import type { ReadTable } from '@nastavnik/platform/sheets';
import { type SealedRecord, Vault } from '@nastavnik/platform/vault';
import {
  MAX_LIMIT,
  type PairEntry,
  PairRegisterQuery,
  parse,
  SchoolPeopleQuery,
} from '@nastavnik/read-models';
import { Reading } from '../queries/reading';
import {
  IMPORT_COLUMNS,
  type ImportColumn,
  type ImportKind,
  type ImportRegister,
  lined,
  PERSON_CELLS,
  type RowData,
} from './columns';
import { evidenceOf } from './evidence';
import { pairsMeant } from './pairs';
import { KnownPeople, type PersonCells } from './people';
import { broughtBy, type Known, meaningOf, type PlannedRow, stamped } from './plan';
import { type CellError, personKey, readRows, REQUIRED, rowError } from './rows';
import { refusedBecause, type RowNote } from './import-process';

export interface Checked {
  readonly sheet: string;
  /** Rows of the file that say something. */
  readonly total: number;
  readonly planned: readonly PlannedRow[];
  readonly unchanged: readonly RowNote[];
  readonly errors: readonly CellError[];
}

/** People read from the vault at once. */
const AT_ONCE = 1_000;

@Injectable()
export class ImportChecking {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly people: SchoolPeopleQuery,
    private readonly acts: Acts,
    private readonly pairs: PairRegisterQuery,
    private readonly reading: Reading,
  ) {}

  /** Every row at once: cells, repetitions, people the school knows, and what the rules would say to each act. */
  async check(
    table: ReadTable,
    kind: ImportKind,
    {
      importId,
      schoolId,
      stamp,
    }: { readonly importId: Uuid; readonly schoolId: Uuid; readonly stamp: Stamp },
  ): Promise<Checked> {
    const { sheet } = table;
    const { rows, errors: unread, wrong } = readRows(table, kind);
    const upTo = await this.store.lastPosition();
    await this.reading.asOf('mentee-register', upTo);
    const errors: CellError[] = [...unread];
    const unchanged: RowNote[] = [];
    const planned: PlannedRow[] = [];
    const broken = new Set(errors.map(({ row }) => row));
    const known = await this.knownPeople(schoolId, stamp);
    const first = new Map<string, number>();
    const whole = rows.filter(({ row }) => !broken.has(row));
    if (kind === 'pairs') {
      await this.reading.asOf('pair-register', upTo);
      const meant = await pairsMeant(whole, {
        ...{ sheet, wrong, importId, schoolId, actor: stamp.actor, known },
        pairs: await this.pairsOf(schoolId),
        issued: async (orderId) => (await this.store.readStream(streamOf.order(orderId))).length > 0,
      });
      planned.push(...meant.planned);
      unchanged.push(...meant.unchanged);
      errors.push(...meant.errors);
    }
    const register = kind === 'pairs' ? 'mentees' : kind;
    for (const { row, data } of kind === 'pairs' ? [] : whole) {
      const found = known.find(data);
      if (found === 'ANOTHER') {
        errors.push(rowError(sheet, row, 'под этим идентификатором школа знает другого человека'));
        continue;
      }
      // One person stands in a register once, known to the school or not.
      const key = found ?? personKey(data);
      const earlier = first.get(key);
      if (earlier !== undefined) {
        errors.push(rowError(sheet, row, `тот же человек уже стоит в строке ${earlier}`));
        continue;
      }
      first.set(key, row);
      if (found === undefined && data.familyName === ERASED_RU) {
        unchanged.push({ row, reason: 'данные этого человека уничтожены: переносить нечего' });
        continue;
      }
      const missing = found === undefined ? missingOfNew(data, register) : [];
      if (missing.length > 0) {
        errors.push(...missing.map((column) => ({ ...rowError(sheet, row, REQUIRED), column })));
        continue;
      }
      const meaning = meaningOf(
        { row, data },
        register,
        { importId, schoolId },
        found === undefined
          ? undefined
          : await this.heldOf(found, known.people.get(found) ?? {}, data, stamp),
      );
      if ('planned' in meaning) planned.push(meaning.planned);
      else if ('unchanged' in meaning) unchanged.push({ row, reason: meaning.unchanged });
      else errors.push(rowError(sheet, row, meaning.conflict));
    }
    errors.push(...(await this.refusals(sheet, planned, importId, stamp)));
    const rank = ({ row, cell }: CellError) => row * 100_000 + cell.length * 1_000;
    return {
      ...{ sheet, planned, unchanged },
      total: table.rows.slice(1).filter((row) => row.some((cell) => cell !== null)).length,
      errors: errors.sort((a, b) => rank(a) - rank(b) || (a.cell < b.cell ? -1 : 1)),
    };
  }

  /** What the rules say to each row, those before it imagined done. */
  private async refusals(
    sheet: string,
    planned: readonly PlannedRow[],
    importId: Uuid,
    stamp: Stamp,
  ): Promise<readonly CellError[]> {
    const sealed: SealedRecord[] = [];
    const acts = planned.flatMap((row): { row: number; act: RehearsedAct }[] => {
      return row.commands.map((command) => {
        const brings = broughtBy(this.vault, importId, row, command);
        sealed.push(...Object.values(brings));
        return {
          row: row.row,
          act: stamped(importId, row, command, stamp, brings),
        };
      });
    });
    const refused = new Set<number>();
    const rowOf = new Map(planned.map(({ row, subjectId }) => [streamOf.pair(subjectId), row]));
    const outcome = await this.acts.rehearse(
      acts.map(({ act }) => act),
      { sealed },
    );
    return outcome.flatMap((refusal, index) => {
      const { row: at } = acts[index]!;
      if (refusal === undefined) return [];
      // What an order cannot do to a pair is told at the row of the pair.
      const byRow = new Map<number, Reason[]>();
      for (const reason of refusal.reasons) {
        const [effect] = reason.missing;
        const row = (effect?.kind === 'effect' && rowOf.get(effect.subject ?? '')) || at;
        byRow.set(row, [...(byRow.get(row) ?? []), reason]);
      }
      return [...byRow].flatMap(([row, reasons]) => {
        // What follows a refused act fails because of it.
        if (refused.has(row)) return [];
        refused.add(row);
        return [rowError(sheet, row, refusedBecause({ ...refusal, reasons: reasons as never }))];
      });
    });
  }

  private async pairsOf(schoolId: Uuid): Promise<readonly PairEntry[]> {
    const found: PairEntry[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = parse(
        await this.pairs.find({ schoolId, limit: MAX_LIMIT, ...(cursor === undefined ? {} : { cursor }) }),
      );
      found.push(...page.items);
      cursor = page.next;
    }
    return found;
  }

  /** People of the school: told by their id, or by name and date of birth. */
  private async knownPeople(schoolId: Uuid, { actor }: Stamp): Promise<KnownPeople> {
    const ids = await this.people.find({ schoolId });
    const people = new Map<Uuid, PersonCells>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const records = await this.vault.read<PersonCells>(ids.slice(from, from + AT_ONCE), {
        ...{ actorId: actor.id, role: actor.role, organisationId: schoolId, purpose: 'import:duplicates' },
        fields: PERSON_CELLS,
      });
      for (const [id, { data }] of records) people.set(id, data);
    }
    return new KnownPeople(new Set(ids), people);
  }

  private async heldOf(
    participantId: Uuid,
    person: PersonCells,
    { evidence }: RowData,
    { actor }: Stamp,
  ): Promise<Known> {
    const events = (await readRecorded(
      this.store,
      domainCodec,
      streamOf.participant(participantId),
    )) as readonly { type: string }[] as readonly ParticipantEvent[];
    const state = fold(participant, events);
    const note = evidence === undefined ? undefined : evidenceOf(events);
    if (note === undefined) return { state, person };
    const access = { actorId: actor.id, role: actor.role, purpose: 'import:duplicates' };
    const said = (await this.vault.read<PersonCells>([note], access)).get(note.recordId)?.data['text'];
    return { state, person, ...(said === undefined ? {} : { evidence: lined(said) }) };
  }
}

/** Headings that a row must fill of somebody the school does not know. */
const missingOfNew = (data: RowData, register: ImportRegister): readonly string[] =>
  Object.entries<ImportColumn>(IMPORT_COLUMNS[register])
    .filter(([key, { ofNew }]) => ofNew === true && data[key as keyof RowData] === undefined)
    .map(([, { heading }]) => heading);
