/** Consents of a participant: given and withdrawn. */
import type { ConsentCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { consents } from './aggregates';

export class ConsentAct extends Act<ConsentCommand> {}

export const ConsentActHandler = handlerOf(ConsentAct, consents);
