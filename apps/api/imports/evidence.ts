/** Where the words of a mentor's successful experience stand (S62-2.5): no read model keeps a record of the vault, the act does. */
import type { ParticipantEvent } from '@nastavnik/domain';
import type { VaultRef } from '@nastavnik/domain/vocabulary';

/** Of the last entry into the base of mentors that brought words. */
export const evidenceOf = (events: readonly ParticipantEvent[]): VaultRef | undefined =>
  events
    .flatMap((event) =>
      event.type === 'EnteredMentorBase' && event.data.evidenceNote !== undefined
        ? [event.data.evidenceNote]
        : [],
    )
    .at(-1);
