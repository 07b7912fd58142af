/**
 * From the log to what receivers are owed, and a job for each lane that has something to send. One process at a time feeds; its
 * checkpoint moves only after both are written, so that a crash repeats some and loses none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DomainEvents } from '@nastavnik/domain';
import { type NastavnikEvent, saidOwner, scopesOf, toPublic } from '@nastavnik/integration';
import type { Codec } from '@nastavnik/kernel';
import { type Batch, type EventStore, type StoredEvent, toRecorded } from '@nastavnik/platform/event-store';
import { safeError } from '@nastavnik/platform/observability';
import { leading } from '@nastavnik/platform/postgres';
import type { JobQueue } from '@nastavnik/platform/queues';
import type { Deliveries, Lane, OutgoingEvent } from '@nastavnik/platform/webhooks';

/** `standby`: another process feeds. `outage`: retried for ever, see `error`. */
export type FeedState = 'starting' | 'standby' | 'feeding' | 'outage' | 'stopped';

export interface FeedParts {
  readonly store: EventStore;
  readonly postgres: Pool;
  readonly codec: Pick<Codec<DomainEvents>, 'decode'>;
  readonly queue: Pick<JobQueue<Lane>, 'add'>;
  readonly deliveries: Pick<Deliveries, 'owe'>;
  /** URI of this installation. */
  readonly source: string;
  readonly onPublished?: (type: string) => void;
  readonly onOutage?: (error: unknown) => void;
}

const NAME = 'publisher';
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;
/** Events of the log read for one step of a repetition. */
const AGAIN = 500;

export class Feed {
  state: FeedState = 'starting';
  /** Everything up to here is in the queue; −1 before the first event. */
  position = -1n;
  /** Why it stands, while it does. */
  error: string | undefined;

  private readonly municipalities = new Map<string, string>();

  constructor(private readonly parts: FeedParts) {}

  /** Resolves when aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await leading(
          this.parts.postgres,
          NAME,
          signal,
          (held) => this.follow(held, () => (failures = 0)),
          () => this.standBy(),
        );
      } catch (error) {
        if (signal.aborted) break;
        this.outage(error);
        const pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE) * (0.5 + Math.random());
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    this.state = 'stopped';
  }

  /** Whatever it had been through before: another process feeds now. */
  private standBy(): void {
    this.state = 'standby';
    this.error = undefined;
  }

  private outage(error: unknown): void {
    this.state = 'outage';
    this.error = safeError(error).message;
    this.parts.onOutage?.(error);
  }

  private async follow(signal: AbortSignal, onProgress: () => void): Promise<void> {
    const after = await this.readCheckpoint();
    this.position = after ?? -1n;
    this.state = 'feeding';
    this.error = undefined;
    await this.parts.store.subscribeToAll({
      ...(after === undefined ? {} : { after }),
      signal,
      onOutage: (error) => this.outage(error),
      onBatch: async (batch) => {
        await this.enqueue(batch);
        await this.saveCheckpoint(batch.upTo);
        this.state = 'feeding';
        this.error = undefined;
        onProgress();
      },
    });
  }

  /**
   * Owes a stretch of the log to one receiver again.
   * @returns the position it came to
   */
  async again(receiverId: string, after: bigint, until: bigint): Promise<bigint> {
    const stored = await this.parts.store.readAll({ ...(after < 0n ? {} : { after }), maxCount: AGAIN });
    const wanted = stored.filter(({ position }) => position <= until);
    await this.parts.deliveries.owe(await this.outgoingOf(wanted), receiverId);
    return wanted.length < AGAIN ? until : (wanted.at(-1)?.position ?? until);
  }

  /** An event this build cannot read stops the feed at it, loudly: to skip it would be to lose it. What came before goes out. */
  private async enqueue({ events, upTo }: Batch): Promise<void> {
    const readable: OutgoingEvent[] = [];
    let unreadable: unknown;
    for (const stored of events) {
      try {
        readable.push(...(await this.outgoingOf([stored])));
      } catch (error) {
        unreadable = error;
        break;
      }
    }
    const lanes = await this.parts.deliveries.owe(readable);
    await this.parts.queue.add(
      lanes.map((lane) => ({ id: `${lane.receiverId}.${lane.lane}.${upTo}`, name: 'lane', data: lane })),
    );
    for (const { type } of readable) this.parts.onPublished?.(type);
    if (unreadable !== undefined) throw unreadable;
  }

  private async outgoingOf(stored: readonly StoredEvent[]): Promise<readonly OutgoingEvent[]> {
    const { codec, source } = this.parts;
    const events = stored.flatMap((one) =>
      toPublic(toRecorded(codec, one), source).map((event, ordinal) => ({
        event,
        ordinal,
        position: one.position,
      })),
    );
    return Promise.all(
      events.map(async ({ event, ordinal, position }) => ({
        ...{ id: event.id, position, ordinal, lane: event.subject, type: event.type },
        scopes: await this.scopes(event),
        body: JSON.stringify(event),
      })),
    );
  }

  private async scopes({ data }: NastavnikEvent): Promise<readonly string[]> {
    const { schoolId, municipalityId, organisationId = schoolId } = saidOwner(data);
    const asked = schoolId ?? organisationId;
    if (municipalityId !== undefined || asked === undefined)
      return scopesOf({ ...(municipalityId && { municipalityId }) });
    const above = await this.municipalityOf(asked);
    // An organisation that is no school is a municipality.
    if (above === undefined)
      return scopesOf(schoolId === undefined ? { municipalityId: asked } : { schoolId });
    return scopesOf({ schoolId: asked, municipalityId: above });
  }

  private async municipalityOf(schoolId: string): Promise<string | undefined> {
    const known = this.municipalities.get(schoolId);
    if (known !== undefined) return known;
    const [registered] = await this.parts.store.readStream(`school-${schoolId}`, { maxCount: 1 });
    const found = (registered?.data as { municipalityId?: string } | undefined)?.municipalityId;
    if (found !== undefined) this.municipalities.set(schoolId, found);
    return found;
  }

  private async readCheckpoint(): Promise<bigint | undefined> {
    const { rows } = await this.parts.postgres.query<{ position: string }>(
      'select position::text from publisher_checkpoint where name = $1',
      [NAME],
    );
    return rows[0] && BigInt(rows[0].position);
  }

  /** Never backwards: a process that has lost the lock without knowing it yet can only repeat. */
  private async saveCheckpoint(position: bigint): Promise<void> {
    await this.parts.postgres.query({
      name: 'publisher checkpoint',
      text: `insert into publisher_checkpoint (name, position) values ($1, $2)
        on conflict (name) do update set position = greatest(publisher_checkpoint.position, excluded.position),
          updated_at = now()`,
      values: [NAME, position.toString()],
    });
    this.position = position;
  }
}
