import { useCallback, useEffect, useRef, useState } from 'react';
import type { FoundDevice } from '#shared/contract/discovery.ts';
import { useClient } from '#renderer/api/client.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { withDevice } from './found-devices.ts';

export interface Probe {
  phase: 'idle' | 'asking' | 'done' | 'failed';
  /** UTC milliseconds. */
  startedAt: number;
  listenMs: number;
  devices: readonly FoundDevice[];
  error: unknown;
}

const NOT_YET: Probe = { phase: 'idle', startedAt: 0, listenMs: 0, devices: [], error: null };

/** Asks the network; devices appear as they answer. Leaving the page, or asking again, ends the question before. */
export function useProbe(): { probe: Probe; ask: (listenMs: number) => void } {
  const client = useClient();
  const [probe, setProbe] = useState(NOT_YET);
  const running = useRef<AbortController | null>(null);
  const ask = useCallback(
    (listenMs: number) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setProbe((before) => ({ phase: 'asking', startedAt: centreNow(), listenMs, devices: before.devices, error: null }));
      const read = async (): Promise<void> => {
        let isFirst = true;
        for await (const found of await client.discovery.probe({ listenMs }, { signal: controller.signal })) {
          if (controller.signal.aborted) return;
          const begins = isFirst;
          isFirst = false;
          // What answered before stands until the first answer of the new question.
          setProbe((before) => ({ ...before, devices: withDevice(begins ? [] : before.devices, found) }));
        }
        if (!controller.signal.aborted) setProbe((before) => ({ ...before, phase: 'done', devices: isFirst ? [] : before.devices }));
      };
      read().catch((error: unknown) => {
        if (controller.signal.aborted) return;
        logFailure('asking the network for cameras', error);
        setProbe((before) => ({ ...before, phase: 'failed', error }));
      });
    },
    [client],
  );
  useEffect(() => () => running.current?.abort(), []);
  return { probe, ask };
}
