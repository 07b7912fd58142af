/** Wakes those who wait for the log to grow: one subscription for all of them, opened with the first. */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';

@Injectable()
export class LogTail implements OnApplicationShutdown {
  private readonly closing = new AbortController();
  private readonly waiting = new Set<() => void>();
  private head = -1n;
  private following: Promise<void> | undefined;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** True once the log has something after the position; false when the time is over, the caller gone or the process ending. */
  async beyond(position: bigint, ms: number, gone?: AbortSignal): Promise<boolean> {
    const end = AbortSignal.any([
      this.closing.signal,
      AbortSignal.timeout(ms),
      ...(gone === undefined ? [] : [gone]),
    ]);
    this.following ??= this.follow();
    while (this.head <= position && !end.aborted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          end.removeEventListener('abort', wake);
          resolve();
        };
        this.waiting.add(wake);
        end.addEventListener('abort', wake, { once: true });
      });
    }
    return this.head > position;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.following;
  }

  /** From where the log ends now: whoever waits has read up to there. Outages are the subscription's business. */
  private async follow(): Promise<void> {
    const { signal } = this.closing;
    try {
      const last = await this.store.lastPosition();
      this.advance(last ?? -1n);
      await this.store.subscribeToAll({
        ...(last === undefined ? {} : { after: last }),
        signal,
        onBatch: async ({ upTo }) => this.advance(upTo),
      });
    } catch {
      // The store is away: whoever waits reads again when the time is over, and the next to wait opens another.
      this.following = undefined;
    }
  }

  private advance(position: bigint): void {
    if (position > this.head) this.head = position;
    for (const wake of [...this.waiting]) wake();
  }
}
