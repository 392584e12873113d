/** HLS media playlists over the archive (RFC 8216): fragmented MP4, one map per run, true times per segment. Pure. */
import { segmentName } from './archive-paths.ts';
import type { Run, Segment } from './archive-types.ts';

export const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';

/** `stored`: in order of time, at least one. Addresses are relative to the playlist's own. */
export function buildPlaylist(stored: readonly { segment: Segment; run: Run }[]): string {
  const seconds = stored.map(({ segment, run }) => (segment.mediaEnd - segment.mediaStart) / run.timescale);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...seconds))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
  ];
  let previous: Segment | null = null;
  for (const [index, { segment }] of stored.entries()) {
    if (previous && !joins(previous, segment)) lines.push('#EXT-X-DISCONTINUITY');
    if (previous?.runId !== segment.runId) lines.push(`#EXT-X-MAP:URI="${initName(segment.runId)}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.start).toISOString()}`, `#EXTINF:${(seconds[index] ?? 0).toFixed(6)},`, segmentName(segment));
    previous = segment;
  }
  return `${[...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}

/** True when the second segment goes on exactly where the first ended. */
export function joins(first: Segment, second: Segment): boolean {
  return first.runId === second.runId && first.mediaEnd === second.mediaStart;
}

export function initName(runId: string): string {
  return `init-${runId}.mp4`;
}
