/** The history of a pair as it is answered: acts out of the log and reads of personal data in one list, a page at a time. Pure. */
import type { DomainEvents } from '@nastavnik/domain';
import { sourceOf, type ToldEvent, toldOf } from '@nastavnik/evidence';
import { dateOf, type Instant, type IsoDate, type Recorded, type Uuid } from '@nastavnik/kernel';
import type { AccessEntry } from '@nastavnik/platform/vault';
import { withoutSensitive } from './reading';

/** An act: where it stands, who did it, when and under which clauses; the event as decided. */
export interface HistoryAct extends ToldEvent {
  readonly kind: 'ACT';
  /** Kind of stream it stands in: `pair`, `order`, `consent`. */
  readonly source: string;
  readonly data: object;
}

/** A look at the personal data of a member, or their destruction, as the vault wrote it down. */
export interface HistoryAccess {
  readonly kind: 'ACCESS';
  readonly source: 'vault';
  /** Of the entry in the access log. */
  readonly entry: string;
  readonly title: string;
  readonly effectiveOn: IsoDate;
  readonly recordedAt: Instant;
  readonly actor: { readonly id: string; readonly role: string | null };
  /** Why, and which fields; `*` is all of them. */
  readonly purpose: string;
  readonly fields: readonly string[];
  /** Members of the pair among those whose data it was. */
  readonly subjectIds: readonly Uuid[];
}
export type HistoryItem = HistoryAct | HistoryAccess;

/** @param whole what never leaves the school is shown as well */
export const actOf = (event: Recorded<DomainEvents>, whole: boolean): HistoryAct => ({
  kind: 'ACT',
  source: sourceOf(event) ?? 'unknown',
  ...toldOf(event),
  data: whole ? event.data : withoutSensitive(event.data),
});

const ACCESS_RU = {
  READ: 'Прочитаны персональные данные участника',
  ERASE: 'Персональные данные участника уничтожены в хранилище',
} as const;

/** @param offset minutes east of UTC at the school */
export const accessOfMember = (
  { id, at, action, actorId, role, purpose, fields, subjectIds }: AccessEntry,
  members: readonly Uuid[],
  offset: number,
): HistoryAccess => ({
  kind: 'ACCESS',
  source: 'vault',
  entry: id,
  title: ACCESS_RU[action],
  effectiveOn: dateOf(at.toISOString(), offset),
  recordedAt: at.toISOString(),
  actor: { id: actorId, role },
  purpose,
  fields,
  subjectIds: members.filter((member) => subjectIds.includes(member)),
});

/** Acts in the order of the log, reads by their time between them. */
export const inOrder = (
  acts: readonly HistoryAct[],
  accesses: readonly HistoryAccess[],
): readonly HistoryItem[] => {
  const waiting = [...accesses].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  const items: HistoryItem[] = [];
  for (const act of acts) {
    while (waiting[0] !== undefined && waiting[0].recordedAt < act.recordedAt) items.push(waiting.shift()!);
    items.push(act);
  }
  return [...items, ...waiting];
};

/** Where the next page goes on: in the same history, whatever has been written since. */
export interface HistoryCursor {
  /** Position of the log that the first page spoke of. */
  readonly asOf: string;
  /** Entries of the access log before this one; `null` where none are shown. */
  readonly accessesBefore: string | null;
  readonly offset: number;
}

export const cursorText = (cursor: HistoryCursor): string =>
  Buffer.from(JSON.stringify([cursor.asOf, cursor.accessesBefore, cursor.offset])).toString('base64url');

/** `undefined` for a text that no page gave. */
export const cursorIn = (text: string): HistoryCursor | undefined => {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(read) || read.length !== 3) return undefined;
    const [asOf, accessesBefore, offset] = read as unknown[];
    const number = /^\d{1,18}$/;
    if (typeof asOf !== 'string' || !number.test(asOf)) return undefined;
    if (accessesBefore !== null && (typeof accessesBefore !== 'string' || !number.test(accessesBefore))) {
      return undefined;
    }
    if (!Number.isSafeInteger(offset) || (offset as number) < 0) return undefined;
    return { asOf, accessesBefore, offset: offset as number };
  } catch {
    return undefined;
  }
};
