/** What a scenario is: one goal of the table, its yardstick in the same run, a check that the fast answer is the right one. */
import type { Budget, Figure } from './measure';
import type { World } from './world';

export interface Scenario {
  /** `P1` */
  readonly id: string;
  readonly title: string;
  run(world: World, budget: Budget): Promise<readonly Figure[]>;
}
