/**
 * Listens to the host's change events and makes old what they name. After every new connection it subscribes again
 * and makes everything old, since events may have been missed.
 */
import type { QueryClient } from '@tanstack/react-query';
import { EVENT_TOPICS, type EventTopic } from '#shared/contract/events.ts';
import type { Client } from '#shared/contract/index.ts';
import { useConnection } from './connection-state.ts';
import { logFailure } from './page-log.ts';
import { keysOf } from './event-topics.ts';
import { useSession } from './session.ts';

/** Many changes in one moment become one fetch. */
const GATHER_MS = 40;
const RESUBSCRIBE_AFTER_MS = 1_000;

interface Listening {
  stop: () => void;
}

/** Gathers topics and makes their values old together. */
export function makeInvalidator(queryClient: QueryClient): { note: (topic: EventTopic) => void; all: () => void; stop: () => void } {
  const gathered = new Set<EventTopic>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    const topics = [...gathered];
    gathered.clear();
    for (const topic of topics) for (const queryKey of keysOf(topic)) void queryClient.invalidateQueries({ queryKey });
  };
  return {
    note: (topic) => {
      gathered.add(topic);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    all: () => void queryClient.invalidateQueries(),
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

async function readEvents(client: Client, signal: AbortSignal, invalidator: ReturnType<typeof makeInvalidator>): Promise<void> {
  const stream = await client.events.watch(undefined, { signal });
  invalidator.all();
  let lastSeq: number | null = null;
  for await (const event of stream) {
    // A hole in the numbers: something was missed, so nothing is surely fresh.
    if (lastSeq !== null && event.seq > lastSeq + 1) for (const topic of EVENT_TOPICS) invalidator.note(topic);
    lastSeq = event.seq;
    invalidator.note(event.topic);
  }
}

/** Listens while somebody is signed in and the host is there. */
export function listenForChanges(client: Client, queryClient: QueryClient): Listening {
  const invalidator = makeInvalidator(queryClient);
  let running: AbortController | null = null;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;

  const restart = (): void => {
    running?.abort();
    running = null;
    if (retry !== null) clearTimeout(retry);
    retry = null;
    if (isStopped || useConnection.getState().phase !== 'online' || useSession.getState().token === null) return;
    const controller = new AbortController();
    running = controller;
    const again = (why: unknown): void => {
      if (running !== controller) return;
      logFailure('listening for changes, subscribing again', why);
      retry = setTimeout(restart, RESUBSCRIBE_AFTER_MS);
    };
    readEvents(client, controller.signal, invalidator).then(() => again('end of stream'), again);
  };

  const unwatch = [
    useConnection.subscribe((state, before) => {
      if (state.generation !== before.generation || state.phase !== before.phase) restart();
    }),
    useSession.subscribe((state, before) => {
      if (state.token !== before.token) restart();
    }),
  ];
  restart();
  return {
    stop: () => {
      isStopped = true;
      for (const stop of unwatch) stop();
      restart();
      invalidator.stop();
    },
  };
}
