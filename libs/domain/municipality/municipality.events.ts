/** Municipality: the authority whose schools are summed up together. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';

export type MunicipalityRegistered = DomainEvent<
  'MunicipalityRegistered',
  EventData & {
    readonly municipalityId: Uuid;
    readonly name: string;
    /** Code of the region (constituent entity) it belongs to: `70`. Absent where nobody said. */
    readonly regionCode?: string;
    /** Whole minutes east of UTC; decides which calendar date "today" is for its schools. */
    readonly utcOffsetMinutes: number;
  }
>;

/** SEV-IV-7a: the form of the unified base of mentors and experts, and the ways of filling it; SEV-IV-7b: corrected when needed. */
export type ExpertBaseFormApproved = DomainEvent<
  'ExpertBaseFormApproved',
  EventData & {
    readonly municipalityId: Uuid;
    /** From 1 on. */
    readonly version: number;
    /** What is written down of each mentor or expert. */
    readonly columns: readonly string[];
    readonly waysOfFilling: readonly string[];
  }
>;

export type MunicipalityEvent = MunicipalityRegistered | ExpertBaseFormApproved;
