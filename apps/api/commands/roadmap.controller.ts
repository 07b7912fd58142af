/** Roadmaps of schools and municipalities: approved, amended, done item by item (SEV-O-2, SEV-O-6, S62-3.2-1). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RoadmapAct } from '@nastavnik/commands';
import {
  type DraftItem,
  PROGRAMME_STAGES,
  type ProgrammeStage,
  RESULT_KINDS,
  type ResultKind,
  ROADMAP_BLOCKS,
  ROADMAP_OWNERS,
  type RoadmapBlock,
  type RoadmapOwner,
} from '@nastavnik/domain';
import type { IsoDate, Stamp, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  derivedId,
  PartField,
  PartListField,
  PathUuid,
  TextField,
  UuidField,
  UuidListField,
  WholeField,
} from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class TermBody {
  @TextField({
    max: 10,
    pattern: /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/,
    example: '2021-09',
    description: 'Last day, or a month',
  })
  due!: string;
  @WholeField({ min: 1, max: 60, optional: true, example: 12, description: 'Recurs so many months later' })
  everyMonths?: number;
  @DateField({
    optional: true,
    example: '2024-02-01',
    description: 'Recurs until; the end of the roadmap when absent',
  })
  until?: IsoDate;
}
export class NamedResultBody {
  @CodeField(RESULT_KINDS)
  kind!: ResultKind;
  @TextField({ max: 1000, example: 'Приказ об утверждении муниципальной программы' })
  title!: string;
}
export class RoadmapItemBody {
  @UuidField({ optional: true, description: 'Id chosen by the sender; derived when absent' })
  itemId?: Uuid;
  @CodeField(PROGRAMME_STAGES, { optional: true })
  stage?: ProgrammeStage;
  @CodeField(ROADMAP_BLOCKS, { optional: true })
  block?: RoadmapBlock;
  @TextField({ max: 20, example: '1', description: 'As printed; may stand twice' })
  number!: string;
  @TextField({ max: 1000, example: 'Утверждение муниципальной программы и дорожной карты' })
  title!: string;
  @CodeListField(ROADMAP_OWNERS, { example: ['EDUCATION_DEPARTMENT'] })
  owners!: RoadmapOwner[];
  @PartField(() => TermBody, { optional: true, description: 'Absent: during the whole period' })
  term?: TermBody;
  @PartField(() => NamedResultBody, { optional: true, description: 'The document the item ends with' })
  result?: NamedResultBody;
}

export class ApproveRoadmapBody extends Creating {
  @TextField({ example: 'Дорожная карта развития наставничества, 2021–2024' })
  title!: string;
  @UuidField({ optional: true, description: 'Order that approves it' })
  orderId?: Uuid;
  @DateField({ optional: true, example: '2024-12-31', description: 'Last day of the period' })
  until?: IsoDate;
  @PartListField(() => RoadmapItemBody, { max: 300 })
  items!: RoadmapItemBody[];
}
export class AmendRoadmapBody extends Dated {
  @UuidField({ optional: true })
  orderId?: Uuid;
  @PartListField(() => RoadmapItemBody, { min: 0, max: 300, description: 'Added, or stated anew by id' })
  items!: RoadmapItemBody[];
  @UuidListField({ min: 0, optional: true, description: 'Struck out' })
  withdrawnIds?: Uuid[];
}
export class ShownDocumentBody {
  @CodeField(RESULT_KINDS.filter((kind) => kind !== 'ORDER'))
  kind!: Exclude<ResultKind, 'ORDER'>;
  @DateField({ example: '2021-11-20' })
  on!: IsoDate;
  @TextField({ max: 60, optional: true, example: '14' })
  number?: string;
  @TextField({ max: 1000, optional: true, example: 'https://school62.example/otchet' })
  link?: string;
}
export class ReopenItemBody extends Dated {
  @UuidField({ description: 'Roadmap of this organisation or of its municipality' })
  roadmapId!: Uuid;
  @UuidField()
  itemId!: Uuid;
  @DateField({ optional: true, description: 'Which term; the first one open when absent' })
  dueDay?: IsoDate;
}
export class CompleteItemBody extends ReopenItemBody {
  @UuidField({ optional: true, description: 'The document, where it is an order of this organisation' })
  orderId?: Uuid;
  @PartField(() => ShownDocumentBody, { optional: true, description: 'The document, where it is no order' })
  document?: ShownDocumentBody;
}

const itemsOf = (stamp: Stamp, items: readonly RoadmapItemBody[]): readonly DraftItem[] =>
  items.map(
    (item, index) =>
      plain({ ...item, itemId: item.itemId ?? derivedId(stamp, `item-${index}`) }) as DraftItem,
  );

@ApiTags('roadmaps')
@Controller('v1/organisations/:organisationId')
export class RoadmapController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: 'roadmaps', act: 'approve-roadmap', summary: 'Approves a roadmap by order' })
  approveRoadmap(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, items, ...facts }: ApproveRoadmapBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const roadmapId = this.acting.newId(sent.stamp, id);
    const data = { roadmapId, organisationId, ...facts, items: itemsOf(sent.stamp, items) };
    return this.acting.send(RoadmapAct, { type: 'ApproveRoadmap', data }, roadmapId, sent, {
      location: `/v1/organisations/${organisationId}/roadmap-control`,
    });
  }

  @CommandRoute({
    path: 'roadmaps/:roadmapId/amendments',
    act: 'approve-roadmap',
    summary: 'Adds, restates or strikes out items by order',
  })
  amendRoadmap(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('roadmapId', PathUuid) roadmapId: Uuid,
    @Body() { items, withdrawnIds = [], ...facts }: AmendRoadmapBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { roadmapId, organisationId, ...facts, withdrawnIds, items: itemsOf(sent.stamp, items) };
    return this.acting.send(RoadmapAct, { type: 'AmendRoadmap', data }, roadmapId, sent);
  }

  @CommandRoute({
    path: 'roadmap-completions',
    act: 'complete-roadmap-item',
    summary: 'This organisation has done an item of its own roadmap or of its municipality’s',
    description: 'An item with a named result is done with that document only.',
  })
  completeItem(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: CompleteItemBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(RoadmapAct, { type: 'CompleteRoadmapItem', data }, facts.itemId, sent);
  }

  @CommandRoute({
    path: 'roadmap-completions/withdrawal',
    act: 'complete-roadmap-item',
    summary: 'Takes back a completion recorded by mistake',
  })
  reopenItem(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: ReopenItemBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(RoadmapAct, { type: 'ReopenRoadmapItem', data }, facts.itemId, sent);
  }
}
