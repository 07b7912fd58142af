/**
 * Read models as they would be if only some of the events had been written: as of a day, as known on a day. The events are
 * folded by the same projections into temporary tables that stand before the live ones of the same name, so a read model's own
 * query answers from them unchanged. Nothing of it outlives the question; the live tables are not touched.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DomainEvent } from '@nastavnik/kernel';
import type { StoredEvent } from '@nastavnik/platform/event-store';
import type { ClientBase, Pool, PoolClient, QueryConfig } from 'pg';
import { type Decoder, foldInto, type Target } from './apply-batch';
import type { ReadModel } from './read-model';
import { quote, tableOf } from './table';

/** The events that count, in the order of the log, a page at a time. Called once for each set of tables that is asked. */
export type Past = () => AsyncIterable<readonly StoredEvent[]>;

export interface TimeTravelOptions<Event extends DomainEvent> {
  readonly pool: Pool;
  readonly codec: Decoder<Event>;
  /** Every model that may be asked. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry has forgotten the row types
  readonly models: readonly ReadModel<Event, any>[];
  /** Journeys at once; each holds a connection, further ones wait. 2 by default. */
  readonly most?: number;
}

/** What a query of a read model needs of PostgreSQL. */
type Query = Pick<Pool, 'query'>;

export class TimeTravel<Event extends DomainEvent> {
  /** For the queries of read models: the pool itself, and within `run` the past. */
  readonly tables: Pool;
  private readonly journeys = new AsyncLocalStorage<Journey<Event>>();
  private readonly gate: Gate;
  private targets: Promise<readonly Target<Event, object>[]> | undefined;

  constructor(private readonly options: TimeTravelOptions<Event>) {
    const { pool, most = 2 } = options;
    this.gate = new Gate(most);
    this.tables = new Proxy(pool, {
      get: (target, property) => {
        const source: Query = property === 'query' ? (this.journeys.getStore() ?? target) : target;
        const member: unknown = Reflect.get(source, property, source);
        return typeof member === 'function' ? (member.bind(source) as unknown) : member;
      },
    });
  }

  /** Within `work`, and whatever it awaits, `tables` answers from the past. Nothing is folded before it is asked. */
  async run<T>(past: Past, work: () => Promise<T>): Promise<T> {
    this.targets ??= targetsOf(this.options);
    const journey = new Journey(this.options.pool, this.gate, past, await this.targets);
    try {
      return await this.journeys.run(journey, work);
    } finally {
      await journey.end();
    }
  }
}

/** Read for every model once. */
const targetsOf = async <Event extends DomainEvent>({
  models,
  codec,
}: TimeTravelOptions<Event>): Promise<readonly Target<Event, object>[]> =>
  Promise.all(
    models.map(async (model): Promise<Target<Event, object>> => {
      const table = await tableOf<object>(model.entity as new () => object);
      return { model, table, codec, checkpoint: model.name, into: table.name };
    }),
  );

/** One question to the past: a connection of its own from the first query on. */
class Journey<Event extends DomainEvent> {
  private client: Promise<PoolClient> | undefined;
  private readonly built = new Set<string>();
  private building: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly gate: Gate,
    private readonly past: Past,
    private readonly targets: readonly Target<Event, object>[],
  ) {}

  /** As `pool.query`, after the tables that the text speaks of have been folded. */
  readonly query = (async (asked: string | QueryConfig, values?: unknown[]) => {
    const { text, values: own = values } = typeof asked === 'string' ? { text: asked } : asked;
    this.client ??= this.connect();
    const client = await this.client;
    this.building = this.building.then(() => this.build(client, text));
    await this.building;
    return client.query(text, own);
  }) as unknown as Pool['query'];

  private async connect(): Promise<PoolClient> {
    await this.gate.enter();
    try {
      return await this.pool.connect();
    } catch (error) {
      this.gate.leave();
      throw error;
    }
  }

  private async build(client: PoolClient, text: string): Promise<void> {
    const wanted = this.targets.filter(
      ({ into }) => !this.built.has(into) && new RegExp(`\\b${into}\\b`).test(text),
    );
    if (wanted.length === 0) return;
    for (const { into } of wanted) {
      this.built.add(into);
      await client.query(`create temp table ${quote(into)} (like ${quote(into)} including all)`);
    }
    for await (const events of this.past()) {
      for (const target of wanted) await foldInto(unnamed(client), target, events, true);
    }
    for (const { into } of wanted) await client.query(`analyze ${quote(into)}`);
  }

  async end(): Promise<void> {
    if (this.client === undefined) return;
    const client = await this.client.catch(() => undefined);
    if (client === undefined) return;
    try {
      await this.building.catch(() => undefined);
      await client.query('discard temp');
      client.release();
    } catch (error) {
      client.release(error as Error);
    } finally {
      this.gate.leave();
    }
  }
}

/**
 * The same connection without the names of prepared statements: a plan made for a table outlives the temporary one that
 * comes to stand before it, and a named statement would go on asking the live one.
 */
const unnamed = (client: ClientBase): ClientBase =>
  new Proxy(client, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property, target);
      if (property !== 'query') return typeof member === 'function' ? member.bind(target) : member;
      return (asked: unknown, ...rest: unknown[]) => {
        const named = typeof asked === 'object' && asked !== null && 'name' in asked;
        return (target.query as (...all: unknown[]) => unknown)(
          named ? { ...asked, name: undefined } : asked,
          ...rest,
        );
      };
    },
  });

/** Lets so many in at once, the others in the order they came. */
class Gate {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async enter(): Promise<void> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free++;
    else next();
  }
}
