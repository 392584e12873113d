/** The archive's calls. */
import { actorOf, type Api } from '../../transport/guard.ts';
import type { ArchiveService } from './service.ts';

export function recordingProcedures(api: Api, service: ArchiveService) {
  return {
    timeline: api.recording.timeline.handler(({ input }) => service.timeline(input.cameraId, input.from, input.to)),
    playback: api.recording.playback.handler(({ input, context }) => service.playback(actorOf(context), input.cameraId, input.from, input.to)),
  };
}
