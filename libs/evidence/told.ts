/** An event as a reader is told it: what, from when it counts, when it was recorded, where it stands, by whom and under which clauses. */
import { citations, type Instant, type IsoDate, type Recorded, type Uuid } from '@nastavnik/kernel';
import { describeEvent, type DomainEvents } from '@nastavnik/domain';

export interface ToldEvent {
  readonly eventId: Uuid;
  readonly stream: string;
  /** Decimal strings. */
  readonly revision: string;
  readonly position: string;
  readonly type: DomainEvents['type'];
  /** Russian, for a reader; without names of people. */
  readonly title: string;
  readonly effectiveOn: IsoDate;
  readonly recordedAt: Instant;
  readonly actor: { readonly id: string; readonly role: string };
  /** Names of the rules that held when it was decided. */
  readonly rules: readonly string[];
  /** Their clauses as quoted: `МОУ СОШ № 62, п. 4.13`. */
  readonly clauses: readonly string[];
}

const ROLES: { readonly [role: string]: string } = {
  director: 'директор',
  curator: 'куратор',
  coordinator: 'координатор',
  mentor: 'наставник',
  mentee: 'наставляемый',
};
/** Role of an actor as a reader calls it; of others, their own name. */
export const roleRu = (role: string): string => ROLES[role] ?? role;

/** An event written by hand may lack what its sentence speaks of. */
export const titleOf = (event: DomainEvents): string => {
  try {
    return describeEvent(event);
  } catch {
    return event.type;
  }
};

export const toldOf = (event: Recorded<DomainEvents>): ToldEvent => {
  const { effectiveOn, basis } = event.data;
  return {
    eventId: event.id,
    stream: event.stream,
    revision: event.revision.toString(),
    position: event.position.toString(),
    type: event.type,
    title: titleOf(event),
    effectiveOn,
    recordedAt: event.stamp.recordedAt,
    actor: { id: event.stamp.actor.id, role: event.stamp.actor.role },
    rules: basis.rules.map(({ rule }) => rule),
    clauses: citations(basis.rules),
  };
};
