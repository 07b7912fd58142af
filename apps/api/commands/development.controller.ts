/** How a mentee develops: the educational request, the individual route of several years, facts of adaptation; and fresh entries in the bases. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ParticipantAct } from '@nastavnik/commands';
import type { AdaptationFact } from '@nastavnik/domain';
import {
  type Level,
  LEVELS,
  PAIR_ROLES,
  type PairRole,
  type Qualification,
  QUALIFICATIONS,
  TASK_TYPES,
  type TaskType,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  PartField,
  PathUuid,
  problems,
  TextField,
  TextListField,
} from '@nastavnik/platform/http';
import { Accepted, Acting, onlyForOneself } from './acting';
import { Creating, Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class ConfirmEntryBody extends Dated {
  @CodeField(PAIR_ROLES, { description: 'MENTOR: the base of mentors; MENTEE: the base of mentees' })
  base!: PairRole;
}
export class RequestWords {
  @TextField({ max: 5000, example: 'Не получается удержать внимание класса' })
  difficulties!: string;
  @TextField({ max: 5000, example: 'Курс по приёмам вовлечения' })
  request!: string;
  @TextField({ max: 5000, optional: true, example: 'Учитель, которого слушают' })
  desiredImage?: string;
}
export class FormulateRequestBody extends Creating {
  @CodeListField(TASK_TYPES, { description: "The mentee's own priorities" })
  priorities!: TaskType[];
  @PartField(() => RequestWords, { description: 'Kept in the vault' })
  request!: RequestWords;
}
export class DesignRouteBody extends Creating {
  @DateField()
  from!: IsoDate;
  @DateField({ description: 'Last day, included' })
  until!: IsoDate;
  @TextListField({
    description: 'Titles of the alternatives considered',
    example: ['Магистратура', 'Курсы повышения квалификации'],
  })
  alternatives!: string[];
  @TextField({ description: 'The title of the one chosen', example: 'Магистратура' })
  chosen!: string;
  @PartField(() => Words, { description: 'Why this one' })
  reason!: Words;
}
export class ReviseRouteBody extends Dated {
  @DateField({ description: 'Last day, included' })
  until!: IsoDate;
  @PartField(() => Words, { description: 'What changed and why' })
  reason!: Words;
}
export class CompleteRouteBody extends Dated {}

const FACTS = ['CATEGORY', 'SATISFACTION', 'BURNOUT', 'RETAINED', 'LEFT_PROFESSION'] as const;
export class NoteAdaptationBody extends Dated {
  @CodeField(FACTS)
  kind!: (typeof FACTS)[number];
  @CodeField(QUALIFICATIONS, { optional: true, description: 'With CATEGORY' })
  category?: Qualification;
  @CodeField(LEVELS, { optional: true, description: 'With SATISFACTION and BURNOUT' })
  level?: Level;
}

/** @throws Problem 400 for a fact without what it consists of */
const factOf = ({ kind, category, level }: NoteAdaptationBody): AdaptationFact => {
  if (kind === 'RETAINED' || kind === 'LEFT_PROFESSION') return { kind };
  if (kind === 'CATEGORY' && category !== undefined) return { kind, category };
  if (kind !== 'CATEGORY' && level !== undefined) return { kind, level };
  const pointer = kind === 'CATEGORY' ? '#/category' : '#/level';
  throw problems.badRequest([{ pointer, detail: { ru: 'нужно значение', en: 'a value is needed' } }]);
};

@ApiTags('participants')
@Controller('v1/schools/:schoolId/participants/:participantId')
export class DevelopmentController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'base-confirmations',
    act: 'confirm-entry',
    summary: 'The entry in a base was looked at again and is still right',
  })
  confirmEntry(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: ConfirmEntryBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ParticipantAct, { type: 'ConfirmEntry', data }, participantId, sent);
  }

  @CommandRoute({
    path: 'educational-requests',
    act: 'formulate-request',
    summary: 'The mentee formulates an educational request from the own difficulties',
  })
  formulateRequest(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { id, request, ...facts }: FormulateRequestBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    onlyForOneself('mentee', participantId, sent.stamp);
    const sealed = this.acting.text(sent.stamp, 'request', participantId, request);
    const requestId = this.acting.newId(sent.stamp, id);
    const data = { participantId, schoolId, requestId, ...facts, request: sealed.ref };
    return this.acting.send(ParticipantAct, { type: 'FormulateRequest', data }, requestId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'routes',
    act: 'keep-route',
    summary: 'An individual educational route of several years is designed',
  })
  designRoute(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { id, reason, ...facts }: DesignRouteBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(sent.stamp, 'reason', participantId, reason);
    const routeId = this.acting.newId(sent.stamp, id);
    const data = { participantId, schoolId, routeId, ...facts, reason: sealed.ref };
    return this.acting.send(ParticipantAct, { type: 'DesignRoute', data }, routeId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({ path: 'routes/:routeId/revisions', act: 'keep-route', summary: 'The route is revised' })
  reviseRoute(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Param('routeId', PathUuid) routeId: Uuid,
    @Body() { reason, ...facts }: ReviseRouteBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(sent.stamp, 'reason', participantId, reason);
    const data = { participantId, schoolId, routeId, ...facts, reason: sealed.ref };
    return this.acting.send(ParticipantAct, { type: 'ReviseRoute', data }, routeId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'routes/:routeId/completion',
    act: 'keep-route',
    summary: 'The route has been gone through',
  })
  completeRoute(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Param('routeId', PathUuid) routeId: Uuid,
    @Body() { effectiveOn }: CompleteRouteBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, routeId, effectiveOn };
    return this.acting.send(ParticipantAct, { type: 'CompleteRoute', data }, routeId, sent);
  }

  @CommandRoute({
    path: 'adaptation',
    act: 'note-adaptation',
    summary: 'How a pedagogue settles in the profession: category, satisfaction, burnout, staying',
  })
  noteAdaptation(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() body: NoteAdaptationBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, effectiveOn: body.effectiveOn, fact: factOf(body) };
    return this.acting.send(ParticipantAct, { type: 'NoteAdaptation', data }, participantId, sent);
  }
}
