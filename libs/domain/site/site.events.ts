/** Section of an organisation's site about mentoring, its materials, and places of open information beside it. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type { InfoResourceKind, MaterialKind, SiteRubric } from '../vocabulary';

interface SiteData extends EventData {
  readonly organisationId: Uuid;
}

/** S62-11-05, MR-CUR-05, KIL-6.4.1-09, SEV-IV-5a. */
export type SiteSectionOpened = DomainEvent<
  'SiteSectionOpened',
  SiteData & { readonly title: string; readonly url: string }
>;
/** Named otherwise, or moved to another address. */
export type SiteSectionChanged = DomainEvent<
  'SiteSectionChanged',
  SiteData & { readonly title: string; readonly url: string }
>;
/** SEV-RM-P5, SEV-RM-M9. Whom it names agreed to that (152-FZ art. 10.1). */
export type MaterialPublished = DomainEvent<
  'MaterialPublished',
  SiteData & {
    readonly materialId: Uuid;
    readonly rubric: SiteRubric;
    readonly kind: MaterialKind;
    readonly title: string;
    readonly url: string;
    /** SEV-RM-F5a, SEV-RM-F5b: anybody may read it. */
    readonly freeAccess: boolean;
    readonly namedIds: readonly Uuid[];
  }
>;
export type MaterialUpdated = DomainEvent<
  'MaterialUpdated',
  SiteData & {
    readonly materialId: Uuid;
    readonly title: string;
    readonly url: string;
    readonly freeAccess: boolean;
  }
>;
export const MATERIAL_WITHDRAWALS = ['OUTDATED', 'CONSENT_WITHDRAWN', 'PUBLISHED_BY_MISTAKE'] as const;
export type MaterialWithdrawn = DomainEvent<
  'MaterialWithdrawn',
  SiteData & { readonly materialId: Uuid; readonly reason: (typeof MATERIAL_WITHDRAWALS)[number] }
>;

/** SEV-RM-P4a, SEV-RM-P4b, MR-T-02. */
export type InfoResourceOpened = DomainEvent<
  'InfoResourceOpened',
  SiteData & {
    readonly resourceId: Uuid;
    readonly kind: InfoResourceKind;
    readonly title: string;
    /** Web address; for a notice board on a wall, where it hangs. */
    readonly place: string;
  }
>;
/** SEV-RM-P4a: regular updating. */
export type InfoResourceUpdated = DomainEvent<
  'InfoResourceUpdated',
  SiteData & { readonly resourceId: Uuid }
>;
export type InfoResourceClosed = DomainEvent<'InfoResourceClosed', SiteData & { readonly resourceId: Uuid }>;

export type SiteEvent =
  | SiteSectionOpened
  | SiteSectionChanged
  | MaterialPublished
  | MaterialUpdated
  | MaterialWithdrawn
  | InfoResourceOpened
  | InfoResourceUpdated
  | InfoResourceClosed;
