/** Acts on the regulation of an organisation. */
import type { RegulationCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { regulations } from './aggregates';

export class RegulationAct extends Act<RegulationCommand> {}

export const RegulationActHandler = handlerOf(RegulationAct, regulations);
