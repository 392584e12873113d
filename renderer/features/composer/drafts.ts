/** Drafts: written at most once a second while something changes, offered again after a crash or a step back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { client, orpc } from '#renderer/api/client.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { useMay } from '#renderer/api/session.ts';
import { isWorthKeeping, readDraft, type Draft } from './draft.ts';
import type { ComposerFields } from './fields.ts';
import { useComposer } from './store.ts';

const SAVE_EVERY_MS = 1_000;

/** Writes the draft now. Failures are shown by the age of the last save, which stops. */
export async function saveDraftNow(): Promise<void> {
  const { key, fields } = useComposer.getState();
  if (!fields) return;
  try {
    const draft = await client.incidents.saveDraft({ key, fields });
    if (useComposer.getState().key === key) useComposer.setState({ savedAt: draft.savedAt });
  } catch (error) {
    logFailure('keeping a draft', error);
  }
}

/** Keeps the draft while the form stands. */
export function useDraftKeeping(): void {
  useEffect(() => {
    let saved: ComposerFields | null = null;
    const timer = setInterval(() => {
      const { fields } = useComposer.getState();
      if (!fields || fields === saved || !isWorthKeeping(fields)) return;
      saved = fields;
      void saveDraftNow();
    }, SAVE_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}

/** Drafts that nobody is writing at this moment, newest first. */
export function useKeptDrafts(): { drafts: Draft[]; discard: (key: string) => Promise<void> } {
  const may = useMay('incidents.log');
  const queryClient = useQueryClient();
  const { data } = useQuery(orpc.incidents.drafts.queryOptions({ enabled: may, staleTime: 0 }));
  const discard = useCallback(
    async (key: string) => {
      await client.incidents.discardDraft({ key });
      await queryClient.invalidateQueries({ queryKey: orpc.incidents.drafts.key() });
    },
    [queryClient],
  );
  const drafts = (data ?? []).flatMap((stored) => readDraft(stored) ?? []).sort((a, b) => b.savedAt - a.savedAt);
  return { drafts, discard };
}
