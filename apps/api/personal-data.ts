/** What is known of a person, for those who may ask: by whom it is read is decided by `personal-views.ts`, and every read is noted. */
import { Inject, Injectable } from '@nestjs/common';
import {
  domainCodec,
  type DomainEvents,
  ERASED_RU,
  PERSON_FIELDS,
  type PersonalDataErased,
  type PersonField,
  streamOf,
} from '@nastavnik/domain';
import { type HeldAbout, heldAbout, pairsOfPerson, recordsOfPerson, streamReader } from '@nastavnik/evidence';
import { type Actor, addMonths, dateOf, type IsoDate, type Recorded, type Uuid } from '@nastavnik/kernel';
import type { Destruction } from '@nastavnik/documents';
import { EVENT_STORE, type EventStore, readRecorded } from '@nastavnik/platform/event-store';
import { problems } from '@nastavnik/platform/http';
import {
  type Holding,
  Vault,
  type VaultAccess,
  type VaultData,
  type VaultRef,
} from '@nastavnik/platform/vault';
import { SchoolDirectory } from './directory';
import { fieldsShown, type Relation } from './personal-views';
import { destructionOf } from './queries/destruction';

/** A person's record as it was right from a day on. */
export interface PersonVersion {
  readonly from: IsoDate;
  /** Day on which the next one took its place. */
  readonly until: IsoDate | null;
  /** It never was right: a mistake was corrected. */
  readonly mistaken: boolean;
  readonly person: VaultData;
}

/** How long the law has a destruction act and its extract kept. */
const KEPT_MONTHS = 36;

export type ErasureEvent = Recorded<PersonalDataErased>;

@Injectable()
export class PersonalData {
  constructor(
    private readonly vault: Vault,
    private readonly directory: SchoolDirectory,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Everything recorded in a participant's own stream. @throws Problem 404 for one of another school, or of none */
  async streamOfPerson(schoolId: Uuid, participantId: Uuid): Promise<Recorded<DomainEvents>[]> {
    const events = await readRecorded<DomainEvents>(
      this.store,
      domainCodec,
      streamOf.participant(participantId),
    );
    const [first] = events;
    if (first?.type !== 'ParticipantRegistered' || first.data.schoolId !== schoolId) {
      throw problems.notFound({
        ru: 'Участника с таким идентификатором нет.',
        en: 'No participant has this id.',
      });
    }
    return events;
  }

  /** The fields of a person that this reader is shown; none, and the person is none of the reader's business. */
  async fieldsFor(actor: Actor, participantId: Uuid): Promise<readonly PersonField[]> {
    const relations: Relation[] = ['school'];
    if (actor.id === participantId) relations.push('self');
    else if (await this.shareAPair(actor.id as Uuid, participantId)) relations.push('pair');
    return fieldsShown(actor.role, relations);
  }

  /** The person's record as this reader may see it, now and before. `undefined`: no field of it is shown. */
  async personFor(
    actor: Actor,
    schoolId: Uuid,
    participantId: Uuid,
    purpose: string,
  ): Promise<{ readonly erased: boolean; readonly history: readonly PersonVersion[] } | undefined> {
    const events = await this.streamOfPerson(schoolId, participantId);
    const fields = await this.fieldsFor(actor, participantId);
    if (fields.length === 0) return undefined;
    const erased = events.some(({ type }) => type === 'PersonalDataErased');
    const access = accessOf(actor, purpose, fields);
    const refs = versionsIn(events);
    const history = await Promise.all(
      refs.map(async ({ ref, from, mistaken }, at): Promise<PersonVersion> => {
        const found = await this.vault.read([ref], access);
        const gone = Object.fromEntries(fields.map((field) => [field, ERASED_RU]));
        const person = found.get(ref.recordId)?.data ?? gone;
        return { from, until: refs[at + 1]?.from ?? null, mistaken, person };
      }),
    );
    return { erased, history };
  }

  /** Which fields a new record of a person changes. */
  async changedFields(actor: Actor, participantId: Uuid, person: VaultData): Promise<readonly PersonField[]> {
    const found = await this.vault.read([participantId], accessOf(actor, 'correction', PERSON_FIELDS));
    const now = found.get(participantId)?.data ?? {};
    return PERSON_FIELDS.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(person[field]));
  }

  /** Where the vault holds anything about a person, and how much of what kind. */
  async heldAbout(participantId: Uuid): Promise<HeldAbout & { readonly holdings: readonly Holding[] }> {
    const held = await heldAbout(streamReader(this.store), participantId);
    return { ...held, holdings: await this.vault.holdings(held.subjectIds, held.recordIds) };
  }

  /** The person's record and second records of it. */
  recordsOf(participantId: Uuid): Promise<readonly Uuid[]> {
    return recordsOfPerson(streamReader(this.store), participantId);
  }

  /** Streams in which something is recorded about a person. */
  async streamsAbout(participantId: Uuid): Promise<readonly string[]> {
    const reader = streamReader(this.store);
    const people = await recordsOfPerson(reader, participantId);
    const pairs = await pairsOfPerson(reader, people);
    return [
      ...people.flatMap((id) => [streamOf.participant(id), streamOf.consent(id)]),
      ...pairs.map((id) => streamOf.pair(id)),
    ];
  }

  /** The decision to erase with what the vault has written down of it. @throws Problem 404 where nothing was erased */
  async destructionOf(schoolId: Uuid, participantId: Uuid): Promise<Destruction> {
    const events = await this.streamOfPerson(schoolId, participantId);
    const event = events.find((one): one is ErasureEvent => one.type === 'PersonalDataErased');
    if (event === undefined) {
      throw problems.notFound({
        ru: 'Данные этого участника не уничтожались.',
        en: 'The data of this participant were not destroyed.',
      });
    }
    const [operator, done] = await Promise.all([
      this.directory.nameOf(schoolId),
      this.vault.accessLog({ subjectIds: [participantId], action: 'ERASE', limit: 100 }),
    ]);
    const keptUntil = addMonths(dateOf(event.stamp.recordedAt, 0), KEPT_MONTHS);
    return destructionOf({ event, done }, operator, keptUntil);
  }

  private async shareAPair(one: Uuid, other: Uuid): Promise<boolean> {
    const joined = await pairsOfPerson(streamReader(this.store), [other]);
    for (const pairId of joined) {
      const { mentors, mentees } = await this.directory.membersOf(pairId);
      if ([one, other].every((id) => mentors.includes(id) || mentees.includes(id))) return true;
    }
    return false;
  }
}

/** Who reads, for whom and why: what the vault writes down. */
export const accessOf = (actor: Actor, purpose: string, fields?: readonly string[]): VaultAccess => ({
  actorId: actor.id,
  role: actor.role,
  ...(actor.organisationId === undefined ? {} : { organisationId: actor.organisationId }),
  purpose,
  ...(fields === undefined ? {} : { fields }),
});

const versionsIn = (events: readonly DomainEvents[]) => {
  const found: { ref: VaultRef; from: IsoDate; mistaken: boolean }[] = [];
  for (const event of events) {
    if (event.type !== 'ParticipantRegistered' && event.type !== 'PersonalDataCorrected') continue;
    const before = found.at(-1);
    if (before !== undefined && event.type === 'PersonalDataCorrected') {
      before.mistaken = event.data.reason === 'MISTAKE';
    }
    found.push({ ref: event.data.person, from: event.data.effectiveOn, mistaken: false });
  }
  return found;
};
