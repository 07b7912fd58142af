/** How the events of a site are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { SiteEvent } from './site.events';

export const siteStoredTypes: StoredTypes<SiteEvent> = {
  SiteSectionOpened: { name: 'site.section-opened', upcasters: [] },
  SiteSectionChanged: { name: 'site.section-changed', upcasters: [] },
  MaterialPublished: { name: 'site.material-published', upcasters: [] },
  MaterialUpdated: { name: 'site.material-updated', upcasters: [] },
  MaterialWithdrawn: { name: 'site.material-withdrawn', upcasters: [] },
  InfoResourceOpened: { name: 'site.info-resource-opened', upcasters: [] },
  InfoResourceUpdated: { name: 'site.info-resource-updated', upcasters: [] },
  InfoResourceClosed: { name: 'site.info-resource-closed', upcasters: [] },
};
