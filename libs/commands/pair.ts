/** Acts on a pair, from proposal to follow-up. */
import type { PairCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { pairs } from './aggregates';

export class PairAct extends Act<PairCommand> {}

export const PairActHandler = handlerOf(PairAct, pairs);
