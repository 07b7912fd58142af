/** Acts on a participant: registration, the two bases, diagnosed needs. */
import type { ParticipantCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { participants } from './aggregates';

export class ParticipantAct extends Act<ParticipantCommand> {}

export const ParticipantActHandler = handlerOf(ParticipantAct, participants);
