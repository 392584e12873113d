/** Verdicts of this desk since the window was opened, each with when it was given: an old one must not pose as new. */
import { useMutation } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Verification } from '#shared/contract/evidence.ts';
import { orpc, queryClient, useClient } from '#renderer/api/client.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';

export interface GivenVerdict {
  verification: Verification;
  checkedAt: number;
  tookMs: number;
}

interface Verdicts {
  given: ReadonlyMap<string, GivenVerdict>;
  /** Checks under way, with when they began. */
  running: ReadonlyMap<string, number>;
  failed: ReadonlyMap<string, unknown>;
}

export const useVerdicts = create<Verdicts>(() => ({ given: new Map(), running: new Map(), failed: new Map() }));

function withEntry<Value>(map: ReadonlyMap<string, Value>, id: string, value: Value | null): ReadonlyMap<string, Value> {
  const next = new Map(map);
  if (value === null) next.delete(id);
  else next.set(id, value);
  return next;
}

/** Checks a package; one check of each at a time. */
export function useVerify(): (id: string) => void {
  const client = useClient();
  const { mutate } = useMutation({
    mutationFn: async (id: string) => {
      const startedAt = centreNow();
      useVerdicts.setState(({ running, failed }) => ({ running: withEntry(running, id, startedAt), failed: withEntry(failed, id, null) }));
      const verification = await client.evidence.verify({ id });
      const checkedAt = centreNow();
      return { verification, checkedAt, tookMs: checkedAt - startedAt };
    },
    onSuccess: (verdict, id) => {
      useVerdicts.setState(({ given }) => ({ given: withEntry(given, id, verdict) }));
      void queryClient.invalidateQueries({ queryKey: orpc.evidence.custody.key() });
    },
    onError: (error, id) => useVerdicts.setState(({ failed }) => ({ failed: withEntry<unknown>(failed, id, error) })),
    onSettled: (_, __, id) => useVerdicts.setState(({ running }) => ({ running: withEntry(running, id, null) })),
  });
  return (id) => {
    if (!useVerdicts.getState().running.has(id)) mutate(id);
  };
}
