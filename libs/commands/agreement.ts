/** Cooperation agreements with mentors from outside. */
import type { AgreementCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { agreements } from './aggregates';

export class AgreementAct extends Act<AgreementCommand> {}

export const AgreementActHandler = handlerOf(AgreementAct, agreements);
