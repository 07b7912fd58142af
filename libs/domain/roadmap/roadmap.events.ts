/** Roadmap of a municipality or a school: approved and amended by order, done item by item, each with its document. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ProgrammeStage, ResultKind, RoadmapBlock, RoadmapOwner } from '../vocabulary';

/** One line of the table. Titles, numbers and places are plain: no person stands here. */
export interface RoadmapItem {
  readonly itemId: Uuid;
  readonly stage?: ProgrammeStage;
  readonly block?: RoadmapBlock;
  /** As printed: numbers restart with each stage, and one may stand twice. */
  readonly number: string;
  readonly title: string;
  readonly owners: readonly RoadmapOwner[];
  /** Last days of its terms, in order; none: during the whole period. */
  readonly dueDays: readonly IsoDate[];
  /** The document it ends with; absent where the roadmap names none. */
  readonly result?: { readonly kind: ResultKind; readonly title: string };
}

/** A document shown for an item: an order of ours, or any other by number, date and place. */
export type ResultDocument =
  | { readonly kind: 'ORDER'; readonly orderId: Uuid }
  | {
      readonly kind: Exclude<ResultKind, 'ORDER'>;
      readonly on: IsoDate;
      readonly number?: string;
      readonly link?: string;
    };

interface RoadmapData extends EventData {
  readonly roadmapId: Uuid;
  /** Whose roadmap it is. */
  readonly organisationId: Uuid;
}
interface Completion extends RoadmapData {
  readonly itemId: Uuid;
  /** Who did it: the organisation itself or a school of the municipality. */
  readonly byOrganisationId: Uuid;
  /** Which of the terms; absent where the item has none. */
  readonly dueDay?: IsoDate;
}

/** SEV-O-2, SEV-RM-P1, S62-12-04. */
export type RoadmapApproved = DomainEvent<
  'RoadmapApproved',
  RoadmapData & {
    readonly title: string;
    readonly orderId?: Uuid;
    /** Last day of the period. */
    readonly until?: IsoDate;
    readonly items: readonly RoadmapItem[];
  }
>;
/** Items added or stated anew, and items struck out. */
export type RoadmapAmended = DomainEvent<
  'RoadmapAmended',
  RoadmapData & {
    readonly orderId?: Uuid;
    readonly items: readonly RoadmapItem[];
    readonly withdrawnIds: readonly Uuid[];
  }
>;
export type RoadmapItemCompleted = DomainEvent<
  'RoadmapItemCompleted',
  Completion & { readonly document?: ResultDocument }
>;
/** A completion recorded by mistake. */
export type RoadmapItemReopened = DomainEvent<'RoadmapItemReopened', Completion>;

export type RoadmapEvent = RoadmapApproved | RoadmapAmended | RoadmapItemCompleted | RoadmapItemReopened;
