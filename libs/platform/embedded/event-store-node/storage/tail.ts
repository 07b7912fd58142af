/** The newest part of the log in memory: live subscribers read it instead of the table. */
import type { LogRecord } from './record';

/** Position before the first event. */
export const LOG_START = -1n;

/**
 * Holds every event after `floor`, oldest first, within bounds. Whoever has seen everything up to `floor` or later may read
 * here; whoever is further behind reads the table first.
 */
export class Tail {
  private records: LogRecord[] = [];
  private bytes = 0;
  private floor: bigint;
  private wake: () => void = () => undefined;
  private changed: Promise<void>;

  constructor(
    head: bigint = LOG_START,
    private readonly limits = { records: 8192, bytes: 16 * 1024 * 1024 },
  ) {
    this.floor = head;
    this.changed = this.nextChange();
  }

  /** Position of the last committed event; -1 for an empty log. */
  get head(): bigint {
    return this.records.at(-1)?.position ?? this.floor;
  }

  /** Takes what has just been committed. */
  append(committed: readonly LogRecord[]): void {
    for (const record of committed) {
      this.records.push(record);
      this.bytes += record.bytes.length;
    }
    this.trim();
    this.announce();
  }

  /** Starts anew from a log that was just read to `head`. */
  reset(head: bigint): void {
    this.records = [];
    this.bytes = 0;
    this.floor = head;
    this.announce();
  }

  /** Up to `limit` events after a position; `undefined` when some of them may be in the table only. */
  after(position: bigint, limit: number): readonly LogRecord[] | undefined {
    if (position < this.floor) return undefined;
    let low = 0;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const record = this.records[middle];
      if (record !== undefined && record.position <= position) low = middle + 1;
      else high = middle;
    }
    return this.records.slice(low, low + limit);
  }

  /** Resolves at the next append or reset. Take it before reading, wait after: nothing is missed in between. */
  nextAppend(): Promise<void> {
    return this.changed;
  }

  private announce(): void {
    const wake = this.wake;
    this.changed = this.nextChange();
    wake();
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** Lets go of the older half once a bound is passed, so that trimming is rare. */
  private trim(): void {
    if (this.records.length <= this.limits.records && this.bytes <= this.limits.bytes) return;
    let keepFrom = 0;
    while (
      this.records.length - keepFrom > this.limits.records / 2 ||
      (this.bytes > this.limits.bytes / 2 && keepFrom < this.records.length)
    ) {
      const dropped = this.records[keepFrom++];
      if (dropped === undefined) break;
      this.bytes -= dropped.bytes.length;
      this.floor = dropped.position;
    }
    this.records = this.records.slice(keepFrom);
  }
}
