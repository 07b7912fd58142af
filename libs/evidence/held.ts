/** Where data about a person may stand in the vault, as the log tells: for erasure and for what a person may ask about themself. */
import type { Uuid } from '@nastavnik/kernel';
import { type DomainEvents, streamOf } from '@nastavnik/domain';
import type { StreamReader } from './stream-reader';

export interface HeldAbout {
  /** Under whose keys: the person's own, those of their second records, of groups they were mentored in. */
  readonly subjectIds: readonly Uuid[];
  /** Texts about the person that older versions kept under the key of a mentor or of a group. */
  readonly recordIds: readonly Uuid[];
}

/** Ids of vault records that an event refers to, at any depth. */
const refsIn = (value: unknown): readonly Uuid[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { recordId, commitment } = value as { readonly recordId?: unknown; readonly commitment?: unknown };
  if (typeof recordId === 'string' && typeof commitment === 'string') return [recordId];
  return Object.values(value).flatMap(refsIn);
};

/** False for words about another member of a group alone. */
const concerns = ({ data }: DomainEvents, people: ReadonlySet<Uuid>): boolean => {
  const { menteeId, participantId } = data as { readonly menteeId?: Uuid; readonly participantId?: Uuid };
  const named = menteeId ?? participantId;
  return named === undefined || people.has(named);
};

/** Second records of a person, of any depth, the record itself first. */
export const recordsOfPerson = async (
  reader: StreamReader,
  participantId: Uuid,
): Promise<readonly Uuid[]> => {
  const found = [participantId];
  for (const id of found) {
    for (const event of await reader.read(streamOf.participant(id))) {
      if (event.type === 'DuplicateMerged' && !found.includes(event.data.duplicateId)) {
        found.push(event.data.duplicateId);
      }
    }
  }
  return found;
};

/** Pairs in which a person is or was mentored, or mentors. */
export const pairsOfPerson = async (
  reader: StreamReader,
  people: readonly Uuid[],
  role?: 'MENTOR' | 'MENTEE',
): Promise<readonly Uuid[]> => {
  const streams = await Promise.all(people.map((id) => reader.read(streamOf.participant(id))));
  const joined = streams
    .flat()
    .flatMap((event) =>
      event.type === 'JoinedPair' && (role === undefined || event.data.role === role)
        ? [event.data.pairId]
        : [],
    );
  return [...new Set(joined)];
};

export const heldAbout = async (reader: StreamReader, participantId: Uuid): Promise<HeldAbout> => {
  const people = await recordsOfPerson(reader, participantId);
  const pairs = await pairsOfPerson(reader, people, 'MENTEE');
  const events = (await Promise.all(pairs.map((id) => reader.read(streamOf.pair(id))))).flat();
  const known = new Set(people);
  const recordIds = events.filter((event) => concerns(event, known)).flatMap(({ data }) => refsIn(data));
  return { subjectIds: [...people, ...pairs], recordIds: [...new Set(recordIds)] };
};
