/** Ids of the newest events of the log: how an append with no exact revision is recognised when it comes again. */

export interface Placed {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/**
 * EventStoreDB keeps such a window in memory too. Ours is filled again from the log at start, so a restart forgets
 * nothing within it. Appends that state an exact revision do not depend on the window.
 */
export class RecentIds {
  private readonly placed = new Map<string, Placed>();

  constructor(readonly capacity = 65_536) {}

  get(id: string): Placed | undefined {
    return this.placed.get(id);
  }

  put(id: string, placed: Placed): void {
    this.placed.delete(id);
    this.placed.set(id, placed);
    if (this.placed.size > this.capacity) {
      for (const oldest of this.placed.keys()) {
        this.placed.delete(oldest);
        break;
      }
    }
  }

  forget(id: string): void {
    this.placed.delete(id);
  }

  clear(): void {
    this.placed.clear();
  }
}
