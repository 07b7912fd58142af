/** Which events make up a past: for random histories, back-dated at random, exactly those that a plain filter of the log keeps. */
import { randomUUID } from 'node:crypto';
import { domainCodec } from '@nastavnik/domain';
import { addDays, endOfDay, type IsoDate } from '@nastavnik/kernel';
import type { StoredEvent } from '@nastavnik/platform/event-store';
import { Freshness } from '@nastavnik/platform/projections';
import { lifeOf, streamReader, streamsNaming } from '@nastavnik/evidence';
import { EventIndexQuery, type PastQuestion, readModels } from '@nastavnik/read-models';
import { tableOf } from '../../libs/platform/projections/table';
import { bodies } from '../../libs/read-models/bodies.testing';
import {
  beginning,
  COMPLETED,
  end,
  ENDED,
  Ledger,
  middle,
  MUNICIPALITY,
  OTHER_SCHOOL,
  PROPOSED,
  shared,
} from '../../libs/read-models/read-models.testing';
import { wholeLog } from '../../test/support/oracle';
import { streamsBy } from '../../test/support/streams';
import { indexedStreams } from './queries/organisation-streams';
import { PastEvents, timeTravel } from './queries/past';

jest.setTimeout(240_000);

let seed = 20211201;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
};

let ledger: Ledger;
let past: PastEvents;
let log: readonly StoredEvent[];
const FIRST: IsoDate = '2021-06-01';

beforeAll(async () => {
  ledger = await Ledger.open();
  past = new PastEvents(ledger.store, new EventIndexQuery(ledger.postgres));
  // Recorded one after the other, a few a day; each dated back by nothing, or by up to two months.
  let day = FIRST;
  for (const { stream, event } of [beginning, shared, bodies, middle, end].flat()) {
    if (random(3) === 0) day = addDays(day, 1);
    const data = { ...event.data, effectiveOn: addDays(day, random(2) === 0 ? 0 : -random(60)) };
    const { type } = domainCodec.encode(event);
    const recordedAt = `${day}T${String(8 + random(14)).padStart(2, '0')}:00:00.000Z`;
    await ledger.store.append(stream, 'any', [
      {
        ...{ id: randomUUID(), type, data },
        metadata: { recordedAt, actor: { id: 'curator-1', role: 'curator' }, commandId: randomUUID() },
      },
    ]);
  }
  await ledger.tell();
  log = await wholeLog(ledger.store);
});
afterAll(() => ledger?.close());

const dataOf = ({ data }: StoredEvent) => data as { readonly [name: string]: string };
const recorded = ({ metadata }: StoredEvent): string => (metadata as { recordedAt: string }).recordedAt;
const ownerOf = (event: StoredEvent): string => {
  const { organisationId, schoolId, municipalityId } = dataOf(event);
  return (organisationId ?? schoolId ?? municipalityId)!;
};
/** A record made by mistake and what strikes it out. */
const MISTAKES: {
  readonly [type: string]: [string, (data: { readonly [name: string]: unknown }) => string];
} = {
  'pair.meeting-record-cancelled.v1': ['pair.meeting-held.v1', ({ pairId, number }) => `${pairId} ${number}`],
  'roadmap.item-reopened.v1': [
    'roadmap.item-completed.v1',
    ({ itemId, byOrganisationId, dueDay }) => `${itemId} ${byOrganisationId} ${dueDay}`,
  ],
};

/** What the question means, said once more and plainly. */
const kept = ({ organisationId, wholeMunicipality, on, recordedBefore, upTo }: PastQuestion) => {
  const municipality = new Map(
    log.flatMap((event) =>
      event.type === 'school.registered.v1' ? [[ownerOf(event), dataOf(event)['municipalityId']]] : [],
    ),
  );
  const asked = (wholeMunicipality === true && municipality.get(organisationId!)) || organisationId;
  const owners = new Set([asked, municipality.get(asked!)]);
  for (const [school, of] of municipality) if (of === asked) owners.add(school);
  const known = log.filter(
    (event) => event.position <= upTo && (recordedBefore === undefined || recorded(event) < recordedBefore),
  );
  const dayOf = (event: StoredEvent): IsoDate => {
    const mistake = MISTAKES[event.type];
    const fact =
      mistake &&
      log.findLast(
        (one) =>
          one.position < event.position &&
          one.type === mistake[0] &&
          mistake[1](dataOf(one)) === mistake[1](dataOf(event)),
      );
    return dataOf(fact ?? event)['effectiveOn']!;
  };
  return known.filter(
    (event) =>
      (organisationId === undefined || owners.has(ownerOf(event))) &&
      (on === undefined ||
        dayOf(event) <= on ||
        (event.revision === 0n &&
          known.some((one) => one.stream === event.stream && dataOf(one)['effectiveOn']! <= on))),
  );
};

const found = async (question: PastQuestion): Promise<readonly string[]> => {
  const events: StoredEvent[] = [];
  for await (const page of past.of(question)) events.push(...page);
  return events.map(({ id }) => id);
};

it('the events of a past are those that had taken effect and had been recorded, in the order of the log', async () => {
  const owners = [...new Set(log.map(ownerOf)), undefined];
  const sizes = new Set<number>();
  for (let time = 0; time < 150; time++) {
    const organisationId = owners[random(owners.length)];
    const on = random(3) === 0 ? undefined : addDays(FIRST, random(110) - 60);
    const knownOn = random(3) === 0 ? undefined : addDays(FIRST, random(60) - 5);
    const question: PastQuestion = {
      ...(organisationId === undefined ? {} : { organisationId, wholeMunicipality: random(2) === 0 }),
      ...(on === undefined ? {} : { on }),
      ...(knownOn === undefined ? {} : { recordedBefore: endOfDay(knownOn, 180) }),
      upTo: log[random(2) === 0 ? log.length - 1 : random(log.length)]!.position,
    };
    const expected = kept(question).map(({ id }) => id);
    expect(await found(question)).toEqual(expected);
    sizes.add(expected.length);
  }
  expect(sizes.size).toBeGreaterThan(30);
});

it('as of the last day and as known on it, every read model is what its live table is', async () => {
  const travel = timeTravel(ledger.postgres);
  const upTo = log.at(-1)!.position;
  const question: PastQuestion = { on: '2999-12-31', recordedBefore: '2999-12-31T00:00:00.000Z', upTo };
  for (const { entity, name } of readModels) {
    if (name === 'event-index') continue;
    const table = await tableOf(entity as new () => object);
    const rows = async (): Promise<readonly string[]> => {
      const answer = await travel.tables.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${table.name} t order by ${table.key}`,
      );
      return answer.rows.map(({ row }) => row);
    };
    const live = await rows();
    expect(live.length).toBeGreaterThan(0);
    expect([name, await travel.run(() => past.of(question), rows)]).toEqual([name, live]);
  }
});

describe('the streams of an organisation', () => {
  it('are by any position exactly those in which it had an event, as a plain look through the log has them', async () => {
    const index = new EventIndexQuery(ledger.postgres);
    for (const owner of new Set(log.map(ownerOf))) {
      for (let time = 0; time < 10; time++) {
        const upTo = log[random(log.length)]!.position;
        expect(await index.streamsOf(owner, upTo)).toEqual(streamsBy(log, owner, upTo));
      }
    }
  });

  it('are told as of the end of the log, and not at all while the index is behind it', async () => {
    const index = new EventIndexQuery(ledger.postgres);
    const freshness = new Freshness(ledger.postgres);
    const end = log.at(-1)!.position;
    const behind = (position: bigint) =>
      indexedStreams({ lastPosition: async () => position }, index, freshness, 50)(MUNICIPALITY);
    try {
      expect(await behind(end)).toEqual({ position: end, streams: streamsBy(log, MUNICIPALITY, end) });
      await expect(behind(end + 1n)).rejects.toMatchObject({
        options: { status: 504, slug: 'not-yet-visible' },
      });
    } finally {
      await freshness.close();
    }
  });
});

it('what names a pair is found alike in the index and by looking through the log; its life has nothing of a member who had left', async () => {
  const index = new EventIndexQuery(ledger.postgres);
  const named = new Map<string, readonly string[]>();
  for (const pairId of [COMPLETED, ENDED, PROPOSED, OTHER_SCHOOL]) {
    const found = [...(await index.naming(pairId))].sort();
    expect(found).toEqual([...(await streamsNaming(ledger.store, pairId))].sort());
    named.set(pairId, found);
  }
  const typesOf = async (pairId: string) =>
    (await lifeOf(streamReader(ledger.store), pairId, named.get(pairId)!))!.events.map(({ type }) => type);
  expect(await typesOf(ENDED)).toEqual(
    expect.arrayContaining([
      ...['AgreementConcluded', 'OrderIssued', 'PairFixed', 'ConsentWithdrawn', 'PairSuspended'],
      ...['MemberReplaced', 'ComplaintRegistered', 'ComplaintDisclosed', 'OrderEffectRefused', 'PairEnded'],
    ]),
  );
  expect(await typesOf(COMPLETED)).not.toContain('OrderEffectRefused');
  const [members, replaced] = [
    await lifeOf(streamReader(ledger.store), ENDED, named.get(ENDED)!),
    log.find(({ type }) => type === 'pair.member-replaced.v1')!,
  ];
  const left = (replaced.data as { leavingId: string }).leavingId;
  const ofLeft = members!.events.filter(({ stream }) => stream === `consent-${left}`);
  expect(ofLeft.every(({ position }) => position <= replaced.position)).toBe(true);
  expect(log.some((one) => one.stream === `consent-${left}` && one.position > replaced.position)).toBe(true);
});
