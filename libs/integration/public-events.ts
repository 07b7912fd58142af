/**
 * The public contract: what leaves the house, in its own language, as CloudEvents 1.0.2. No personal data and no ids of
 * people: a receiver learns that a pair works, not who is in it. A released version never changes; a new shape is a new `.v2`.
 */
import type {
  AcknowledgementOutcome,
  CampaignKind,
  Form,
  MeetingKind,
  MonitoringAspect,
  MonitoringKind,
  MonitoringRecipient,
  PairKind,
  ReminderMoment,
} from '@nastavnik/domain';
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
  /** Id of the pair or of the campaign; of a reminder, of the organisation. */
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

/** A deadline comes near or is past. Of a school or of a municipality: exactly one of the two ids is there. */
export interface DeadlineRemindedV1 {
  readonly schoolId?: Uuid;
  readonly municipalityId?: Uuid;
  /** The same for every reminder of one deadline. */
  readonly deadline: Uuid;
  /** What is due, by its name in the catalogue of cadences: `interim-report`. */
  readonly cadence: string;
  readonly due: IsoDate;
  readonly moment: ReminderMoment;
  /** Negative when overdue. */
  readonly daysLeft: number;
  /** Ids of the clauses that ask for it; none where federal law does. */
  readonly clauses: readonly string[];
}

/** Whose campaign it is: a school's own, or a municipality's over its schools. */
interface OfCampaignV1 {
  readonly campaignId: Uuid;
  readonly organisationId: Uuid;
}
export interface CampaignOpenedV1 extends OfCampaignV1 {
  readonly kind: CampaignKind;
  readonly year: number;
  readonly openedOn: IsoDate;
  /** Days on which figures are due, both included. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** The day that figures tell about. */
  readonly snapshotOn: IsoDate;
  /** How many schools are asked. */
  readonly schools: number;
}
export interface SubmissionAcceptedV1 extends OfCampaignV1 {
  readonly schoolId: Uuid;
  readonly version: number;
  readonly acceptedOn: IsoDate;
}
export interface CampaignConsolidatedV1 extends OfCampaignV1 {
  readonly year: number;
  readonly consolidatedOn: IsoDate;
  /** How many schools were accepted, and how many are missing. */
  readonly accepted: number;
  readonly missing: number;
}
/** A report as a message: the file is fetched at its address; of the XML the digest is said, so that an answer can name what it answers. */
export interface ReportSentV1 extends OfCampaignV1 {
  readonly recipient: MonitoringRecipient;
  readonly year: number;
  readonly sentOn: IsoDate;
  /** Paths on the API of the installation. */
  readonly files: readonly {
    readonly format: 'XML' | 'XLSX';
    readonly href: string;
    readonly sha256?: string;
  }[];
}
export interface ReportAcknowledgedV1 extends OfCampaignV1 {
  readonly recipient: MonitoringRecipient;
  readonly outcome: AcknowledgementOutcome;
  readonly sha256: string;
  readonly acknowledgedOn: IsoDate;
  /** In the register of the recipient. */
  readonly number?: string;
}

/** Every public type and its data. */
export interface PublicTypes {
  readonly 'ru.nastavnik.pair.fixed.v1': PairFixedV1;
  readonly 'ru.nastavnik.pair.meeting-held.v1': MeetingHeldV1;
  readonly 'ru.nastavnik.pair.meeting-cancelled.v1': MeetingCancelledV1;
  readonly 'ru.nastavnik.pair.monitoring-completed.v1': MonitoringCompletedV1;
  readonly 'ru.nastavnik.deadline.reminded.v1': DeadlineRemindedV1;
  readonly 'ru.nastavnik.campaign.opened.v1': CampaignOpenedV1;
  readonly 'ru.nastavnik.campaign.submission-accepted.v1': SubmissionAcceptedV1;
  readonly 'ru.nastavnik.campaign.consolidated.v1': CampaignConsolidatedV1;
  readonly 'ru.nastavnik.report.sent.v1': ReportSentV1;
  readonly 'ru.nastavnik.report.acknowledged.v1': ReportAcknowledgedV1;
}
export type PublicType = keyof PublicTypes;
export type NastavnikEvent = { [Type in PublicType]: PublicEvent<Type, PublicTypes[Type]> }[PublicType];

/** What an event says of whose it is; `organisationId` is a school or a municipality. */
export const saidOwner = (
  data: NastavnikEvent['data'],
): { readonly schoolId?: Uuid; readonly municipalityId?: Uuid; readonly organisationId?: Uuid } => data;

/** Whose an event is, as words that receivers are filtered by. */
export const scopesOf = ({
  schoolId,
  municipalityId,
}: {
  readonly schoolId?: Uuid;
  readonly municipalityId?: Uuid;
}) => [
  ...(schoolId === undefined ? [] : [`school:${schoolId}`]),
  ...(municipalityId === undefined ? [] : [`municipality:${municipalityId}`]),
];

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

const none = { type: 'integer', minimum: 0 };
const year = { type: 'integer', minimum: 2000 };
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const ofCampaign = { campaignId: uuid, organisationId: uuid };

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
  'ru.nastavnik.deadline.reminded.v1': schema(
    'ru.nastavnik.deadline.reminded.v1',
    'Deadline comes near or is past',
    {
      deadline: uuid,
      cadence: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
      due: date,
      moment: code,
      daysLeft: { type: 'integer' },
      clauses: { type: 'array', items: { type: 'string' } },
    },
    { schoolId: uuid, municipalityId: uuid },
  ),
  'ru.nastavnik.campaign.opened.v1': schema('ru.nastavnik.campaign.opened.v1', 'Monitoring campaign opened', {
    ...ofCampaign,
    kind: code,
    year,
    openedOn: date,
    from: date,
    until: date,
    snapshotOn: date,
    schools: count,
  }),
  'ru.nastavnik.campaign.submission-accepted.v1': schema(
    'ru.nastavnik.campaign.submission-accepted.v1',
    'Figures of a school accepted',
    { ...ofCampaign, schoolId: uuid, version: count, acceptedOn: date },
  ),
  'ru.nastavnik.campaign.consolidated.v1': schema(
    'ru.nastavnik.campaign.consolidated.v1',
    'Monitoring campaign consolidated',
    { ...ofCampaign, year, consolidatedOn: date, accepted: none, missing: none },
  ),
  'ru.nastavnik.report.sent.v1': schema('ru.nastavnik.report.sent.v1', 'Monitoring report sent', {
    ...ofCampaign,
    recipient: code,
    year,
    sentOn: date,
    files: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['format', 'href'],
        properties: { format: code, href: { type: 'string', pattern: '^/' }, sha256 },
      },
    },
  }),
  'ru.nastavnik.report.acknowledged.v1': schema(
    'ru.nastavnik.report.acknowledged.v1',
    'Monitoring report acknowledged',
    { ...ofCampaign, recipient: code, outcome: code, sha256, acknowledgedOn: date },
    { number: { type: 'string' } },
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
