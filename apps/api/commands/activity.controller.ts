/** Activities of a school or a municipality: planned, given a programme and participants, held, closed with a result. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActivityAct } from '@nastavnik/commands';
import {
  ACTIVITY_CHANNELS,
  ACTIVITY_KINDS,
  ACTIVITY_LEVELS,
  type ActivityChannel,
  type ActivityContent,
  type ActivityKind,
  type ActivityLevel,
  type ActivityResults,
  type Cancellation,
  CANCELLATIONS,
  type Contribution,
  CONTRIBUTIONS,
  HELP_KINDS,
  type HelpKind,
  MODULE_CHANGES,
  type ModuleChange,
  SUPPORT_TOPICS,
  type SupportTopic,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  DateField,
  FlagField,
  PartField,
  PartListField,
  PathUuid,
  TextField,
  UuidField,
  UuidListField,
  WholeField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated, Words } from './fields';
import { OneOfField, Shapes } from './one-of';
import { CommandRoute, Sending, type Sent } from './route';

const MANY = 2000;
const CAMPAIGN = 'Campaign of annual monitoring whose analysis it rests on';

export class ActivityContentBody {
  @CodeField(ACTIVITY_KINDS)
  kind!: ActivityKind;
}
export class HelpContentBody extends ActivityContentBody {
  @CodeField(HELP_KINDS)
  help!: HelpKind;
}
export class SupportContentBody extends ActivityContentBody {
  @CodeField(SUPPORT_TOPICS)
  topic!: SupportTopic;
  @UuidField({ description: 'The psychologist, or the mentor of the pair' })
  hostId!: Uuid;
  @UuidField({ optional: true })
  pairId?: Uuid;
}
export class GraduateContentBody extends ActivityContentBody {
  @CodeField(CONTRIBUTIONS)
  contribution!: Contribution;
  @UuidField({ description: 'The graduate' })
  hostId!: Uuid;
}
const CONTENTS: { readonly [K in ActivityKind]: typeof ActivityContentBody } = {
  ...(Object.fromEntries(ACTIVITY_KINDS.map((kind) => [kind, ActivityContentBody])) as {
    readonly [K in ActivityKind]: typeof ActivityContentBody;
  }),
  METHODICAL_HELP: HelpContentBody,
  PSYCHOLOGICAL_SUPPORT: SupportContentBody,
  GRADUATE_CONTRIBUTION: GraduateContentBody,
};

export class PlanActivityBody extends Creating {
  @OneOfField('kind', ActivityContentBody, CONTENTS)
  content!: ActivityContentBody;
  @TextField({ max: 500, example: 'Наставник года' })
  title!: string;
  @CodeField(ACTIVITY_LEVELS)
  level!: ActivityLevel;
  @DateField({ example: '2021-10-04', description: 'First day planned' })
  from!: IsoDate;
  @DateField({ example: '2021-10-08', description: 'Last day planned' })
  until!: IsoDate;
  @FlagField({ optional: true, description: 'Support addressed to pedagogues by their deficits' })
  addressed?: boolean;
  @UuidField({ optional: true, description: CAMPAIGN })
  basedOn?: Uuid;
}
export class ModuleBody {
  @TextField({ example: 'Адаптация молодого педагога' })
  title!: string;
  @WholeField({ min: 1, max: 1000, example: 18 })
  hours!: number;
  @CodeField(MODULE_CHANGES)
  change!: ModuleChange;
}
export class ScheduledDayBody {
  @DateField({ example: '2021-10-04' })
  on!: IsoDate;
  @TextField({ example: 'Адаптация молодого педагога' })
  module!: string;
}
export class SetProgrammeBody extends Dated {
  @PartListField(() => ModuleBody)
  modules!: ModuleBody[];
  @PartListField(() => ScheduledDayBody, { optional: true })
  schedule?: ScheduledDayBody[];
  @UuidField({ optional: true, description: 'Order that approves it' })
  orderId?: Uuid;
  @UuidField({ optional: true, description: CAMPAIGN })
  basedOn?: Uuid;
}
export class EnterParticipantsBody extends Dated {
  @UuidListField({ optional: true, max: MANY })
  participantIds?: Uuid[];
  @UuidListField({ optional: true, max: MANY })
  pairIds?: Uuid[];
  @UuidField({ optional: true, description: 'Order that enrols them' })
  orderId?: Uuid;
}
export class HoldActivityBody extends Dated {
  @CodeField(ACTIVITY_CHANNELS)
  channel!: ActivityChannel;
  @UuidListField({ optional: true, max: MANY })
  participantIds?: Uuid[];
  @WholeField({ min: 0, max: 100_000, optional: true, example: 12, description: 'Registered by nobody here' })
  guests?: number;
  @WholeField({ min: 0, max: 1000, optional: true, example: 2, description: 'Invited experts' })
  experts?: number;
  @UuidField({ optional: true, description: CAMPAIGN })
  basedOn?: Uuid;
  @PartField(() => Words, { optional: true, description: 'Words about a person' })
  note?: Words;
}
export class ResultsBody {
  @CodeField(['CONTEST', 'TRAINING', 'EVENT'])
  of!: ActivityResults['of'];
}
export class PlaceBody {
  @WholeField({ min: 1, max: 1000 })
  place!: number;
  @UuidField({ optional: true, description: 'A person; a pair is named by its own id' })
  participantId?: Uuid;
  @UuidField({ optional: true })
  pairId?: Uuid;
}
export class ContestResultsBody extends ResultsBody {
  @PartListField(() => PlaceBody)
  places!: PlaceBody[];
}
export class TrainingResultsBody extends ResultsBody {
  @UuidListField({ max: MANY, min: 0, description: 'Who completed it' })
  completedIds!: Uuid[];
}
export class EventResultsBody extends ResultsBody {
  @TextField({ max: 1000, optional: true, example: 'https://school62.example/seminar' })
  materials?: string;
}
const RESULTS = { CONTEST: ContestResultsBody, TRAINING: TrainingResultsBody, EVENT: EventResultsBody };

export class CloseActivityBody extends Dated {
  @OneOfField('of', ResultsBody, RESULTS)
  results!: ResultsBody;
  @UuidField({ optional: true, description: 'Order that states the results' })
  orderId?: Uuid;
}
export class CancelActivityBody extends Dated {
  @CodeField(CANCELLATIONS)
  reason!: Cancellation;
}

@ApiTags('activities')
@Shapes(CONTENTS, RESULTS)
@Controller('v1/organisations/:organisationId/activities')
export class ActivityController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: '',
    act: 'keep-activities',
    summary: 'Plans a seminar, a course, a contest, support…',
  })
  planActivity(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, addressed, content, ...facts }: PlanActivityBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const activityId = this.acting.newId(sent.stamp, id);
    const data = {
      ...{ activityId, organisationId, ...facts, content: content as unknown as ActivityContent },
      ...(addressed === true ? { addressed } : {}),
    };
    return this.acting.send(ActivityAct, { type: 'PlanActivity', data }, activityId, sent);
  }

  @CommandRoute({
    path: ':activityId/programme',
    act: 'keep-activities',
    summary: 'Develops the programme, or sets it anew',
  })
  setProgramme(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('activityId', PathUuid) activityId: Uuid,
    @Body() facts: SetProgrammeBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { activityId, organisationId, ...facts };
    return this.acting.send(ActivityAct, { type: 'SetActivityProgramme', data }, activityId, sent);
  }

  @CommandRoute({
    path: ':activityId/participants',
    act: 'keep-activities',
    summary: 'Enters people or pairs for a contest, enrols listeners of a course',
  })
  enterParticipants(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('activityId', PathUuid) activityId: Uuid,
    @Body() { participantIds = [], pairIds = [], ...facts }: EnterParticipantsBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { activityId, organisationId, participantIds, pairIds, ...facts };
    return this.acting.send(ActivityAct, { type: 'EnterParticipants', data }, activityId, sent);
  }

  @CommandRoute({ path: ':activityId/holding', act: 'keep-activities', summary: 'It was held' })
  holdActivity(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('activityId', PathUuid) activityId: Uuid,
    @Body() { participantIds = [], guests = 0, experts = 0, note, ...facts }: HoldActivityBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    // Erased with the person it is about; words about several stay with the activity.
    const [only, ...others] = participantIds;
    const about = only === undefined || others.length > 0 ? activityId : only;
    const sealed = note === undefined ? undefined : this.acting.text(sent.stamp, 'note', about, note);
    const data = {
      ...{ activityId, organisationId, ...facts, participantIds, guests, experts },
      ...(sealed === undefined ? {} : { note: sealed.ref }),
    };
    return this.acting.send(ActivityAct, { type: 'HoldActivity', data }, activityId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: ':activityId/results',
    act: 'keep-activities',
    summary: 'Records the results',
    description: 'Who completed a training has it in the record of training.',
  })
  closeActivity(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('activityId', PathUuid) activityId: Uuid,
    @Body() { results, ...facts }: CloseActivityBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { activityId, organisationId, ...facts, results: results as unknown as ActivityResults };
    return this.acting.send(ActivityAct, { type: 'CloseActivity', data }, activityId, sent);
  }

  @CommandRoute({ path: ':activityId/cancellation', act: 'keep-activities', summary: 'It will not be held' })
  cancelActivity(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('activityId', PathUuid) activityId: Uuid,
    @Body() facts: CancelActivityBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { activityId, organisationId, ...facts };
    return this.acting.send(ActivityAct, { type: 'CancelActivity', data }, activityId, sent);
  }
}
