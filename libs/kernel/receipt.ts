/** What a sender gets for an accepted act. */
export interface Receipt {
  readonly stream: string;
  /** Revision of the stream after the act; the next `If-Match`. */
  readonly revision: bigint;
  /** Position of the last event of the act in the log; the next `?after=`. */
  readonly position: bigint;
  /** Ids of the events of the act; empty when the act changed nothing. */
  readonly eventIds: readonly string[];
  /** True when the same command had been carried out before and nothing was written now. */
  readonly repeated: boolean;
}
