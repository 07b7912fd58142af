/** What an aggregate decides and what the log gives back: the shapes every other room speaks. */

/** Calendar date `YYYY-MM-DD`. Compared as text; intervals of dates are inclusive at both ends. */
export type IsoDate = string;
/** Moment in UTC, ISO 8601 with milliseconds: `2021-03-01T09:30:00.000Z`. */
export type Instant = string;
/** Lower-case RFC 9562 UUID. */
export type Uuid = string;

/** Anything JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A clause of a regulation, as the organisation itself would quote it. */
export interface ClauseRef {
  /** Stable id, `S62-4.13`; an organisation that wrote its own regulation chooses its own. */
  readonly id: string;
  /** Short name of the document, `МОУ СОШ № 62`. */
  readonly document: string;
  /** Number inside the document, `4.13`. */
  readonly clause: string;
}

/** `МОУ СОШ № 62, п. 4.13`; a place without a number is named as it stands: `Программа, «Формы», групповое`. */
export const citation = ({ document, clause }: ClauseRef): string =>
  `${document}, ${/^[\dIVX]/.test(clause) ? 'п. ' : ''}${clause}`;

/** A rule that was examined and held when the event was decided. */
export interface AppliedRule {
  readonly rule: string;
  readonly clauses: readonly ClauseRef[];
}

/** Every clause that some rules rest on, as quoted, each once. */
export const citations = (rules: readonly Pick<AppliedRule, 'clauses'>[]): readonly string[] => [
  ...new Set(rules.flatMap(({ clauses }) => clauses.map(citation))),
];

/** A regulation by its owner and version, and the regulation that filled its silence, if one did. */
export interface RegulationVersion {
  readonly organisationId: Uuid;
  readonly version: number;
  /** Of the municipality. Absent where it had none in force; events written before it was named lack it too. */
  readonly parent?: { readonly organisationId: Uuid; readonly version: number };
}

/**
 * Why an event was allowed: the regulation it was judged by, the rules that held and the evidence they held on.
 * Kept in the event, so that a replay judges by the rule then in force.
 */
export interface Basis {
  /** The regulation it was judged by; absent where no regulation rules the act. */
  readonly profile?: RegulationVersion;
  readonly rules: readonly AppliedRule[];
  /** Ids and conclusions the rules looked at, e.g. `{ orderId, consents: [...], ages: {...} }`. Never personal data. */
  readonly evidence: { readonly [fact: string]: Json };
}

/** What every event says besides its own facts. */
export interface EventData {
  /** The day the act takes legal effect; may lie before the day it was recorded. */
  readonly effectiveOn: IsoDate;
  readonly basis: Basis;
}

/** A decided fact: our own name for it and its data. */
export interface DomainEvent<Type extends string = string, Data extends EventData = EventData> {
  readonly type: Type;
  readonly data: Data;
}

/** Who acts. Ids are opaque; a name never stands here. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  /** School, municipality or region the actor acts for. */
  readonly organisationId?: Uuid;
  /** The role is another's whose duties the actor fulfils («и.о.»). */
  readonly acting?: true;
}

/** Given to a command once, at the door, and kept with every event it leads to. */
export interface Stamp {
  readonly recordedAt: Instant;
  readonly actor: Actor;
  /** Same command, same id: what is sent twice changes nothing. */
  readonly commandId: Uuid;
  /** SHA-256 of the request, hex: tells a repeated request from another one under the same id. */
  readonly requestHash?: string;
}

/** An intention. `stamp` is the only place where a decision can learn the time and the actor. */
export interface Command<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
  readonly stamp: Stamp;
}

/** Where an event stands in the log. */
export interface Placement {
  readonly id: Uuid;
  readonly stream: string;
  /** Number in its stream, from 0. */
  readonly revision: bigint;
  /** Number in the whole log; grows in commit order, with gaps. */
  readonly position: bigint;
  readonly stamp: Stamp;
}

/** An event as the log returns it; narrows on `type` like the event itself. */
export type Recorded<Event extends DomainEvent> = Event & Placement;
