/** What the archive needs from the rest of the host. */
import type { Readable } from 'node:stream';
import type { Camera, ProfileRole } from '#shared/contract/cameras.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { AlarmsFeature } from '../alarms/index.ts';
import type { AuditService } from '../audit/index.ts';

export interface RecordingDeps {
  cameras: {
    all(): readonly Camera[];
    find(id: string): Camera | null;
    onChange(listener: () => void): () => void;
  };
  gateway: {
    /** The camera's stream as fragmented MP4, one fragment a frame, as it arrives. */
    openMp4(cameraId: string, role: ProfileRole, signal: AbortSignal): Promise<Readable>;
    readonly isUp: boolean;
    onUp(listener: () => void): () => void;
  };
  settings: { current(): Settings };
  audit: AuditService;
  alarms: Pick<AlarmsFeature, 'raise' | 'end'>;
  tickets: Tickets;
}
