/** Whose records are: the school of a stream, the municipality of a school, the members of a pair. From the log, not from a read model. */
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  actsForHead,
  CATEGORIES,
  type Category,
  domainCodec,
  type DomainEvents,
  governance,
  type GovernanceEvent,
  membersNow,
  pair,
  type PairEvent,
  type PairRole,
  streamOf,
} from '@nastavnik/domain';
import { dateOf, fold, type IsoDate, type Recorded, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, readRecorded } from '@nastavnik/platform/event-store';
import { isUuid, problems } from '@nastavnik/platform/http';
import type { Caller, Target, TargetResolver } from '@nastavnik/platform/identity';
import { NOT_DELEGATED, type Role } from './policy';

const REMEMBERED = 50_000;

/** Streams that no path names as a record of an organisation; consents stand in the stream of their participant. */
const NOT_RECORDS: ReadonlySet<Category> = new Set<Category>(['school', 'municipality', 'consent']);

/** What the first event of a stream says once and for ever. */
interface Origin {
  readonly schoolId?: Uuid;
  readonly organisationId?: Uuid;
  readonly municipalityId?: Uuid;
  /** Schools that a campaign asks. */
  readonly schoolIds?: readonly Uuid[];
  readonly mentorId?: Uuid;
  /** Who made a proposal; who raised a dispute. */
  readonly authorId?: Uuid;
  readonly raisedById?: Uuid;
  readonly utcOffsetMinutes?: number;
}

@Injectable()
export class SchoolDirectory implements TargetResolver {
  private readonly origins = new Map<string, Origin>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** Facts of the first event of a stream; `undefined` when there is no such stream yet. */
  async originOf(category: Category, id: Uuid): Promise<Origin | undefined> {
    const stream = streamOf[category](id);
    const known = this.origins.get(stream);
    if (known !== undefined) return known;
    const [first] = await this.store.readStream(stream, { maxCount: 1 });
    if (first === undefined) return undefined;
    const { schoolId, organisationId, municipalityId, schoolIds, ...of } = first.data as Origin;
    const { mentorId, authorId, raisedById, utcOffsetMinutes } = of;
    const origin: Origin = {
      ...(schoolId === undefined ? {} : { schoolId }),
      ...(organisationId === undefined ? {} : { organisationId }),
      ...(municipalityId === undefined ? {} : { municipalityId }),
      ...(schoolIds === undefined ? {} : { schoolIds }),
      ...(mentorId === undefined ? {} : { mentorId }),
      ...(authorId === undefined ? {} : { authorId }),
      ...(raisedById === undefined ? {} : { raisedById }),
      ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
    };
    if (this.origins.size >= REMEMBERED) this.origins.delete(this.origins.keys().next().value as string);
    this.origins.set(stream, origin);
    return origin;
  }

  async municipalityOf(schoolId: Uuid): Promise<Uuid | undefined> {
    return (await this.originOf('school', schoolId))?.municipalityId;
  }

  /** Name of a school as it was registered. */
  async nameOf(schoolId: Uuid): Promise<string> {
    const [first] = await this.store.readStream(streamOf.school(schoolId), { maxCount: 1 });
    return (first?.data as { readonly name?: string } | undefined)?.name ?? schoolId;
  }

  /** Minutes east of UTC at an organisation; 0 for one nobody registered. */
  async offsetOf(organisationId: Uuid): Promise<number> {
    const origin =
      (await this.originOf('school', organisationId)) ??
      (await this.originOf('municipality', organisationId));
    return origin?.utcOffsetMinutes ?? 0;
  }

  /** The calendar date at an organisation at a moment; in UTC for one nobody registered. */
  async todayOf(organisationId: Uuid, at: Date): Promise<IsoDate> {
    return dateOf(at.toISOString(), await this.offsetOf(organisationId));
  }

  /** «И.о. директора»: one who acts for the head of the own school that day. */
  async rolesActedFor(caller: Caller, act: string, at: Date): Promise<readonly Role[]> {
    const schoolId = caller.organisationId;
    if (schoolId === undefined || NOT_DELEGATED.has(act)) return [];
    const events = await readRecorded(this.store, domainCodec, streamOf.governance(schoolId));
    if (events.length === 0) return [];
    const state = fold(governance, events as readonly DomainEvents[] as GovernanceEvent[]);
    return actsForHead(state, caller.id, await this.todayOf(schoolId, at)) ? ['director'] : [];
  }

  async pairEvents(pairId: Uuid): Promise<Recorded<DomainEvents>[]> {
    return readRecorded(this.store, domainCodec, streamOf.pair(pairId));
  }

  /** Mentors and mentees of a pair: before the order, those proposed and chosen; after it, those fixed or joined, and not replaced. */
  async membersOf(
    pairId: Uuid,
  ): Promise<{ readonly mentors: readonly Uuid[]; readonly mentees: readonly Uuid[] }> {
    const state = fold(pair, (await this.pairEvents(pairId)) as readonly DomainEvents[] as PairEvent[]);
    if (state.stage === 'none') return { mentors: [], mentees: [] };
    if (state.stage === 'proposed') {
      const chosen = Object.values(state.choices).map(({ mentorId }) => mentorId);
      return { mentors: [...new Set(chosen)], mentees: state.menteeIds };
    }
    const inRole = (role: PairRole): readonly Uuid[] =>
      membersNow(state).flatMap((member) => (member.role === role ? [member.participantId] : []));
    return { mentors: inRole('MENTOR'), mentees: inRole('MENTEE') };
  }

  /** Whom a text about a pair is about: each of its mentees; the pair itself while it has none. @param others further people */
  async subjectsOfPair(pairId: Uuid, ...others: readonly Uuid[]): Promise<readonly [Uuid, ...Uuid[]]> {
    const { mentees } = await this.membersOf(pairId);
    const [first = pairId, ...rest] = [...mentees, ...others];
    return [first, ...rest];
  }

  async targetOf(request: FastifyRequest): Promise<Target> {
    const params = request.params as { readonly [name: string]: string | undefined };
    const id = (name: string): Uuid | undefined => {
      const value = params[name];
      if (value !== undefined && !isUuid(value)) {
        throw problems.notFound({ ru: 'Записи с таким идентификатором нет.', en: 'No record has this id.' });
      }
      return value;
    };
    const schoolId = id('schoolId');
    const pairId = id('pairId');
    if (schoolId !== undefined) {
      return { schoolId, exists: () => this.standsIn(schoolId, id), people: () => this.peopleOf(id) };
    }
    if (pairId !== undefined) {
      const origin = await this.originOf('pair', pairId);
      return {
        ...(origin?.schoolId === undefined ? {} : { schoolId: origin.schoolId }),
        hidden: true,
        exists: async () => origin !== undefined,
        people: () => this.peopleOf(id),
      };
    }
    const organisationId = id('organisationId');
    if (organisationId !== undefined) {
      const asSchool = await this.originOf('school', organisationId);
      if (asSchool !== undefined) {
        return {
          schoolId: organisationId,
          exists: () => this.belongTo(organisationId, id),
          people: () => this.peopleOf(id),
        };
      }
      return {
        municipalityId: organisationId,
        exists: async () =>
          (await this.originOf('municipality', organisationId)) !== undefined &&
          (await this.belongTo(organisationId, id)),
      };
    }
    const municipalityId = id('municipalityId') ?? municipalityInBody(request);
    return municipalityId === undefined
      ? {}
      : {
          municipalityId,
          exists: async () =>
            params['municipalityId'] === undefined ||
            (await this.originOf('municipality', municipalityId)) !== undefined,
        };
  }

  private async standsIn(schoolId: Uuid, id: (name: string) => Uuid | undefined): Promise<boolean> {
    return (await this.originOf('school', schoolId)) !== undefined && (await this.belongTo(schoolId, id));
  }

  /** Every record named under an organisation in a path, `pairId`, `practiceId`, is that organisation's; a campaign asks it at least. */
  private async belongTo(owner: Uuid, id: (name: string) => Uuid | undefined): Promise<boolean> {
    for (const category of CATEGORIES) {
      const record = NOT_RECORDS.has(category) ? undefined : id(`${category}Id`);
      if (record === undefined) continue;
      const origin = await this.originOf(category, record);
      const asked = category === 'campaign' && origin?.schoolIds?.includes(owner) === true;
      if (!asked && (origin?.organisationId ?? origin?.schoolId) !== owner) return false;
    }
    return true;
  }

  private async peopleOf(id: (name: string) => Uuid | undefined): Promise<readonly Uuid[]> {
    const [pairId, participantId, appealId] = [id('pairId'), id('participantId'), id('appealId')];
    const members = pairId === undefined ? undefined : await this.membersOf(pairId);
    const appeal = appealId === undefined ? undefined : await this.originOf('appeal', appealId);
    return [
      ...(members === undefined ? [] : [...members.mentors, ...members.mentees]),
      ...(participantId === undefined ? [] : [participantId]),
      ...(appeal?.mentorId === undefined ? [] : [appeal.mentorId]),
    ];
  }
}

const municipalityInBody = (request: FastifyRequest): Uuid | undefined => {
  const stated = (request.body as { municipalityId?: unknown } | null | undefined)?.municipalityId;
  return isUuid(stated) ? stated : undefined;
};
