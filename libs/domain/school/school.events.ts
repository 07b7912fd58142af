/** School: whether mentoring has been introduced there, who leads it and where its programmes were presented. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { Form, Forum, OrganisationType } from '../vocabulary';

interface SchoolData extends EventData {
  readonly schoolId: Uuid;
}

export type SchoolRegistered = DomainEvent<
  'SchoolRegistered',
  SchoolData & {
    readonly municipalityId: Uuid;
    readonly name: string;
    /** As quoted in documents: `МОУ СОШ № 62`. */
    readonly shortName: string;
    readonly utcOffsetMinutes: number;
    /** General education when absent (SEV-RM-00, IZO-4-02). */
    readonly organisationType?: OrganisationType;
  }
>;

/** S62-4.1, S62-12-02: from this day mentoring acts are possible. */
export type MentoringIntroduced = DomainEvent<
  'MentoringIntroduced',
  SchoolData & { readonly orderId: Uuid; readonly from: IsoDate }
>;

/** S62-4.2, S62-4.3. */
export type CoordinatorAppointed = DomainEvent<
  'CoordinatorAppointed',
  SchoolData & { readonly personId: Uuid; readonly orderId: Uuid }
>;

/** S62-2.7, S62-4.3: a curator forms pairs in "own form"; `ALL` where the order names none. */
export type CuratorAppointed = DomainEvent<
  'CuratorAppointed',
  SchoolData & { readonly personId: Uuid; readonly form: Form | 'ALL'; readonly orderId: Uuid }
>;

/** S62-5.2: programmes presented, by form, at a conference or council. */
export type ProgrammesPresented = DomainEvent<
  'ProgrammesPresented',
  SchoolData & { readonly forum: Forum; readonly form: Form; readonly programmes: readonly string[] }
>;

export type SchoolEvent =
  SchoolRegistered | MentoringIntroduced | CoordinatorAppointed | CuratorAppointed | ProgrammesPresented;
