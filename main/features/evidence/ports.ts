/** What the evidence feature needs from the rest of the host. */
import type { Camera } from '#shared/contract/cameras.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { AuditService } from '../audit/index.ts';
import type { IncidentsFeature } from '../incidents/index.ts';
import type { RecordingFeature } from '../recording/index.ts';

export interface EvidenceDeps {
  audit: AuditService;
  cameras: { find(id: string): Camera | null };
  incidents: Pick<IncidentsFeature, 'exportData' | 'journal'>;
  recording: Pick<RecordingFeature, 'locksOf' | 'segments' | 'timeline' | 'waitRecorded' | 'noteLost' | 'custody' | 'spareBytes'>;
  settings: () => Settings;
  tickets: Tickets;
}
