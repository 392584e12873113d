import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo } from 'react';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { orpc } from '#renderer/api/client.ts';
import { useAccount } from '#renderer/api/session.ts';
import { centreNow, useCentreTime } from '#renderer/ui/centre-time.ts';
import { startOfDay } from '#renderer/ui/format.ts';
import { filterOf, keepsRow, type LogNarrowing, type LogView } from './log-views.ts';

const PAGE_ROWS = 100;

export interface Log {
  rows: IncidentRow[];
  total: number;
  /** False until the first answer. */
  isKnown: boolean;
  error: Error | null;
  /** When what stands was fetched, this machine's clock. */
  fetchedAt: number;
  fetchMore: () => void;
  fetchAgain: () => void;
}

/** Rows of a view, page by page as the list is scrolled. What stood before stays until the new rows come. */
export function useLog(view: LogView, narrowing: LogNarrowing): Log {
  const accountName = useAccount()?.name ?? '';
  const timeZone = useCentreTime((state) => state.timeZone);
  const settled = useDeferredValue(narrowing);
  const today = startOfDay(centreNow(), timeZone);
  const filter = useMemo(() => filterOf(view, settled, today), [view, settled, today]);
  const query = useInfiniteQuery(
    orpc.incidents.list.infiniteOptions({
      input: (before: string | null) => ({ filter, limit: PAGE_ROWS, before }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(
    () => (query.data?.pages ?? []).flatMap((page) => page.rows).filter((row) => keepsRow(view, row, accountName)),
    [query.data, view, accountName],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const isFilteredHere = view === 'mine' || view === 'not-accepted';
  return {
    rows,
    total: isFilteredHere ? rows.length : (query.data?.pages[0]?.total ?? 0),
    isKnown: query.data !== undefined,
    error: query.error,
    fetchedAt: query.dataUpdatedAt,
    fetchMore,
    fetchAgain: () => void query.refetch(),
  };
}

export function useCounts() {
  return useQuery(orpc.incidents.counts.queryOptions()).data;
}
