/** Which fetched values a change makes old. */
import type { QueryKey } from '@tanstack/react-query';
import type { EventTopic } from '#shared/contract/events.ts';
import { orpc } from './client.ts';

export function keysOf(topic: EventTopic): readonly QueryKey[] {
  switch (topic) {
    case 'cameras.changed':
    case 'camera-state.changed':
      return [orpc.cameras.list.key(), orpc.cameras.get.key()];
    case 'ptz.changed':
      return [orpc.cameras.presets.key()];
    case 'alarms.changed':
      return [orpc.alarms.key()];
    case 'incidents.changed':
    case 'dispatch.changed':
      // Logging an incident locks a stretch of the archive.
      return [orpc.incidents.key(), orpc.recording.timeline.key()];
    case 'recordings.changed':
      return [orpc.recording.timeline.key()];
    case 'evidence.changed':
      return [orpc.evidence.packages.key(), orpc.evidence.custody.key()];
    case 'layouts.changed':
      return [orpc.wall.key()];
    case 'settings.changed':
      return [orpc.settings.key(), orpc.map.key(), orpc.host.info.key()];
    case 'services.changed':
      return [orpc.dispatch.services.key()];
    case 'host.changed':
      return [orpc.host.key()];
  }
}
