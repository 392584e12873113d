import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/api/client.ts';
import { startOfDay } from '#renderer/ui/format.ts';
import { centreNow, useCentreTime } from '#renderer/ui/centre-time.ts';
import { useArchive } from './archive-store.ts';
import { fetchedStretch, type LockSpan, type Span, type Stretch } from './lane-view.ts';
import { daysOn } from './zoned-moment.ts';

export interface LaneData {
  spans: readonly Span[];
  locks: readonly LockSpan[];
  isKnown: boolean;
  error: unknown;
}

const NO_SPANS: readonly Span[] = [];
const NO_LOCKS: readonly LockSpan[] = [];
/** New segments are not announced one by one, so a lane that reaches into the present is asked for again this often. */
const GROWS_EVERY_MS = 10_000;

/** Keep the component's key the camera's id: the lane before stands until the new one is there. */
function useTimeline(cameraId: string, { from, to }: Stretch): LaneData {
  const { data, error } = useQuery(
    orpc.recording.timeline.queryOptions({
      input: { cameraId, from, to },
      enabled: cameraId !== '',
      placeholderData: keepPreviousData,
      refetchInterval: () => (to > centreNow() - GROWS_EVERY_MS ? GROWS_EVERY_MS : false),
      staleTime: ({ state }) => (state.dataUpdatedAt < to ? GROWS_EVERY_MS : Infinity),
    }),
  );
  return { spans: data?.spans ?? NO_SPANS, locks: data?.locks ?? NO_LOCKS, isKnown: data !== undefined, error: data === undefined ? error : null };
}

/** A camera's lane round what is in view. */
export function useLane(cameraId: string): LaneData {
  const view = useArchive((state) => state.view);
  return useTimeline(cameraId, fetchedStretch(view));
}

/** The whole day of the moment shown. */
export function useDayLane(cameraId: string): LaneData & { day: Stretch } {
  const timeZone = useCentreTime((state) => state.timeZone);
  const from = useArchive((state) => startOfDay(state.cursorAt, timeZone));
  const day = { from, to: daysOn(from, 1, timeZone) };
  return { ...useTimeline(cameraId, day), day };
}
