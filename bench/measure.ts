/** Paired measurement: ours and the yardstick in turns, in an order drawn anew each time; the median of the ratios with its interval. */
import { type Chance, chanceOf } from '../test/generate/chance';

/** Events, requests or appends a second. */
export type Rate = number;

export interface Figure {
  readonly id: string;
  /** `rebuild / raw COPY` */
  readonly what: string;
  readonly goal: number;
  /** `at-least` for rates; `at-most` where less is better. */
  readonly sense: 'at-least' | 'at-most';
  readonly median: number;
  /** Bootstrap, 95 %. */
  readonly low: number;
  readonly high: number;
  readonly iterations: number;
  readonly discarded: number;
  /** Medians of the two sides, in `unit`. */
  readonly ours: number;
  readonly yardstick: number;
  readonly unit: string;
  readonly met: boolean;
}

export interface Budget {
  /** Iterations wanted; fewer when the time is up, three at least. */
  readonly iterations: number;
  /** Milliseconds for one scenario. */
  readonly ms: number;
  readonly seed: number;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const quantile = (values: readonly number[], q: number): number => {
  const all = sorted(values);
  const at = (all.length - 1) * q;
  const [below, above] = [all[Math.floor(at)]!, all[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
};

/** Interval of the median by 2000 resamples. */
export const bootstrap = (values: readonly number[], chance: Chance): readonly [number, number] => {
  const medians = Array.from({ length: 2_000 }, () =>
    median(values.map(() => values[chance.below(values.length)]!)),
  );
  return [quantile(medians, 0.025), quantile(medians, 0.975)];
};

const CANARY = JSON.stringify(
  Array.from({ length: 500 }, (_, n) => ({ n, text: 'канарейка', list: [1, 2, 3] })),
);
/** How fast this process gets through JSON just now: falls when the machine is busy with somebody else. */
const canary = (): number => {
  const started = performance.now();
  for (let n = 0; n < 60; n += 1) JSON.parse(CANARY);
  return 60 / (performance.now() - started);
};
/** An iteration counts when the canary sang at half its median or better, before and after. */
const QUIET = 0.5;

/**
 * Runs both sides in turns. The first turn warms up and does not count.
 * @param sides each returns its figure, a rate or a time
 */
export const compare = async (
  about: Pick<Figure, 'id' | 'what' | 'goal' | 'unit'> & { readonly sense?: Figure['sense'] },
  budget: Budget,
  sides: { readonly ours: () => Promise<number>; readonly yardstick: () => Promise<number> },
): Promise<Figure> => {
  const chance = chanceOf(budget.seed);
  const started = performance.now();
  await sides.ours();
  await sides.yardstick();
  const all: { ours: number; yardstick: number; canary: number }[] = [];
  while (all.length < 3 || (all.length < budget.iterations && performance.now() - started < budget.ms)) {
    const before = canary();
    const oursFirst = chance.below(2) === 0;
    const first = await (oursFirst ? sides.ours() : sides.yardstick());
    const second = await (oursFirst ? sides.yardstick() : sides.ours());
    const [ours, yardstick] = oursFirst ? [first, second] : [second, first];
    all.push({ ours, yardstick, canary: Math.min(before, canary()) });
  }
  const usual = median(all.map((one) => one.canary));
  const kept = all.filter((one) => one.canary >= usual * QUIET);
  const ratios = kept.map(({ ours, yardstick }) => ours / yardstick);
  const [low, high] = bootstrap(ratios, chance);
  const { sense = 'at-least' } = about;
  return {
    ...about,
    ...{ sense, low, high, median: median(ratios) },
    ...{ iterations: kept.length, discarded: all.length - kept.length },
    ours: median(kept.map((one) => one.ours)),
    yardstick: median(kept.map((one) => one.yardstick)),
    met: sense === 'at-least' ? low >= about.goal : high <= about.goal,
  };
};

/** A figure that is taken once: what is measured takes too long to be done again. */
export const once = (
  about: Pick<Figure, 'id' | 'what' | 'goal' | 'sense' | 'unit'>,
  ours: number,
  yardstick: number,
): Figure => {
  const ratio = ours / yardstick;
  return {
    ...about,
    ...{ median: ratio, low: ratio, high: ratio, iterations: 1, discarded: 0, ours, yardstick },
    met: about.sense === 'at-least' ? ratio >= about.goal : ratio <= about.goal,
  };
};

/** How many a second, over the time that `work` takes. */
export const rate = async (count: number, work: () => Promise<unknown>): Promise<Rate> => {
  const started = performance.now();
  await work();
  return (count / (performance.now() - started)) * 1_000;
};

/** The same work, so many times, so many at once. */
export const inFlight = async (
  total: number,
  atOnce: number,
  work: (n: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) await work(next++);
    }),
  );
};
