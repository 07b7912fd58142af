/** The feed of public events: in order, nothing left out, nothing twice, by pages, by waiting and as a stream. */
import { randomUUID } from 'node:crypto';
import { domainCodec, type DomainEvents, streamOf } from '@nastavnik/domain';
import { foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
});
afterAll(() => api?.stop());

/** As a pair writes it; the feed tells of it by its number. */
const meeting = async (pairId: string, schoolId: string, number: number): Promise<void> => {
  const { type, data } = domainCodec.encode({
    type: 'MeetingHeld',
    data: {
      ...{
        pairId,
        schoolId,
        number,
        kind: 'REGULAR',
        attendeeIds: [randomUUID()],
        effectiveOn: '2021-03-01',
      },
      basis: { rules: [], evidence: {} },
    },
  } as unknown as DomainEvents);
  await api.store.append(streamOf.pair(pairId), 'any', [
    {
      ...{ id: randomUUID(), type, data },
      metadata: {
        recordedAt: '2021-03-01T09:00:00.000Z',
        actor: { id: randomUUID(), role: 'mentor' },
        commandId: randomUUID(),
      },
    },
  ]);
};
const meetings = async (pairId: string, schoolId: string, from: number, to: number): Promise<void> => {
  for (let number = from; number <= to; number++) await meeting(pairId, schoolId, number);
};
interface Page {
  readonly events: readonly { readonly id: string; readonly data: { readonly number: number } }[];
  readonly next: string;
  readonly caughtUp: boolean;
}
const read = async (query: string): Promise<Page> => {
  const { status, body } = await api.as('integration').get(`/v1/feed?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Page;
};
const numbers = (...pages: readonly Page[]) =>
  pages.flatMap(({ events }) => events.map(({ data }) => data.number));
const end = async (): Promise<string> => (await read('limit=1000')).next;

it('page after page gives every fact once, in the order of the log, and says when there is no more', async () => {
  const after = await end();
  const pairId = randomUUID();
  await meetings(pairId, town.first, 1, 5);
  const first = await read(`after=${after}&limit=2`);
  const second = await read(`after=${first.next}&limit=2`);
  const third = await read(`after=${second.next}&limit=2`);
  expect(numbers(first, second, third)).toEqual([1, 2, 3, 4, 5]);
  expect([first.caughtUp, third.caughtUp]).toEqual([false, true]);
  expect(await read(`after=${third.next}`)).toMatchObject({ events: [], caughtUp: true });
  // The same question again gives the same ids: what was lost on the way can be asked for again.
  expect(await read(`after=${after}&limit=2`)).toEqual(first);
});

it('tells of one municipality, one school or one type, and its cursor passes over the rest', async () => {
  const after = await end();
  await meeting(randomUUID(), town.first, 1);
  await meeting(randomUUID(), town.second, 2);
  expect(numbers(await read(`after=${after}&school=${town.second}`))).toEqual([2]);
  expect(numbers(await read(`after=${after}&municipality=${town.municipality}`))).toEqual([1, 2]);
  expect(numbers(await read(`after=${after}&municipality=${randomUUID()}`))).toEqual([]);
  expect(numbers(await read(`after=${after}&types=ru.nastavnik.pair.meeting-held.v1`))).toEqual([1, 2]);
  const none = await read(`after=${after}&types=ru.nastavnik.pair.fixed.v1`);
  expect(none.events).toEqual([]);
  expect(none.next).toBe(await end());
});

it('with `wait` answers as soon as something happens', async () => {
  const after = await end();
  const asked = read(`after=${after}&wait=30`);
  await meeting(randomUUID(), town.first, 7);
  expect(numbers(await asked)).toEqual([7]);
});

it('as a stream goes on from the event that the reader saw last', async () => {
  const after = await end();
  const pairId = randomUUID();
  await meetings(pairId, town.first, 1, 2);
  const token = await api.issuer.issue({ role: 'integration' });
  /** Reads until so many events have come; gives their numbers and the last id. */
  const listen = async (headers: object, count: number): Promise<{ seen: number[]; last: string }> => {
    const hangUp = new AbortController();
    const response = await fetch(`${api.url}/v1/feed/stream?after=${after}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      signal: hangUp.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      if ((text.match(/^data: .*\n\n/gm) ?? []).length >= count) break;
    }
    hangUp.abort();
    const seen = [...text.matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => (JSON.parse(data!) as { data: { number: number } }).data.number,
    );
    return { seen, last: [...text.matchAll(/^id: (\d+)$/gm)].at(-1)![1]! };
  };
  const first = await listen({}, 2);
  expect(first.seen).toEqual([1, 2]);
  await meetings(pairId, town.first, 3, 4);
  expect((await listen({ 'last-event-id': first.last }, 2)).seen).toEqual([3, 4]);
  // What comes while somebody listens arrives without another question.
  const live = listen({ 'last-event-id': await end() }, 1);
  await meeting(pairId, town.first, 5);
  expect((await live).seen).toEqual([5]);
});

it('is for integration and the region only, and a wrong question is told so', async () => {
  for (const role of ['director', 'mentor', 'municipal-specialist', 'auditor'] as const) {
    expect((await api.as(role, { organisationId: town.first }).get('/v1/feed')).status).toBe(403);
  }
  const wrong = await api.as('integration').get('/v1/feed?after=x&limit=0&wait=31&school=62');
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual([
    'after',
    'limit',
    'school',
    'wait',
  ]);
  expect((await api.as('integration').get('/v1/feed/stream', { 'last-event-id': 'x' })).status).toBe(400);
});

it('the contract is served to everybody', async () => {
  const { status, body } = await api.request('GET', '/asyncapi.json');
  expect([status, body.asyncapi]).toEqual([200, '3.0.0']);
});
