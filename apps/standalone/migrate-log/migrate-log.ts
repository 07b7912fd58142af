/**
 * Moves the log of a standalone installation to EventStoreDB: copies, compares byte for byte, then says in the installation's own tables where
 * everything stands in the other log, in one transaction. The old log stays as it is and is never written again.
 */
import { Client, type Pool } from 'pg';
import {
  compareLogs,
  connectEventStore,
  copyLog,
  type EventPair,
  type EventStore,
  LogsDiffer,
} from '@nastavnik/platform/event-store';
import { startEmbeddedPostgres, startEventStoreNode, WriterLockHeld } from '@nastavnik/platform/embedded';
import { migrate } from '@nastavnik/platform/postgres';
import { tableOf } from '@nastavnik/platform/projections';
import { Edge, leafHash, leafOf } from '@nastavnik/platform/transparency';
import { readModels } from '@nastavnik/read-models';
import { STANDALONE_MIGRATIONS, type DataDir } from '../data-dir';

/** It cannot be done as asked. The message is for a person. */
export class MoveRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MoveRefused';
  }
}

export interface MoveRequest {
  readonly dir: DataDir;
  /** `esdb://…` */
  readonly to: string;
  /** Of a PostgreSQL that is not the embedded one. */
  readonly databaseUrl?: string;
}

export interface Moved {
  readonly events: number;
  /** Events that an earlier run had copied. */
  readonly before: number;
  /** Root of the Merkle tree over either log, hexadecimal. */
  readonly root: string;
}

interface Mark {
  readonly moved_to: string;
}

/** Address without user and password. */
const placeOf = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

/** Where the log of this database was moved; `undefined` while it has not been. */
export const logMovedTo = async (client: Pick<Pool, 'query'>): Promise<string | undefined> => {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('public.log_moved') is not null as there`,
  );
  if (!found[0]!.there) return undefined;
  const { rows } = await client.query<Mark>('select moved_to from log_moved');
  return rows[0]?.moved_to;
};

/** Positions of events: each is one of the log. */
const EXACT = [
  ['transparency_hash', 'position'],
  ['webhook_delivery', 'position'],
] as const;
/** "Everything up to here": the last event at or before it. */
const UP_TO = [
  ['process_checkpoint', 'position'],
  ['publisher_checkpoint', 'position'],
  ['webhook_replay', 'after'],
  ['webhook_replay', 'until'],
] as const;

/** Every position in the installation's tables becomes that of the same event in the other log; registers are folded anew. */
const translate = async (client: Client): Promise<void> => {
  await client.query('create index on moved_position (old_at); analyze moved_position');
  await client.query('alter table transparency_hash disable trigger grows_only');
  for (const [table, column] of EXACT) {
    // By way of numbers that no position has: the new one of this event may be the old one of another.
    await client.query(
      `update ${table} set ${column} = -1 - m.new_at from moved_position m where ${table}.${column} = m.old_at`,
    );
    await client.query(`update ${table} set ${column} = -1 - ${column} where ${column} < 0`);
  }
  await client.query('alter table transparency_hash enable trigger grows_only');
  for (const [table, column] of UP_TO) {
    await client.query(
      `update ${table} set ${column} = coalesce(
         (select new_at from moved_position where old_at <= ${table}.${column} order by old_at desc limit 1), -1)`,
    );
  }
  for (const { entity } of readModels) {
    const { name } = await tableOf(entity as new () => object);
    await client.query(`truncate table "${name}"`);
  }
  await client.query('delete from projection_checkpoint');
};

/** Compares the logs and, in the same transaction, moves the installation over. */
const settle = async (
  databaseUrl: string,
  source: EventStore,
  target: EventStore,
  to: string,
): Promise<{ readonly events: number; readonly root: string }> => {
  const client = new Client({ connectionString: databaseUrl, application_name: 'nastavnik-migrate-log' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    const already = await logMovedTo(client);
    await client.query(
      'create temporary table moved_position (old_at bigint not null, new_at bigint not null) on commit drop',
    );
    const [from, other] = [new Edge(), new Edge()];
    const events = await compareLogs(source, target, async (pairs: readonly EventPair[]) => {
      for (const pair of pairs) {
        from.push(leafHash(leafOf(pair.from)));
        other.push(leafHash(leafOf(pair.to)));
      }
      await client.query('insert into moved_position select * from unnest($1::bigint[], $2::bigint[])', [
        pairs.map((pair) => String(pair.from.position)),
        pairs.map((pair) => String(pair.to.position)),
      ]);
    });
    const root = events === 0 ? Buffer.alloc(0) : from.root();
    if (events > 0 && !root.equals(other.root())) throw new Error('the Merkle roots of the two logs differ');
    if (already === undefined) {
      await translate(client);
      await client.query('insert into log_moved (moved_to, events, root) values ($1, $2, $3)', [
        to,
        events,
        root,
      ]);
    }
    await client.query('commit');
    return { events, root: root.toString('hex') };
  } finally {
    await client.end();
  }
};

const movedAlready = async (databaseUrl: string): Promise<string | undefined> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await logMovedTo(client);
  } finally {
    await client.end();
  }
};

const explained = (error: unknown): unknown => {
  if (error instanceof WriterLockHeld) {
    return new MoveRefused(
      'Установка работает: остановите её, журнал переносится, когда в него никто не пишет. Stop the installation first.',
    );
  }
  if (error instanceof LogsDiffer) {
    return new MoveRefused(
      `В приёмнике другие события (${error.message}). Нужен пустой EventStoreDB или тот, куда уже начали переносить этот журнал. The target holds other events.`,
    );
  }
  return error;
};

/** @throws MoveRefused; EventStoreUnavailable, after which it is to be run again and goes on */
export const moveLog = async (
  { dir, to, databaseUrl: given }: MoveRequest,
  onProgress: (count: number) => void = () => undefined,
): Promise<Moved> => {
  const postgres = given === undefined ? await startEmbeddedPostgres({ dataDir: dir.postgres }) : undefined;
  const databaseUrl = given ?? postgres!.url;
  try {
    // Holds the log against any other writer until the end.
    const node = await startEventStoreNode({ databaseUrl, lockWaitMs: 0 });
    const [source, target] = [connectEventStore(node.url), connectEventStore(to)];
    try {
      await migrate(databaseUrl, STANDALONE_MIGRATIONS);
      const place = placeOf(to);
      const already = await movedAlready(databaseUrl);
      if (already !== undefined && already !== place) {
        throw new MoveRefused(
          `Журнал этой установки уже перенесён: ${already}. The log has been moved already.`,
        );
      }
      const before = await copyLog(source, target, onProgress);
      return { before, ...(await settle(databaseUrl, source, target, place)) };
    } finally {
      await target.close();
      await source.close();
      await node.stop();
    }
  } catch (error) {
    throw explained(error);
  } finally {
    await postgres?.stop();
  }
};
