/** Whose records are: the school of a stream, the municipality of a school, the members of a pair. From the log, not from a read model. */
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  type Category,
  domainCodec,
  type DomainEvents,
  membersNow,
  pair,
  type PairEvent,
  type PairRole,
  streamOf,
} from '@nastavnik/domain';
import { fold, type Recorded, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, readRecorded } from '@nastavnik/platform/event-store';
import { isUuid, problems } from '@nastavnik/platform/http';
import type { Target, TargetResolver } from '@nastavnik/platform/identity';

const REMEMBERED = 50_000;

/** What the first event of a stream says once and for ever. */
interface Origin {
  readonly schoolId?: Uuid;
  readonly municipalityId?: Uuid;
  readonly mentorId?: Uuid;
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
    const { schoolId, municipalityId, mentorId, utcOffsetMinutes } = first.data as Origin;
    const origin: Origin = {
      ...(schoolId === undefined ? {} : { schoolId }),
      ...(municipalityId === undefined ? {} : { municipalityId }),
      ...(mentorId === undefined ? {} : { mentorId }),
      ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
    };
    if (this.origins.size >= REMEMBERED) this.origins.delete(this.origins.keys().next().value as string);
    this.origins.set(stream, origin);
    return origin;
  }

  async municipalityOf(schoolId: Uuid): Promise<Uuid | undefined> {
    return (await this.originOf('school', schoolId))?.municipalityId;
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

  /** Whom a text about a pair is about: its mentee; the pair itself where it is a group. */
  async subjectOfPair(pairId: Uuid): Promise<Uuid> {
    const { mentees } = await this.membersOf(pairId);
    return mentees.length === 1 ? (mentees[0] as Uuid) : pairId;
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
      if (asSchool !== undefined) return { schoolId: organisationId };
      return {
        municipalityId: organisationId,
        exists: async () => (await this.originOf('municipality', organisationId)) !== undefined,
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

  /** Every record named under a school in a path belongs to that school. */
  private async standsIn(schoolId: Uuid, id: (name: string) => Uuid | undefined): Promise<boolean> {
    if ((await this.originOf('school', schoolId)) === undefined) return false;
    for (const category of ['pair', 'participant', 'agreement', 'appeal'] as const) {
      const record = id(`${category}Id`);
      if (record !== undefined && (await this.originOf(category, record))?.schoolId !== schoolId)
        return false;
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
