/** Acts on a municipality. */
import type { MunicipalityCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { municipalities } from './aggregates';

export class MunicipalityAct extends Act<MunicipalityCommand> {}

export const MunicipalityActHandler = handlerOf(MunicipalityAct, municipalities);
