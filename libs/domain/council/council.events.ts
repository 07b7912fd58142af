/** Councils of mentors of one organisation: who sits in them, what each session did; and what the trade union said (MR-MO, KIL-6.3). */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  CouncilDecision,
  CouncilKind,
  LocalActKind,
  MatchingTopic,
  MonitoringKind,
  PairRole,
  PreparedFor,
  SupportArea,
  Union,
  UnionOpinion,
} from '../vocabulary';

interface OrganisationData extends EventData {
  readonly organisationId: Uuid;
}
interface CouncilData extends OrganisationData {
  readonly councilId: Uuid;
}

/** A mentor who entered of their own will, and the day they said so. */
export interface Joining {
  readonly memberId: Uuid;
  readonly agreedOn?: IsoDate;
}

/** A draft the union and the council look at: told apart by its kind and title. */
export interface LocalAct {
  readonly act: LocalActKind;
  readonly title: string;
}

/** What a session did: one of the functions, about its own subject, with its own outcome. */
export type SessionItem =
  | ({ readonly function: 'LOCAL_ACTS'; readonly decision: CouncilDecision } & LocalAct)
  | {
      readonly function: 'PROGRAMMES';
      readonly pairId: Uuid;
      readonly work: 'DEVELOPED' | 'PILOTED';
      readonly decision: CouncilDecision;
    }
  | {
      readonly function: 'MATCHING';
      readonly pairId: Uuid;
      readonly topics: readonly MatchingTopic[];
      /** In words, when OTHER is among the topics. */
      readonly otherTopic?: string;
      readonly decision: CouncilDecision;
    }
  | {
      readonly function: 'DIAGNOSTICS';
      readonly pairId: Uuid;
      readonly menteeId: Uuid;
      readonly outcome: 'PROGRAMME_CORRECTED' | 'PROGRAMME_KEPT';
    }
  | {
      readonly function: 'CONTEST_PREPARATION';
      readonly participantIds: readonly Uuid[];
      readonly preparedFor: PreparedFor;
      readonly title: string;
    }
  | { readonly function: 'SUPPORT'; readonly areas: readonly SupportArea[] }
  | { readonly function: 'MONITORING'; readonly pairId: Uuid; readonly monitoring: MonitoringKind }
  | {
      readonly function: 'NEGOTIATION';
      readonly pairId: Uuid;
      readonly as: 'CONSULTATION' | 'APPROVAL';
      readonly decision: CouncilDecision;
    }
  | {
      readonly function: 'ARBITRATION';
      readonly appealId: Uuid;
      readonly outcome: 'SETTLED' | 'NOT_SETTLED';
    }
  | {
      readonly function: 'REWARDS';
      readonly role: PairRole;
      /** Of the regulation's incentives. */
      readonly incentive: string;
      readonly decision: CouncilDecision;
    }
  | { readonly function: 'PRACTICES'; readonly practiceId: Uuid; readonly decision: CouncilDecision };

/** The pair, dispute or practice an item speaks of, with its kind of stream; nothing where it speaks of people or documents. */
export const subjectOf = (
  item: SessionItem,
): { readonly category: 'pair' | 'appeal' | 'practice'; readonly id: Uuid } | undefined => {
  if ('pairId' in item) return { category: 'pair', id: item.pairId };
  if ('appealId' in item) return { category: 'appeal', id: item.appealId };
  return 'practiceId' in item ? { category: 'practice', id: item.practiceId } : undefined;
};

export type CouncilFormed = DomainEvent<
  'CouncilFormed',
  CouncilData & {
    readonly kind: CouncilKind;
    readonly headId: Uuid;
    /** The head among them. */
    readonly members: readonly Joining[];
  }
>;
export type CouncilMemberAdmitted = DomainEvent<'CouncilMemberAdmitted', CouncilData & Joining>;
export type CouncilMemberReleased = DomainEvent<
  'CouncilMemberReleased',
  CouncilData & { readonly memberId: Uuid }
>;
export type CouncilHeadElected = DomainEvent<'CouncilHeadElected', CouncilData & { readonly headId: Uuid }>;
/** MR-MO-02: a council outside the organisation. */
export type PublicCouncilEntered = DomainEvent<
  'PublicCouncilEntered',
  CouncilData & { readonly memberId: Uuid; readonly publicCouncil: string }
>;
export type CouncilSessionHeld = DomainEvent<
  'CouncilSessionHeld',
  CouncilData & {
    readonly number: number;
    readonly attendeeIds: readonly Uuid[];
    readonly items: readonly SessionItem[];
  }
>;
export type CouncilDisbanded = DomainEvent<'CouncilDisbanded', CouncilData>;
/** MR-CUR-07, MR-MO-04, KIL-6.3.1-01: with a council or before there is one. */
export type UnionConsulted = DomainEvent<
  'UnionConsulted',
  OrganisationData &
    LocalAct & {
      readonly union: Union;
      /** Number of the protocol of its committee or of its commission on pay. */
      readonly protocolNumber: string;
      readonly opinion: UnionOpinion;
    }
>;

export type CouncilEvent =
  | CouncilFormed
  | CouncilMemberAdmitted
  | CouncilMemberReleased
  | CouncilHeadElected
  | PublicCouncilEntered
  | CouncilSessionHeld
  | CouncilDisbanded
  | UnionConsulted;
