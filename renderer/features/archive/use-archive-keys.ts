import type { RefObject } from 'react';
import { navigate } from '#renderer/app/routes.ts';
import type { RecordingHandle } from '#renderer/media/RecordingPlayer.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { centreNow, useCentreTime } from '#renderer/ui/centre-time.ts';
import { focusCamera, goTo, setLength, setPlaying, toggleCamera, useArchive } from './archive-store.ts';
import { edgeFrom, landing, nextPicture, spanAt, zoomed, type LockSpan, type Span } from './lane-view.ts';
import { shifted } from './speeds.ts';
import { daysOn } from './zoned-moment.ts';

/** When the camera does not say how many pictures it makes a second. */
const USUAL_FRAMES_PER_SECOND = 25;
const NEWEST_BACK_MS = 20_000;

interface KeyTargets {
  player: RefObject<RecordingHandle | null>;
  spans: readonly Span[];
  locks: readonly LockSpan[];
  framesPerSecond: number | null;
  onMoment: () => void;
  onAdd: () => void;
}

export interface ArchiveActions {
  play: () => void;
  edge: (by: 1 | -1) => void;
  day: (by: 1 | -1) => void;
  newest: () => void;
}

/** Playing and stepping by keys; the same acts for the buttons. */
export function useArchiveKeys({ player, spans, locks, framesPerSecond, onMoment, onAdd }: KeyTargets): ArchiveActions {
  const timeZone = useCentreTime((state) => state.timeZone);
  const cameraIds = useArchive((state) => state.cameraIds);
  const incidentId = useArchive((state) => state.incidentId);
  const now = useArchive.getState;
  const play = (): void => {
    const { isPlaying, cursorAt, speed } = now();
    if (isPlaying) return setPlaying(false);
    const gap = spanAt(spans, cursorAt);
    const next = gap?.state === 'missing' ? nextPicture(spans, gap.to) : null;
    if (next !== null) goTo(next, centreNow());
    setPlaying(true, speed < 0 ? 1 : speed);
  };
  const jump = (byMs: number): void => goTo(landing(spans, now().cursorAt + byMs, byMs > 0 ? 1 : -1), centreNow());
  const edge = (by: 1 | -1): void => {
    const at = edgeFrom(now().cursorAt, by, spans, locks);
    if (at === null) return;
    if (spanAt(spans, at)?.state === 'missing') setPlaying(false);
    goTo(at, centreNow());
  };
  const frame = (by: 1 | -1): void => {
    setPlaying(false);
    player.current?.seekTo(now().cursorAt + (by * 1000) / (framesPerSecond ?? USUAL_FRAMES_PER_SECOND) + 1);
  };
  const speed = (by: 1 | -1): void => {
    const { isPlaying, speed: before } = now();
    setPlaying(true, isPlaying ? shifted(before, by) : by === 1 ? 1 : -4);
  };
  const day = (by: 1 | -1): void => goTo(daysOn(now().cursorAt, by, timeZone), centreNow());
  const newest = (): void => {
    goTo(centreNow() - NEWEST_BACK_MS, centreNow());
    setPlaying(true, 1);
  };
  useKey('Space', play, { labelKey: 'recording.key.play' });
  useKey('J', () => speed(-1), { labelKey: 'recording.key.slower' });
  useKey('K', () => setPlaying(false, 1), { labelKey: 'recording.key.stop' });
  useKey('L', () => speed(1), { labelKey: 'recording.key.faster' });
  useKey(',', () => frame(-1), { labelKey: 'recording.key.frameBack', repeats: true });
  useKey('.', () => frame(1), { labelKey: 'recording.key.frameOn', repeats: true });
  useKey('ArrowLeft', () => jump(-5_000), { labelKey: 'recording.key.back', repeats: true });
  useKey('ArrowRight', () => jump(5_000), { labelKey: 'recording.key.on', repeats: true });
  useKey('Shift+ArrowLeft', () => edge(-1), { labelKey: 'recording.key.edgeBack' });
  useKey('Shift+ArrowRight', () => edge(1), { labelKey: 'recording.key.edgeOn' });
  useKey('=', () => setLength(zoomed(now().lengthMs, 1)), { labelKey: 'recording.key.zoomIn' });
  useKey('-', () => setLength(zoomed(now().lengthMs, -1)), { labelKey: 'recording.key.zoomOut' });
  useKey('PageUp', () => day(-1), { labelKey: 'recording.key.dayBack' });
  useKey('PageDown', () => day(1), { labelKey: 'recording.key.dayOn' });
  useKey('End', newest, { labelKey: 'recording.key.newest' });
  useKey('Ctrl+G', onMoment, { labelKey: 'recording.key.moment' });
  useKey('T', onAdd, { labelKey: 'recording.key.add' });
  useKey('Del', () => void (now().focusedId !== null && toggleCamera(now().focusedId ?? '')), {
    labelKey: 'recording.key.leave',
    enabled: cameraIds.length > 0,
  });
  useKey('O', () => navigate('incidents', incidentId ?? undefined), { labelKey: 'recording.key.incident', enabled: incidentId !== null });
  useKey('1', () => focusCamera(cameraIds[0] ?? ''), { labelKey: 'recording.key.lane', labelValues: { number: '1' }, enabled: cameraIds.length > 0 });
  useKey('2', () => focusCamera(cameraIds[1] ?? ''), { labelKey: 'recording.key.lane', labelValues: { number: '2' }, enabled: cameraIds.length > 1 });
  useKey('3', () => focusCamera(cameraIds[2] ?? ''), { labelKey: 'recording.key.lane', labelValues: { number: '3' }, enabled: cameraIds.length > 2 });
  useKey('4', () => focusCamera(cameraIds[3] ?? ''), { labelKey: 'recording.key.lane', labelValues: { number: '4' }, enabled: cameraIds.length > 3 });
  return { play, edge, day, newest };
}
