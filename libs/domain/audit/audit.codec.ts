/** How the events of audits are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { AuditEvent } from './audit.events';

export const auditStoredTypes: StoredTypes<AuditEvent> = {
  AuditOpened: { name: 'audit.opened', upcasters: [] },
  SampleDrawn: { name: 'audit.sample-drawn', upcasters: [] },
  PairChecked: { name: 'audit.pair-checked', upcasters: [] },
  AuditFindingRecorded: { name: 'audit.finding-recorded', upcasters: [] },
  AuditFindingAnswered: { name: 'audit.finding-answered', upcasters: [] },
  AuditFindingResolved: { name: 'audit.finding-resolved', upcasters: [] },
  AuditClosed: { name: 'audit.closed', upcasters: [] },
};
