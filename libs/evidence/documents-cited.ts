/** Orders, consents and agreements that an act cites: each has to be in the log, before the act, and about this pair. */
import type { Json, Recorded, Uuid } from '@nastavnik/kernel';
import { pairsIn, type PairEvent, streamOf } from '@nastavnik/domain';
import type { Finding } from './audit';
import { type StreamReader, upTo } from './stream-reader';

const missing = (message: string, detail: Json): Finding => ({
  rule: 'document-missing',
  clauses: [],
  message,
  detail,
});

/** Pairs that an order decides on. */
const order = async (reader: StreamReader, event: Recorded<PairEvent>): Promise<readonly Finding[]> => {
  if (!('orderId' in event.data)) return [];
  const { orderId, pairId } = event.data;
  const issued = (await reader.read(streamOf.order(orderId))).find(({ type }) => type === 'OrderIssued');
  if (issued?.type !== 'OrderIssued') {
    return [
      missing(`Приказа ${orderId}, на который ссылается акт, в журнале нет`, { kind: 'order', id: orderId }),
    ];
  }
  return pairsIn(issued.data.content).includes(pairId)
    ? []
    : [
        missing(`Приказ № ${issued.data.number} этой пары не касается`, {
          kind: 'order',
          id: orderId,
          number: issued.data.number,
        }),
      ];
};

/** Every text of a list, or of the lists and texts inside an object. */
const textsIn = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as { readonly [name: string]: Json }).flatMap(textsIn);
};

const consents = async (reader: StreamReader, { data }: PairEvent, people: readonly Uuid[]) => {
  const cited = textsIn(data.basis.evidence['consents']);
  const given = (await Promise.all(people.map((id) => reader.read(streamOf.consent(id)))))
    .flat()
    .flatMap((event) => (event.type === 'ConsentGiven' ? [event.data.consentId] : []));
  return cited
    .filter((id) => !given.includes(id) && !people.includes(id))
    .map((id) => missing(`Согласия ${id}, на которое опирается акт, в журнале нет`, { kind: 'consent', id }));
};

const agreements = async (reader: StreamReader, { data }: PairEvent, people: readonly Uuid[]) => {
  const findings = await Promise.all(
    textsIn(data.basis.evidence['agreements'])
      .filter((id) => !people.includes(id))
      .map(async (id) => {
        const events = await reader.read(streamOf.agreement(id));
        return events.some(({ type }) => type === 'AgreementConcluded')
          ? []
          : [missing(`Договора ${id}, на который опирается акт, в журнале нет`, { kind: 'agreement', id })];
      }),
  );
  return findings.flat();
};

/** What is cited and not there. */
export const documentsCited = async (
  reader: StreamReader,
  event: Recorded<PairEvent>,
): Promise<readonly Finding[]> => {
  const then = upTo(reader, event.position - 1n);
  const people = await peopleIn(then, event);
  const found = await Promise.all([
    order(then, event),
    consents(then, event, people),
    agreements(then, event, people),
  ]);
  return found.flat();
};

/** Everyone the pair's stream has named so far, this event included. */
const peopleIn = async (reader: StreamReader, event: Recorded<PairEvent>): Promise<readonly Uuid[]> => {
  const ids = new Set<Uuid>();
  for (const { data } of [...(await reader.read(event.stream)), event]) {
    if ('menteeIds' in data) data.menteeIds.forEach((id) => ids.add(id));
    if ('mentorIds' in data) data.mentorIds.forEach((id) => ids.add(id));
    if ('joiningId' in data) ids.add(data.joiningId);
  }
  return [...ids];
};
