/** Municipality: the authority whose schools are summed up together. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';

export type MunicipalityRegistered = DomainEvent<
  'MunicipalityRegistered',
  EventData & {
    readonly municipalityId: Uuid;
    readonly name: string;
    /** Whole minutes east of UTC; decides which calendar date "today" is for its schools. */
    readonly utcOffsetMinutes: number;
  }
>;

export type MunicipalityEvent = MunicipalityRegistered;
