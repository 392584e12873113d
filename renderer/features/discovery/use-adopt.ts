import { useCallback, useState } from 'react';
import type { FoundDevice } from '#shared/contract/discovery.ts';
import { orpc, queryClient, useClient } from '#renderer/api/client.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { batchesOf, type Outcome, type Outcomes } from './found-devices.ts';

/** The host reads sixteen at once; a call of so many shows its outcomes soon. */
const DEVICES_PER_CALL = 16;

interface Adopting {
  outcomes: Outcomes;
  isRunning: boolean;
  /** Why the rest was not read, when a whole call failed. */
  error: unknown;
  /** Resolves true when every device was taken. */
  adopt: (devices: readonly FoundDevice[], isKnown: (device: FoundDevice) => boolean, user: string, password: string) => Promise<boolean>;
}

/** Takes devices into the register with one name and password, and says of each what became of it. */
export function useAdopt(): Adopting {
  const client = useClient();
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map());
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const adopt = useCallback<Adopting['adopt']>(
    async (devices, isKnown, user, password) => {
      const known = new Set(devices.filter(isKnown).map((device) => device.endpoint));
      const note = (entries: readonly (readonly [string, Outcome | null])[]): void =>
        setOutcomes((before) => {
          const next = new Map(before);
          for (const [endpoint, outcome] of entries) {
            if (outcome === null) next.delete(endpoint);
            else next.set(endpoint, outcome);
          }
          return next;
        });
      setRunning(true);
      setError(null);
      setOutcomes(new Map(devices.map(({ endpoint }) => [endpoint, { kind: 'waiting' }])));
      let isAllTaken = true;
      const unanswered = new Set(devices.map((device) => device.endpoint));
      try {
        for (const batch of batchesOf(devices, DEVICES_PER_CALL)) {
          note(batch.map(({ endpoint }) => [endpoint, { kind: 'reading' }] as const));
          const results = await client.discovery.adopt({ devices: batch.map(({ endpoint, address }) => ({ endpoint, address })), user, password });
          for (const { endpoint, cameraId } of results) {
            unanswered.delete(endpoint);
            isAllTaken &&= cameraId !== null;
          }
          note(
            results.map(
              ({ endpoint, cameraId, error: code }) =>
                [
                  endpoint,
                  cameraId === null ? { kind: 'failed', code: code ?? 'UNFORESEEN' } : { kind: 'taken', cameraId, wasKnown: known.has(endpoint) },
                ] as const,
            ),
          );
        }
        return isAllTaken;
      } catch (failure) {
        logFailure('taking devices into the register', failure);
        setError(failure);
        note([...unanswered].map((endpoint) => [endpoint, null] as const));
        return false;
      } finally {
        setRunning(false);
        void queryClient.invalidateQueries({ queryKey: orpc.cameras.key() });
      }
    },
    [client],
  );
  return { outcomes, isRunning, error, adopt };
}
