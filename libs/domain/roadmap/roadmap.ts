/** Roadmap: approved, amended, done item by item by the organisation itself or by each school. Rules stand in `roadmap.rules.ts`. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  introducedAtSchool,
  notInFuture,
  organisationKnown,
  refuse,
  type OfOrganisation,
  type OrganisationEvidence,
  type ProfileSlice,
  type ProgrammeStage,
  type RoadmapBlock,
  type RoadmapOwner,
  type Setting,
} from '../vocabulary';
import type { ResultDocument, RoadmapEvent, RoadmapItem } from './roadmap.events';
import {
  blocksNamed,
  byOrder,
  doneByItsOwner,
  documentWhole,
  inOrderOfTime,
  itemsWhole,
  nothingDoneIsTakenAway,
  ofItsOrganisation,
  ownersNamed,
  recurringEnds,
  resultShown,
  stagesOfModel,
  termOpen,
} from './roadmap.rules';
import { dueDaysOf, type Term } from './terms';

export type { Term } from './terms';

// Commands and evidence

/** An item as it is sent: its terms are not yet counted out. */
export type DraftItem = Omit<RoadmapItem, 'dueDays'> & { readonly term?: Term };

interface OfRoadmap extends OfOrganisation {
  readonly roadmapId: Uuid;
}
export type ApproveRoadmap = Command<
  'ApproveRoadmap',
  OfRoadmap & {
    readonly title: string;
    readonly orderId?: Uuid;
    readonly until?: IsoDate;
    readonly items: readonly DraftItem[];
  }
>;
export type AmendRoadmap = Command<
  'AmendRoadmap',
  OfRoadmap & {
    readonly orderId?: Uuid;
    readonly items: readonly DraftItem[];
    readonly withdrawnIds: readonly Uuid[];
  }
>;
interface OfItem extends OfRoadmap {
  readonly itemId: Uuid;
  /** Which of the terms; the first one open when absent. */
  readonly dueDay?: IsoDate;
}
/** `organisationId` is who did it. */
export type CompleteRoadmapItem = Command<
  'CompleteRoadmapItem',
  OfItem & {
    /** The document, where it is an order. */
    readonly orderId?: Uuid;
    /** The document, where it is no order. */
    readonly document?: Exclude<ResultDocument, { readonly kind: 'ORDER' }>;
  }
>;
export type ReopenRoadmapItem = Command<'ReopenRoadmapItem', OfItem>;
export type RoadmapCommand = ApproveRoadmap | AmendRoadmap | CompleteRoadmapItem | ReopenRoadmapItem;

export type RoadmapProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly stageModel: Setting<readonly ProgrammeStage[]>;
  readonly roadmapByOrder: Setting<boolean>;
  readonly roadmapOwners: Setting<readonly RoadmapOwner[]>;
  readonly roadmapBlocks: Setting<readonly RoadmapBlock[]>;
  readonly roadmapResultDocument: Setting<boolean>;
}>;
export type RoadmapEvidence = OrganisationEvidence<RoadmapProfile>;

// State

/** A term of an item that one organisation has done. */
export interface Done {
  readonly byOrganisationId: Uuid;
  readonly dueDay?: IsoDate;
  readonly document?: ResultDocument;
}
export interface ApprovedRoadmap {
  readonly stage: 'APPROVED';
  readonly roadmapId: Uuid;
  readonly organisationId: Uuid;
  readonly until?: IsoDate;
  /** Day of the approval or of the last amendment. */
  readonly statedOn: IsoDate;
  /** In the order of the table. */
  readonly items: readonly (RoadmapItem & { readonly done: readonly Done[] })[];
}
export type RoadmapState = { readonly stage: 'NONE' } | ApprovedRoadmap;
type ItemState = ApprovedRoadmap['items'][number];

const withItem = (
  state: ApprovedRoadmap,
  itemId: Uuid,
  change: (item: ItemState) => ItemState,
): ApprovedRoadmap => ({
  ...state,
  items: state.items.map((item) => (item.itemId === itemId ? change(item) : item)),
});

const evolve = (state: RoadmapState, event: RoadmapEvent): RoadmapState => {
  if (event.type === 'RoadmapApproved') {
    const { roadmapId, organisationId, until, effectiveOn, items } = event.data;
    return {
      stage: 'APPROVED',
      roadmapId,
      organisationId,
      ...(until === undefined ? {} : { until }),
      statedOn: effectiveOn,
      items: items.map((item) => ({ ...item, done: [] })),
    };
  }
  if (state.stage === 'NONE') return state;
  switch (event.type) {
    case 'RoadmapAmended': {
      const { items, withdrawnIds, effectiveOn } = event.data;
      const anew = new Map(items.map((item) => [item.itemId, item]));
      const kept = state.items
        .filter(({ itemId }) => !withdrawnIds.includes(itemId))
        .map((item) => ({ ...(anew.get(item.itemId) ?? item), done: item.done }));
      const known = new Set(state.items.map(({ itemId }) => itemId));
      const added = items.filter(({ itemId }) => !known.has(itemId)).map((item) => ({ ...item, done: [] }));
      return { ...state, statedOn: effectiveOn, items: [...kept, ...added] };
    }
    case 'RoadmapItemCompleted': {
      const { itemId, byOrganisationId, dueDay, document } = event.data;
      const done: Done = {
        byOrganisationId,
        ...(dueDay === undefined ? {} : { dueDay }),
        ...(document === undefined ? {} : { document }),
      };
      return withItem(state, itemId, (item) => ({ ...item, done: [...item.done, done] }));
    }
    case 'RoadmapItemReopened':
      return withItem(state, event.data.itemId, (item) => ({
        ...item,
        done: item.done.filter(
          ({ byOrganisationId, dueDay }) =>
            byOrganisationId !== event.data.byOrganisationId || dueDay !== event.data.dueDay,
        ),
      }));
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of a roadmap's text look at. */
export interface TextFacts {
  readonly command: ApproveRoadmap | AmendRoadmap;
  readonly evidence: RoadmapEvidence;
  /** Absent while it is being approved. */
  readonly roadmap?: ApprovedRoadmap;
}
/** What the rules of a completion look at. */
export interface ItemFacts {
  readonly command: CompleteRoadmapItem;
  readonly evidence: RoadmapEvidence;
  readonly roadmap: ApprovedRoadmap;
  readonly item: ItemState;
  readonly document?: ResultDocument;
  /** The term that this completion is of; absent where the item has none, or none is left open. */
  readonly dueDay?: IsoDate;
}

const counted = ({ term, ...item }: DraftItem, until: IsoDate | undefined): RoadmapItem => ({
  ...item,
  number: item.number.trim(),
  title: item.title.trim(),
  dueDays: term === undefined ? [] : dueDaysOf(term, until),
});

const TEXT_LAW = [introducedAtSchool, byOrder, ownersNamed, blocksNamed, stagesOfModel] as const;
const TEXT_HOUSE = [notInFuture, organisationKnown, itemsWhole, recurringEnds] as const;

const approve = (command: ApproveRoadmap, evidence: RoadmapEvidence): Decision<RoadmapEvent> => {
  const { orderId, items, until, title } = command.data;
  const basis = examine(
    evidence.profile,
    { law: TEXT_LAW, house: TEXT_HOUSE },
    { command, evidence },
    orderId === undefined ? {} : { orderId },
  );
  if (isRefusal(basis)) return basis;
  return [
    {
      type: 'RoadmapApproved',
      data: { ...command.data, title: title.trim(), items: items.map((item) => counted(item, until)), basis },
    },
  ];
};

const amend = (
  command: AmendRoadmap,
  roadmap: ApprovedRoadmap,
  evidence: RoadmapEvidence,
): Decision<RoadmapEvent> => {
  const { orderId, items } = command.data;
  const basis = examine(
    evidence.profile,
    { law: TEXT_LAW, house: [...TEXT_HOUSE, ofItsOrganisation, inOrderOfTime, nothingDoneIsTakenAway] },
    { command, evidence, roadmap },
    orderId === undefined ? {} : { orderId },
  );
  if (isRefusal(basis)) return basis;
  return [
    {
      type: 'RoadmapAmended',
      data: { ...command.data, items: items.map((item) => counted(item, roadmap.until)), basis },
    },
  ];
};

const sameDocument = (a: ResultDocument | undefined, b: ResultDocument | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : a.kind === 'ORDER' || b.kind === 'ORDER'
      ? a.kind === b.kind && 'orderId' in a && 'orderId' in b && a.orderId === b.orderId
      : a.kind === b.kind && a.on === b.on && a.number === b.number && a.link === b.link;

const complete = (
  command: CompleteRoadmapItem,
  roadmap: ApprovedRoadmap,
  evidence: RoadmapEvidence,
): Decision<RoadmapEvent> => {
  const { itemId, organisationId, orderId, effectiveOn, roadmapId } = command.data;
  const item = roadmap.items.find((one) => one.itemId === itemId);
  if (item === undefined) return noSuchItem(itemId);
  const document: ResultDocument | undefined =
    orderId === undefined ? command.data.document : { kind: 'ORDER', orderId };
  const own = item.done.filter(({ byOrganisationId }) => byOrganisationId === organisationId);
  const stated = command.data.dueDay;
  const again = own.some(
    (one) =>
      sameDocument(one.document, document) &&
      (stated === undefined ? document !== undefined || item.dueDays.length === 0 : one.dueDay === stated),
  );
  if (again) return [];
  const dueDay = stated ?? item.dueDays.find((day) => own.every((one) => one.dueDay !== day));
  const basis = examine(
    evidence.profile,
    {
      law: [introducedAtSchool, doneByItsOwner, resultShown],
      house: [notInFuture, organisationKnown, inOrderOfTime, termOpen, documentWhole],
    },
    {
      command,
      evidence,
      roadmap,
      item,
      ...(dueDay === undefined ? {} : { dueDay }),
      ...(document === undefined ? {} : { document }),
    },
    { ...(orderId === undefined ? {} : { orderId }), by: organisationId },
  );
  if (isRefusal(basis)) return basis;
  return [
    {
      type: 'RoadmapItemCompleted',
      data: {
        roadmapId,
        organisationId: roadmap.organisationId,
        effectiveOn,
        itemId,
        byOrganisationId: organisationId,
        ...(dueDay === undefined ? {} : { dueDay }),
        ...(document === undefined ? {} : { document }),
        basis,
      },
    },
  ];
};

const reopen = (
  command: ReopenRoadmapItem,
  roadmap: ApprovedRoadmap,
  evidence: RoadmapEvidence,
): Decision<RoadmapEvent> => {
  const { itemId, organisationId, effectiveOn, roadmapId } = command.data;
  const item = roadmap.items.find((one) => one.itemId === itemId);
  if (item === undefined) return noSuchItem(itemId);
  const own = item.done.filter(({ byOrganisationId }) => byOrganisationId === organisationId);
  const done = own.findLast(
    ({ dueDay }) => command.data.dueDay === undefined || command.data.dueDay === dueDay,
  );
  if (done === undefined) return [];
  const basis = examine(
    evidence.profile,
    { house: [notInFuture, organisationKnown, inOrderOfTime] },
    { command, evidence, roadmap },
    {},
  );
  if (isRefusal(basis)) return basis;
  const { dueDay } = done;
  return [
    {
      type: 'RoadmapItemReopened',
      data: {
        roadmapId,
        organisationId: roadmap.organisationId,
        effectiveOn,
        itemId,
        byOrganisationId: organisationId,
        ...(dueDay === undefined ? {} : { dueDay }),
        basis,
      },
    },
  ];
};

/** Keeps a roadmap: its text, and who has done which of its items with which document. */
export const roadmap: Decider<RoadmapState, RoadmapCommand, RoadmapEvent, RoadmapEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'ApproveRoadmap') {
      return state.stage === 'NONE' ? approve(command, evidence) : approvedAlready(command.data.roadmapId);
    }
    if (state.stage === 'NONE') return notApproved(command.data.roadmapId);
    switch (command.type) {
      case 'AmendRoadmap':
        return amend(command, state, evidence);
      case 'CompleteRoadmapItem':
        return complete(command, state, evidence);
      case 'ReopenRoadmapItem':
        return reopen(command, state, evidence);
      default:
        return unreachable(command);
    }
  },
};

const approvedAlready = (roadmapId: Uuid) =>
  refuse(
    'roadmap-approved-once',
    fault(
      bilingual('Дорожная карта уже утверждена', 'The roadmap is approved already'),
      bilingual('Внесите изменения приказом', 'Amend it by order'),
      { kind: 'roadmap', subject: roadmapId },
    ),
  );
const notApproved = (roadmapId: Uuid) =>
  refuse(
    'roadmap-approved',
    fault(
      bilingual('Дорожная карта не утверждена', 'The roadmap is not approved'),
      bilingual('Сначала утвердите дорожную карту', 'Approve the roadmap first'),
      { kind: 'roadmap', subject: roadmapId },
    ),
  );
const noSuchItem = (itemId: Uuid) =>
  refuse(
    'roadmap-item-known',
    fault(
      bilingual('Такого пункта в дорожной карте нет', 'The roadmap has no such item'),
      bilingual('Проверьте пункт', 'Check the item'),
      { kind: 'roadmap-item', subject: itemId },
    ),
  );
