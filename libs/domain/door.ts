/** Over all aggregates at once: every event, one codec, names of streams and a Russian sentence for each fact. */
import {
  codecOf,
  type Codec,
  type DomainEvent,
  kindOf,
  type StoredTypes,
  type Uuid,
} from '@nastavnik/kernel';
import { governanceStoredTypes } from './governance/governance.codec';
import { describeGovernance } from './governance/governance.ru';
import { roadmapStoredTypes } from './roadmap/roadmap.codec';
import { describeRoadmap } from './roadmap/roadmap.ru';
import { campaignStoredTypes } from './campaign/campaign.codec';
import { describeCampaign } from './campaign/campaign.ru';
import { indicatorsStoredTypes } from './indicators/indicators.codec';
import { describeIndicators } from './indicators/indicators.ru';
import { practiceStoredTypes } from './practice/practice.codec';
import { describePractice } from './practice/practice.ru';
import { activityStoredTypes } from './activity/activity.codec';
import { describeActivity } from './activity/activity.ru';
import { auditStoredTypes } from './audit/audit.codec';
import { describeAudit } from './audit/audit.ru';
import { awardStoredTypes } from './award/award.codec';
import { describeAward } from './award/award.ru';
import { councilStoredTypes } from './council/council.codec';
import { describeCouncil } from './council/council.ru';
import { siteStoredTypes } from './site/site.codec';
import { describeSite } from './site/site.ru';
import { agreementStoredTypes } from './agreement/agreement.codec';
import { describeAgreement } from './agreement/agreement.ru';
import { appealStoredTypes } from './appeal/appeal.codec';
import { describeAppeal } from './appeal/appeal.ru';
import { consentStoredTypes } from './consent/consent.codec';
import { describeConsent } from './consent/consent.ru';
import { reminderStoredTypes } from './reminder/reminder.codec';
import { describeReminder } from './reminder/reminder.ru';
import { municipalityStoredTypes } from './municipality/municipality.codec';
import { describeMunicipality } from './municipality/municipality.ru';
import { orderStoredTypes } from './order/order.codec';
import { describeOrder } from './order/order.ru';
import { pairStoredTypes } from './pair/pair.codec';
import { describePair } from './pair/pair.ru';
import { participantStoredTypes } from './participant/participant.codec';
import { describeParticipant } from './participant/participant.ru';
import { regulationStoredTypes } from './regulation/regulation.codec';
import { describeRegulation } from './regulation/regulation.ru';
import { schoolStoredTypes } from './school/school.codec';
import { describeSchool } from './school/school.ru';

/** How one aggregate's events are stored and told. */
interface Telling<Event extends DomainEvent> {
  readonly stored: StoredTypes<Event>;
  readonly describe: (event: Event) => string;
}
/** Only for the compiler: both speak of the same events. */
const telling = <Event extends DomainEvent>(
  stored: StoredTypes<Event>,
  describe: (event: Event) => string,
): Telling<Event> => ({ stored, describe });

/** Every aggregate of the house: a new one is a line here and its exports in the door. */
const tellings = {
  municipality: telling(municipalityStoredTypes, describeMunicipality),
  school: telling(schoolStoredTypes, describeSchool),
  regulation: telling(regulationStoredTypes, describeRegulation),
  order: telling(orderStoredTypes, describeOrder),
  participant: telling(participantStoredTypes, describeParticipant),
  consent: telling(consentStoredTypes, describeConsent),
  agreement: telling(agreementStoredTypes, describeAgreement),
  appeal: telling(appealStoredTypes, describeAppeal),
  governance: telling(governanceStoredTypes, describeGovernance),
  roadmap: telling(roadmapStoredTypes, describeRoadmap),
  campaign: telling(campaignStoredTypes, describeCampaign),
  indicators: telling(indicatorsStoredTypes, describeIndicators),
  practice: telling(practiceStoredTypes, describePractice),
  activity: telling(activityStoredTypes, describeActivity),
  award: telling(awardStoredTypes, describeAward),
  council: telling(councilStoredTypes, describeCouncil),
  site: telling(siteStoredTypes, describeSite),
  audit: telling(auditStoredTypes, describeAudit),
  reminder: telling(reminderStoredTypes, describeReminder),
  pair: telling(pairStoredTypes, describePair),
};

/** Kinds of streams; a stream is named `<category>-<uuid>`. */
export type Category = keyof typeof tellings;
export const CATEGORIES = Object.keys(tellings) as readonly Category[];

/** Events by the kind of stream they stand in. */
export type EventOf = {
  readonly [C in Category]: (typeof tellings)[C] extends Telling<infer Event> ? Event : never;
};
/** Every fact the log can hold. */
export type DomainEvents = EventOf[Category];

/**
 * A word about every event of the log, by kind of stream: one word for all of a kind (`'none'`, `'internal'`), or an entry for each of
 * its events. The compiler says which is missing.
 */
export type ForEveryEvent<Word extends string, Entries> = {
  readonly [C in Category]:
    Word | { readonly [T in EventOf[C]['type']]: Word | (T extends keyof Entries ? Entries[T] : never) };
};

/** How each of them is stored. */
export const storedTypes = Object.assign(
  {},
  ...Object.values(tellings).map(({ stored }) => stored),
) as StoredTypes<DomainEvents>;

/** Reads and writes every event of the house. */
export const domainCodec: Codec<DomainEvents> = codecOf<DomainEvents>(storedTypes);

/**
 * Name of the stream of one aggregate: `streamOf.pair(pairId)`. A regulation's id is its organisation's, a consent
 * stream's its participant's.
 */
export const streamOf = Object.fromEntries(
  CATEGORIES.map((category) => [category, (id: Uuid) => `${category}-${id}`]),
) as { readonly [C in Category]: (id: Uuid) => string };

/** Category of a stream; `undefined` for one that is not ours. */
export const categoryOf = (stream: string): Category | undefined => {
  const kind = kindOf(stream);
  return CATEGORIES.find((one) => one === kind);
};

/** The id in the name of a stream of ours. */
export const idOf = (stream: string): Uuid => stream.slice(stream.indexOf('-') + 1);

/** Category an event belongs to: the first word of its stored name. */
export const categoryOfEvent = (event: DomainEvents): Category =>
  storedTypes[event.type].name.split('.', 1)[0] as Category;

/** A Russian sentence for a reader, without names of people; dates as dd.mm.yyyy. */
export const describeEvent = (event: DomainEvents): string =>
  (tellings[categoryOfEvent(event)].describe as (event: DomainEvents) => string)(event);
