/**
 * The public contract: what leaves the house, in its own language, as CloudEvents 1.0.2. No personal data and no ids of
 * people: a receiver learns that a pair works, not who is in it. A released version never changes; a new shape is a new `.v2`.
 */
import type { Form, MeetingKind, MonitoringAspect, MonitoringKind, PairKind } from '@nastavnik/domain';
import type { Instant, IsoDate, Uuid } from '@nastavnik/kernel';

export const CONTENT_TYPE = 'application/cloudevents+json';

/** CloudEvents 1.0.2, structured JSON: the attributes this installation always sends. */
export interface PublicEvent<Type extends string = string, Data extends object = object> {
  readonly specversion: '1.0';
  /** Stable: the same fact has the same id whenever it is sent. Receivers recognise a repetition by `source` and `id`. */
  readonly id: Uuid;
  /** URI of the installation that speaks. */
  readonly source: string;
  readonly type: Type;
  /** Id of the pair. */
  readonly subject: Uuid;
  /** When the fact was recorded. */
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: Data;
}

/** A pair or group fixed by the director's order. */
export interface PairFixedV1 {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PairKind;
  readonly form: Form;
  readonly orderId: Uuid;
  /** Date of the order. */
  readonly fixedOn: IsoDate;
  /** First and last day, both included. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly mentors: number;
  readonly mentees: number;
}

export interface MeetingHeldV1 {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  /** Number in the pair, from 1. */
  readonly number: number;
  readonly kind: MeetingKind;
  readonly heldOn: IsoDate;
  readonly attendees: number;
  /** At the planning meeting: how many regular meetings the pair agreed on. */
  readonly plannedRegularMeetings?: number;
}

/** The meeting told of before, by its number, did not take place. */
export interface MeetingCancelledV1 {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly number: number;
  readonly kind: MeetingKind;
}

/** That monitoring took place and what it looked at; its findings are about people and stay in the school. */
export interface MonitoringCompletedV1 {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: MonitoringKind;
  readonly completedOn: IsoDate;
  readonly aspects: readonly MonitoringAspect[];
}

/** Every public type and its data. */
export interface PublicTypes {
  readonly 'ru.nastavnik.pair.fixed.v1': PairFixedV1;
  readonly 'ru.nastavnik.pair.meeting-held.v1': MeetingHeldV1;
  readonly 'ru.nastavnik.pair.meeting-cancelled.v1': MeetingCancelledV1;
  readonly 'ru.nastavnik.pair.monitoring-completed.v1': MonitoringCompletedV1;
}
export type PublicType = keyof PublicTypes;
export type NastavnikEvent = { [Type in PublicType]: PublicEvent<Type, PublicTypes[Type]> }[PublicType];

/** URI of the schema of a type's data; the `$id` of the JSON Schema below. */
export const dataschemaOf = (type: PublicType): string => `urn:nastavnik:schema:${type}`;

/** JSON Schema 2020-12 of an object that has exactly these members. */
export interface DataSchema {
  readonly $schema: string;
  readonly $id: string;
  readonly title: string;
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: { readonly [name: string]: object };
}

const uuid = { type: 'string', format: 'uuid' };
const date = { type: 'string', format: 'date' };
const count = { type: 'integer', minimum: 1 };
/** Codes are open where regulations leave their lists open: a receiver must not fail on a new one. */
const code = { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' };

const schema = (
  type: PublicType,
  title: string,
  required: { readonly [name: string]: object },
  optional: { readonly [name: string]: object } = {},
): DataSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: dataschemaOf(type),
  title,
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

/** The schema of each type's data, to hand to receivers. */
export const dataSchemas: { readonly [Type in PublicType]: DataSchema } = {
  'ru.nastavnik.pair.fixed.v1': schema('ru.nastavnik.pair.fixed.v1', 'Pair fixed by order', {
    pairId: uuid,
    schoolId: uuid,
    kind: { enum: ['PAIR', 'GROUP'] },
    form: code,
    orderId: uuid,
    fixedOn: date,
    from: date,
    until: date,
    mentors: count,
    mentees: count,
  }),
  'ru.nastavnik.pair.meeting-held.v1': schema(
    'ru.nastavnik.pair.meeting-held.v1',
    'Meeting held',
    { pairId: uuid, schoolId: uuid, number: count, kind: code, heldOn: date, attendees: count },
    { plannedRegularMeetings: { type: 'integer', minimum: 0 } },
  ),
  'ru.nastavnik.pair.meeting-cancelled.v1': schema(
    'ru.nastavnik.pair.meeting-cancelled.v1',
    'Record of a meeting cancelled',
    { pairId: uuid, schoolId: uuid, number: count, kind: code },
  ),
  'ru.nastavnik.pair.monitoring-completed.v1': schema(
    'ru.nastavnik.pair.monitoring-completed.v1',
    'Monitoring completed',
    {
      pairId: uuid,
      schoolId: uuid,
      kind: { enum: ['INTERIM', 'FINAL'] },
      completedOn: date,
      aspects: { type: 'array', items: code },
    },
  ),
};

/** Not a CloudEvent 1.0 in structured JSON. */
export class NotACloudEvent extends Error {
  constructor(what: string) {
    super(`not a CloudEvent: ${what}`);
    this.name = 'NotACloudEvent';
  }
}

/** The attributes that CloudEvents 1.0.2 requires, checked. @throws NotACloudEvent */
export const readCloudEvent = (json: unknown): PublicEvent => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new NotACloudEvent('a JSON object is expected');
  }
  const event = json as { readonly [name: string]: unknown };
  for (const name of ['specversion', 'id', 'source', 'type']) {
    if (typeof event[name] !== 'string' || event[name] === '') {
      throw new NotACloudEvent(`${name} must be a non-empty string`);
    }
  }
  if (event['specversion'] !== '1.0') throw new NotACloudEvent('specversion must be 1.0');
  return json as PublicEvent;
};
