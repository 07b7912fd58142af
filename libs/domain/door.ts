/** Over all aggregates at once: every event, one codec, names of streams and a Russian sentence for each fact. */
import { codecOf, type Codec, type StoredTypes, type Uuid } from '@nastavnik/kernel';
import { agreementStoredTypes } from './agreement/agreement.codec';
import type { AgreementEvent } from './agreement/agreement.events';
import { describeAgreement } from './agreement/agreement.ru';
import { appealStoredTypes } from './appeal/appeal.codec';
import type { AppealEvent } from './appeal/appeal.events';
import { describeAppeal } from './appeal/appeal.ru';
import { consentStoredTypes } from './consent/consent.codec';
import type { ConsentEvent } from './consent/consent.events';
import { describeConsent } from './consent/consent.ru';
import { municipalityStoredTypes } from './municipality/municipality.codec';
import type { MunicipalityEvent } from './municipality/municipality.events';
import { describeMunicipality } from './municipality/municipality.ru';
import { orderStoredTypes } from './order/order.codec';
import type { OrderEvent } from './order/order.events';
import { describeOrder } from './order/order.ru';
import { pairStoredTypes } from './pair/pair.codec';
import type { PairEvent } from './pair/pair.events';
import { describePair } from './pair/pair.ru';
import { participantStoredTypes } from './participant/participant.codec';
import type { ParticipantEvent } from './participant/participant.events';
import { describeParticipant } from './participant/participant.ru';
import { regulationStoredTypes } from './regulation/regulation.codec';
import type { RegulationEvent } from './regulation/regulation.events';
import { describeRegulation } from './regulation/regulation.ru';
import { schoolStoredTypes } from './school/school.codec';
import type { SchoolEvent } from './school/school.events';
import { describeSchool } from './school/school.ru';

/** Every fact the log can hold. */
export type DomainEvents =
  | MunicipalityEvent
  | SchoolEvent
  | RegulationEvent
  | OrderEvent
  | ParticipantEvent
  | ConsentEvent
  | AgreementEvent
  | AppealEvent
  | PairEvent;

/** How each of them is stored. */
export const storedTypes: StoredTypes<DomainEvents> = {
  ...municipalityStoredTypes,
  ...schoolStoredTypes,
  ...regulationStoredTypes,
  ...orderStoredTypes,
  ...participantStoredTypes,
  ...consentStoredTypes,
  ...agreementStoredTypes,
  ...appealStoredTypes,
  ...pairStoredTypes,
};

/** Reads and writes every event of the house. */
export const domainCodec: Codec<DomainEvents> = codecOf<DomainEvents>(storedTypes);

/** Kinds of streams; a stream is named `<category>-<uuid>`. */
export const CATEGORIES = [
  'municipality',
  'school',
  'regulation',
  'order',
  'participant',
  'consent',
  'agreement',
  'appeal',
  'pair',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * Name of the stream of one aggregate: `streamOf.pair(pairId)`. A regulation's id is its organisation's, a consent
 * stream's its participant's.
 */
export const streamOf: { readonly [C in Category]: (id: Uuid) => string } = {
  municipality: (id) => `municipality-${id}`,
  school: (id) => `school-${id}`,
  regulation: (organisationId) => `regulation-${organisationId}`,
  order: (id) => `order-${id}`,
  participant: (id) => `participant-${id}`,
  consent: (participantId) => `consent-${participantId}`,
  agreement: (id) => `agreement-${id}`,
  appeal: (id) => `appeal-${id}`,
  pair: (id) => `pair-${id}`,
};

/** Category of a stream; `undefined` for one that is not ours. */
export const categoryOf = (stream: string): Category | undefined => {
  const category = stream.slice(0, Math.max(0, stream.indexOf('-')));
  return CATEGORIES.find((one) => one === category);
};

/** The id in the name of a stream of ours. */
export const idOf = (stream: string): Uuid => stream.slice(stream.indexOf('-') + 1);

type EventOf = {
  readonly municipality: MunicipalityEvent;
  readonly school: SchoolEvent;
  readonly regulation: RegulationEvent;
  readonly order: OrderEvent;
  readonly participant: ParticipantEvent;
  readonly consent: ConsentEvent;
  readonly agreement: AgreementEvent;
  readonly appeal: AppealEvent;
  readonly pair: PairEvent;
};
const describers: { readonly [C in Category]: (event: EventOf[C]) => string } = {
  municipality: describeMunicipality,
  school: describeSchool,
  regulation: describeRegulation,
  order: describeOrder,
  participant: describeParticipant,
  consent: describeConsent,
  agreement: describeAgreement,
  appeal: describeAppeal,
  pair: describePair,
};

/** Category an event belongs to: the first word of its stored name. */
export const categoryOfEvent = (event: DomainEvents): Category =>
  storedTypes[event.type].name.split('.', 1)[0] as Category;

/** A Russian sentence for a reader, without names of people; dates as dd.mm.yyyy. */
export const describeEvent = (event: DomainEvents): string =>
  (describers[categoryOfEvent(event)] as (event: DomainEvents) => string)(event);
