/** Whether a write may happen: expected revision, idempotency by event id, deleted streams. EventStoreDB's rules. */
import type { Heads } from './heads';
import { metastreamOf, NO_STREAM } from './record';
import type { Placed, RecentIds } from './recent-ids';

/** `no_stream` is the exact revision before the first event: -1. */
export type Expected = 'any' | 'stream_exists' | bigint;

export type Verdict =
  | { readonly kind: 'ok'; readonly current: bigint; readonly softDeleted: boolean }
  /** Everything had been written before; here is where. */
  | { readonly kind: 'idempotent'; readonly last: Placed }
  | { readonly kind: 'wrong-expected-version'; readonly current: bigint }
  | { readonly kind: 'stream-deleted' };

export interface Knowledge {
  readonly heads: Heads;
  readonly recent: RecentIds;
  /** Events of a stream by revision, both ends inclusive; asked only when a write lies before the end of its stream. */
  readonly eventsAt: (
    stream: string,
    from: bigint,
    to: bigint,
  ) => Promise<ReadonlyMap<bigint, { readonly id: string; readonly position: bigint }>>;
}

/**
 * - tombstoned → deleted; `stream_exists` on a soft-deleted stream → deleted
 * - `any`, `stream_exists`: the first id unknown → new; all known → the first answer again; a mixture → wrong version
 * - exact: at the end of the stream → new; before it → the ids must be the very ones at those revisions
 */
export const judge = async (
  stream: string,
  expected: Expected,
  ids: readonly string[],
  { heads, recent, eventsAt }: Knowledge,
): Promise<Verdict> => {
  const current = heads.get(stream).last;
  const softDeleted = heads.isSoftDeleted(stream);
  const ok: Verdict = { kind: 'ok', current, softDeleted };
  const wrong: Verdict = { kind: 'wrong-expected-version', current };

  if (heads.isTombstoned(stream)) return { kind: 'stream-deleted' };

  if (expected === 'stream_exists') {
    if (softDeleted) return { kind: 'stream-deleted' };
    if (current === NO_STREAM && heads.get(metastreamOf(stream)).last === NO_STREAM) return wrong;
  }

  if (typeof expected === 'string') {
    let last: Placed | undefined;
    for (const id of ids) {
      const placed = recent.get(id);
      if (placed?.stream !== stream) return last === undefined ? ok : wrong;
      last = placed;
    }
    return last === undefined ? ok : { kind: 'idempotent', last };
  }

  if (expected === current) return ok;
  if (expected > current || ids.length === 0) return wrong;

  const first = expected + 1n;
  const isAt = (id: string, revision: bigint): Placed | undefined => {
    const placed = recent.get(id);
    return placed?.stream === stream && placed.revision === revision ? placed : undefined;
  };
  const written = ids.every((id, index) => isAt(id, first + BigInt(index)))
    ? new Map<bigint, { id: string; position: bigint }>()
    : await eventsAt(stream, first, expected + BigInt(ids.length));
  let last: Placed | undefined;
  for (const [index, id] of ids.entries()) {
    const revision = first + BigInt(index);
    const stored = written.get(revision);
    const here =
      isAt(id, revision) ?? (stored?.id === id ? { stream, revision, position: stored.position } : undefined);
    if (here === undefined) {
      return last === undefined && expected === NO_STREAM && softDeleted ? ok : wrong;
    }
    last = here;
  }
  return last === undefined ? wrong : { kind: 'idempotent', last };
};
