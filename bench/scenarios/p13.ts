/** P13 and P14: the whole log rebuilt into three tables: time at this size, heap, and the rate beside that over its beginning. */
import { setTimeout as delay } from 'node:timers/promises';
import { median, once } from '../measure';
import type { Scenario } from '../scenario';
import { NARROW } from './p02';
import { rebuildRate, THREE } from './rebuild';

export const p13: Scenario = {
  id: 'P13',
  title: 'The largest log',
  run: async (world) => {
    const ask = async (): Promise<number> => {
      const started = performance.now();
      await world.pool.query('select * from municipality_summary limit 50');
      return performance.now() - started;
    };
    const idle: number[] = [];
    for (let n = 0; n < 200; n += 1) idle.push(await ask());
    const during: number[] = [];
    let heap = 0;
    let over = false;
    const watching = (async () => {
      while (!over) {
        during.push(await ask());
        heap = Math.max(heap, process.memoryUsage().heapUsed);
        await delay(20);
      }
    })();
    const eventsASecond = (await rebuildRate(world, THREE, 'log')) / THREE.length;
    over = true;
    await watching;
    const of = `${world.count} events`;
    return [
      once(
        {
          id: 'P13',
          what: `minutes for 20 M events at the rate of ${of}`,
          goal: 8,
          sense: 'at-most',
          unit: 'min',
        },
        20_000_000 / eventsASecond / 60,
        1,
      ),
      once(
        { id: 'P13', what: `heap while ${of} are rebuilt, MB`, goal: 512, sense: 'at-most', unit: 'MB' },
        heap / 1_048_576,
        1,
      ),
      once(
        { id: 'P13', what: 'queries meanwhile / idle', goal: 0.6, sense: 'at-least', unit: 'queries/s' },
        1_000 / median(during),
        1_000 / median(idle),
      ),
    ];
  },
};

export const p14: Scenario = {
  id: 'P14',
  title: 'Degradation',
  run: async (world, { iterations }) => {
    const rates: number[] = [];
    for (let n = 0; n < Math.min(iterations, 3); n += 1)
      rates.push(await rebuildRate(world, [NARROW], 'log'));
    const whole = median(rates);
    const started: number[] = [];
    for (let n = 0; n < Math.min(iterations, 3); n += 1)
      started.push(await rebuildRate(world, [NARROW], 'local'));
    return [
      once(
        {
          id: 'P14',
          what: `rebuild of ${world.count} / of its first ${world.written.length}, local`,
          goal: 0.8,
          sense: 'at-least',
          unit: 'events/s',
        },
        whole,
        median(started),
      ),
    ];
  },
};
