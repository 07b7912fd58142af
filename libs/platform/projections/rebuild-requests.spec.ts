/** What a rebuild tells of itself: how much is done, how long it takes, that it cannot catch up. */
import { fallsBehind, percentOf, type RebuildJob, secondsLeft } from '.';
import { paceBetween } from './rebuild-requests';

const job = (more: Partial<RebuildJob>): RebuildJob => ({
  ...{ id: 'x', model: 'm', state: 'RUNNING', phase: 'loading', position: 399n, head: 999n, events: 400 },
  ...{ perSecond: 150, writtenPerSecond: 50, requestedAt: new Date(0), startedAt: new Date(0) },
  ...{ endedAt: null, error: null, ...more },
});

it('says how much is done and how long the rest takes, what others write meanwhile taken into account', () => {
  expect([percentOf(job({})), secondsLeft(job({})), fallsBehind(job({}))]).toEqual([40, 6, false]);
  const over = job({ state: 'DONE' });
  expect([percentOf(over), secondsLeft(over), fallsBehind(over)]).toEqual([100, 0, false]);
  // Whole only when it is over.
  expect(percentOf(job({ position: 999n }))).toBe(99);
  const asked = job({
    state: 'REQUESTED',
    position: null,
    head: null,
    perSecond: null,
    writtenPerSecond: null,
  });
  expect([percentOf(asked), secondsLeft(asked)]).toEqual([0, null]);
});

it('says that it cannot catch up with a log that grows as fast as it is folded, and gives no estimate', () => {
  const chased = job({ writtenPerSecond: 150 });
  expect([fallsBehind(chased), secondsLeft(chased)]).toEqual([true, null]);
  expect(fallsBehind(job({ writtenPerSecond: 149 }))).toBe(false);
  expect(fallsBehind(job({ writtenPerSecond: 150, position: 999n }))).toBe(false);
});

it('tells its pace by what happened between two looks, and none by a moment', () => {
  const first = { at: 0, position: 0n, head: 100n };
  expect(paceBetween(first, { at: 2_000, position: 50n, head: 110n })).toEqual({
    perSecond: 25,
    writtenPerSecond: 5,
  });
  expect(paceBetween(first, { at: 100, position: 50n, head: 110n })).toBeUndefined();
});
