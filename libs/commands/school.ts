/** Acts on a school: registration, presentation of programmes; introduction and appointments arrive from orders. */
import type { SchoolCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { schools } from './aggregates';

export class SchoolAct extends Act<SchoolCommand> {}

export const SchoolActHandler = handlerOf(SchoolAct, schools);
