/** Complaints about a mentor. */
import type { AppealCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { appeals } from './aggregates';

export class AppealAct extends Act<AppealCommand> {}

export const AppealActHandler = handlerOf(AppealAct, appeals);
