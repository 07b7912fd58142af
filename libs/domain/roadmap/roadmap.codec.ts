/** How a roadmap's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { RoadmapEvent } from './roadmap.events';

export const roadmapStoredTypes: StoredTypes<RoadmapEvent> = {
  RoadmapApproved: { name: 'roadmap.approved', upcasters: [] },
  RoadmapAmended: { name: 'roadmap.amended', upcasters: [] },
  RoadmapItemCompleted: { name: 'roadmap.item-completed', upcasters: [] },
  RoadmapItemReopened: { name: 'roadmap.item-reopened', upcasters: [] },
};
