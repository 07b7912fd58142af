/** What the life of a pair rests on: the streams that a dossier takes whole, and the summary of them for a reader. */
import { citations, type DomainEvent, type IsoDate, type Recorded, type Uuid } from '@nastavnik/kernel';
import { type DomainEvents, russianDate, streamOf } from '@nastavnik/domain';
import { auditPair } from './audit';
import type { StreamReader } from './stream-reader';
import { roleRu, titleOf } from './told';

/**
 * Every stream that the life of a pair rests on: those of the acts that touched it and whatever the evidence of these acts is read from, such as
 * the streams of its members, the school, and the regulations of school and municipality. Whoever has these can judge all of it again. Empty for a
 * pair the log does not know.
 * @param naming streams of orders and appeals that name it; those its own acts cite need not be among them
 */
export const streamsBehind = async (
  reader: StreamReader,
  pairId: Uuid,
  naming: readonly string[] = [],
): Promise<readonly string[]> => {
  const found = new Set<string>();
  const following: StreamReader = {
    read: async (stream) => {
      const events = await reader.read(stream);
      if (events.length > 0) found.add(stream);
      return events;
    },
  };
  await auditPair(following, pairId, {}, naming);
  return [...found].sort();
};

/** Events as a text for a reader, in Russian and without names: what, when it counts from, when it was recorded, by whom, under which clauses. */
export const summaryOf = (pairId: Uuid, events: readonly Recorded<DomainEvents>[]): string => {
  const day = (iso: IsoDate | string): string => russianDate(iso.slice(0, 10));
  const told = (event: Recorded<DomainEvents>, at: number): string => {
    const { effectiveOn, basis } = event.data;
    const clauses = citations((basis as DomainEvent['data']['basis']).rules);
    return [
      `${at + 1}. ${titleOf(event)}`,
      `   действует с ${day(effectiveOn)}, записано ${day(event.stamp.recordedAt)} ${event.stamp.recordedAt.slice(11, 16)} UTC, ${roleRu(event.stamp.actor.role)} ${event.stamp.actor.id}`,
      ...(clauses.length === 0 ? [] : [`   пункты: ${clauses.join('; ')}`]),
      `   ${event.stream}, событие ${event.revision}`,
    ].join('\n');
  };
  const own = events.filter(({ stream }) => stream === streamOf.pair(pairId));
  const others = events.filter(({ stream }) => stream !== streamOf.pair(pairId));
  return [
    `Пара ${pairId}`,
    '',
    `Жизнь пары: событий ${own.length}`,
    '',
    ...own.map(told),
    '',
    `На чём она стоит: событий ${others.length}`,
    '',
    ...others.map(told),
    '',
  ].join('\n');
};
