/** A small log of its own and two read models of it, with an oracle that folds in plain memory. */
import { randomUUID } from 'node:crypto';
import { codecOf, type DomainEvent, type EventData, type Stamp } from '@nastavnik/kernel';
import type { EventStore, NewEvent, StoredEvent } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { projectionMigrations } from './migrations';
import { defineReadModel, type ReadModel } from './read-model';

type Of<Type extends string, Data> = DomainEvent<Type, EventData & Data>;
export type Opened = Of<'Opened', { readonly pair: string; readonly school: string; readonly title: string }>;
export type Met = Of<'Met', { readonly pair: string; readonly school: string; readonly minutes: number }>;
export type Closed = Of<'Closed', { readonly pair: string; readonly school: string }>;
/** Carries what no table can hold, or nothing at all: for the specs of poison. */
export type Odd = Of<'Odd', { readonly pair: string; readonly how: 'fold' | 'table' | 'neither' }>;
export type TestEvent = Opened | Met | Closed | Odd;

export const codec = codecOf<TestEvent>({
  Opened: { name: 'test.opened', upcasters: [] },
  Met: { name: 'test.met', upcasters: [] },
  Closed: { name: 'test.closed', upcasters: [] },
  Odd: { name: 'test.odd', upcasters: [] },
});

/** Every kind of column a read model may want. */
@Entity('open_pair')
export class OpenPairRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'school_id', type: 'text' }) schoolId!: string;
  @Column({ type: 'text', nullable: true }) title!: string | null;
  @Column({ type: 'int' }) meetings!: number;
  @Column({ type: 'bigint' }) position!: bigint;
  @Column({ type: 'date', nullable: true }) day!: string | null;
  @Column({ name: 'met_at', type: 'timestamptz', nullable: true }) metAt!: string | null;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt!: Date;
  @Column({ type: 'text', array: true }) notes!: string[];
  @Column({ type: 'int', array: true }) minutes!: number[];
  @Column({ type: 'jsonb' }) history!: { readonly n: number; readonly note: string }[];
  @Column({ type: 'boolean' }) busy!: boolean;
  @Column({ type: 'double precision' }) mean!: number;
}

const awkward = 'тире — "кавычки", \\ {скобки}\tтаб\nстрока';

export const openPairs = defineReadModel<TestEvent, OpenPairRow>({
  name: 'open-pair',
  entity: OpenPairRow,
  projection: {
    Opened: {
      keys: (event) => event.data.pair,
      fold: (_, event, id) => ({
        id,
        schoolId: event.data.school,
        title: event.data.title === '' ? null : event.data.title,
        meetings: 0,
        position: event.revision,
        day: event.data.effectiveOn,
        metAt: null,
        openedAt: new Date(event.stamp.recordedAt),
        notes: [],
        minutes: [],
        history: [],
        busy: false,
        mean: 0,
      }),
    },
    Met: {
      keys: (event) => event.data.pair,
      fold: (row, event) => {
        if (!row) return undefined;
        const minutes = [...row.minutes, event.data.minutes];
        const note = event.data.minutes % 2 === 0 ? awkward : '';
        return {
          ...row,
          meetings: row.meetings + 1,
          position: row.position + 1n,
          metAt: event.stamp.recordedAt,
          openedAt: new Date(row.openedAt.getTime() + 1),
          notes: [note, ...row.notes].slice(0, 3),
          minutes,
          history: [...row.history, { n: row.meetings + 1, note }],
          busy: !row.busy,
          mean: minutes.reduce((sum, each) => sum + each, 0) / minutes.length,
        };
      },
    },
    Closed: { keys: (event) => event.data.pair, fold: () => undefined },
    Odd: {
      keys: (event) => event.data.pair,
      fold: (row, event) => {
        if (event.data.how === 'fold') throw new TypeError('cannot be folded');
        return row && event.data.how === 'table' ? { ...row, day: 'не дата' } : row;
      },
    },
  },
});

@Entity('school_total')
export class SchoolTotalRow {
  @PrimaryColumn({ type: 'text' }) school!: string;
  @Column({ type: 'int' }) opened!: number;
  @Column({ type: 'int' }) closed!: number;
  @Column({ type: 'bigint' }) minutes!: string;
}

const total = (row: SchoolTotalRow | undefined, school: string): SchoolTotalRow =>
  row ?? { school, opened: 0, closed: 0, minutes: '0' };

export const schoolTotals = defineReadModel<TestEvent, SchoolTotalRow>({
  name: 'school-total',
  entity: SchoolTotalRow,
  projection: {
    Opened: {
      keys: (event) => [event.data.school, 'ALL'],
      fold: (row, _, school) => ({ ...total(row, school), opened: total(row, school).opened + 1 }),
    },
    Met: {
      keys: (event) => [event.data.school, 'ALL'],
      fold: (row, event, school) => {
        const before = total(row, school);
        return { ...before, minutes: String(BigInt(before.minutes) + BigInt(event.data.minutes)) };
      },
    },
    Closed: {
      keys: (event) => [event.data.school, 'ALL'],
      fold: (row, _, school) => ({ ...total(row, school), closed: total(row, school).closed + 1 }),
    },
    Odd: 'ignored',
  },
});

export class TestTables1700000000001 implements MigrationInterface {
  readonly name = 'TestTables1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table open_pair (
        id text primary key, school_id text not null, title text, meetings int not null check (meetings >= 0),
        position bigint not null, day date, met_at timestamptz, opened_at timestamptz not null, notes text[] not null,
        minutes int[] not null, history jsonb not null, busy boolean not null, mean double precision not null
      );
      create index open_pair_school on open_pair (school_id, (title || 'x')) where meetings > 0;
      alter table open_pair add constraint open_pair_unique unique (id, school_id);
      create table school_total (
        school text primary key, opened int not null, closed int not null, minutes bigint not null
      )`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table open_pair, school_total');
  }
}

export const openTestTables = async (databaseUrl: string): Promise<Pool> => {
  await migrate(databaseUrl, [...projectionMigrations, TestTables1700000000001]);
  return connectPostgres(databaseUrl, { max: 12 });
};

/** Rows of both tables as PostgreSQL prints them, in one order. */
export const rowsOf = async (pool: Pool): Promise<unknown> => {
  const of = async (table: string, key: string): Promise<unknown[]> =>
    (
      await pool.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table} t order by ${key} collate "C"`,
      )
    ).rows.map(({ row }) => row);
  return { pairs: await of('open_pair', 'id'), schools: await of('school_total', 'school') };
};

/** Folds the log, or some of its events, in memory, one after the other: what the tables must say. */
export const oracle = async (
  store: EventStore,
  counts: (event: StoredEvent) => boolean = () => true,
): Promise<{ pairs: OpenPairRow[]; schools: SchoolTotalRow[] }> => {
  const { toRecorded } = await import('@nastavnik/platform/event-store');
  const log = await store.readAll({ maxCount: Number.MAX_SAFE_INTEGER - 1 });
  const events = log.filter(counts);
  const foldAll = <Row extends object>(model: ReadModel<TestEvent, Row>): Row[] => {
    const rows = new Map<string, Row>();
    for (const stored of events) {
      const event = toRecorded(codec, stored);
      const change = model.projection[event.type];
      if (change === 'ignored') continue;
      const { keys, fold } = change as {
        keys: (event: unknown) => string | readonly string[];
        fold: (row: Row | undefined, event: unknown, key: string) => Row | undefined;
      };
      for (const key of [keys(event)].flat()) {
        const row = fold(rows.get(key as string), event, key as string);
        if (row) rows.set(key as string, row);
        else rows.delete(key as string);
      }
    }
    return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  };
  return { pairs: foldAll(openPairs), schools: foldAll(schoolTotals) };
};

/** The oracle's rows in the words of `rowsOf`. */
export const asPrinted = ({ pairs, schools }: Awaited<ReturnType<typeof oracle>>): unknown => {
  const instant = (at: Date | string): string => new Date(at).toISOString();
  return {
    pairs: pairs.map((row) => ({
      id: row.id,
      school_id: row.schoolId,
      title: row.title,
      meetings: row.meetings,
      position: Number(row.position),
      day: row.day,
      met_at: row.metAt === null ? null : instant(row.metAt),
      opened_at: instant(row.openedAt),
      notes: row.notes,
      minutes: row.minutes,
      history: row.history,
      busy: row.busy,
      mean: row.mean,
    })),
    schools: schools.map((row) => ({ ...row, minutes: Number(row.minutes) })),
  };
};

/** Instants as PostgreSQL prints them differ in form from ours; the moment is the same. */
export const normalised = (rows: unknown): unknown =>
  JSON.parse(
    JSON.stringify(rows, (key, value: unknown) =>
      (key === 'met_at' || key === 'opened_at') && typeof value === 'string'
        ? new Date(value).toISOString()
        : value,
    ),
  );

const stamp = (second: number): Stamp => ({
  recordedAt: new Date(Date.UTC(2021, 2, 1, 9, 0, second)).toISOString(),
  actor: { id: 'curator', role: 'curator' },
  commandId: randomUUID(),
});

export const stored = (event: TestEvent, second = 0): NewEvent => ({
  id: randomUUID(),
  ...codec.encode(event),
  metadata: stamp(second),
});

const base: EventData = { effectiveOn: '2021-03-01', basis: { rules: [], evidence: {} } };
export const opened = (pair: string, school: string, title = 'пара'): Opened => ({
  type: 'Opened',
  data: { ...base, pair, school, title },
});
export const met = (pair: string, school: string, minutes: number): Met => ({
  type: 'Met',
  data: { ...base, pair, school, minutes },
});
export const closed = (pair: string, school: string): Closed => ({
  type: 'Closed',
  data: { ...base, pair, school },
});
export const odd = (pair: string, how: Odd['data']['how']): Odd => ({
  type: 'Odd',
  data: { ...base, pair, how },
});

/** Deterministic history: pairs open, meet and sometimes close, over a few schools. Yields one stream's events at a time. */
export function* history(pairs: number, seed = 1): Generator<{ stream: string; events: NewEvent[] }> {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let index = 0; index < pairs; index++) {
    const pair = `p${seed}-${index}`;
    const school = `s${random(4)}`;
    const events: TestEvent[] = [opened(pair, school, index % 5 === 0 ? '' : `пара ${index}`)];
    for (let meeting = random(6); meeting > 0; meeting--) events.push(met(pair, school, 10 + random(50)));
    if (random(3) === 0) events.push(closed(pair, school));
    yield { stream: `test-${pair}`, events: events.map((event, second) => stored(event, second)) };
  }
}
