/**
 * A stand-in for the host, for tests of the screens: a link that answers from memory, announces changes, and can be
 * made to fail or to hang. It knows no rules of the domain; tests say what it answers.
 */
import { ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client';
import { ERROR_STATUS, type ErrorCode, type ErrorData } from '#shared/contract/errors.ts';
import type { ChangeEvent, EventTopic } from '#shared/contract/events.ts';
import { fakeAlarms, fakeCameras, fakeCounts, fakeHostInfo, fakeHostStatus, fakeIncident, fakeRows, fakeServices, fakeSettings } from './fake-city.ts';

type Handler = (input: unknown, options: ClientOptions<ClientContext>) => unknown;

export interface FakeCall {
  path: string;
  input: unknown;
}

/** A declared failure, as it would come over the wire. */
export function declaredError(code: ErrorCode, data: ErrorData = {}): ORPCError<string, ErrorData> {
  return new ORPCError(code, { defined: true, status: ERROR_STATUS[code], data });
}

export class FakeHost implements ClientLink<Record<never, never>> {
  readonly calls: FakeCall[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #watchers = new Set<(event: ChangeEvent) => void>();
  #seq = 0;

  /** What `path` (such as `incidents.get`) answers from now on; a throw is the call's failure. */
  on(path: string, handler: Handler): this {
    this.#handlers.set(path, handler);
    return this;
  }

  /** Tells every watcher that something changed. */
  announce(topic: EventTopic, ids: string[] = []): void {
    this.#seq += 1;
    for (const watcher of this.#watchers) watcher({ seq: this.#seq, topic, ids });
  }

  get watcherCount(): number {
    return this.#watchers.size;
  }

  callsOf(path: string): unknown[] {
    return this.calls.filter((call) => call.path === path).map((call) => call.input);
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const name = path.join('.');
    this.calls.push({ path: name, input });
    const handler = this.#handlers.get(name);
    if (handler) return handler(input, options);
    if (name === 'events.watch') return this.#watch(options.signal);
    throw declaredError('NOT_AVAILABLE', { call: name });
  }

  async *#watch(signal: AbortSignal | undefined): AsyncGenerator<ChangeEvent> {
    const queue: ChangeEvent[] = [];
    let wake: () => void = () => undefined;
    const watcher = (event: ChangeEvent): void => {
      queue.push(event);
      wake();
    };
    this.#watchers.add(watcher);
    signal?.addEventListener('abort', () => wake());
    try {
      while (signal?.aborted !== true) {
        const next = queue.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#watchers.delete(watcher);
    }
  }
}

/** A host with the small city of fake-city.ts. Times are counted back from `now`. */
export function fakeCityHost(now: number = Date.now()): FakeHost {
  const host = new FakeHost();
  const alarms = fakeAlarms(now);
  let incident = fakeIncident(now);
  return host
    .on('host.info', () => fakeHostInfo)
    .on('host.status', () => fakeHostStatus(Date.now()))
    .on('access.demoAccounts', () => [
      { login: 'demianchuk', name: 'О. Дем’янчук', role: 'inspector', password: 'demo' },
      { login: 'kravets', name: 'Т. Кравець', role: 'supervisor', password: 'demo' },
      { login: 'lysenko', name: 'В. Лисенко', role: 'administrator', password: 'demo' },
    ])
    .on('cameras.list', () => fakeCameras)
    .on('alarms.list', () => [...alarms])
    .on('alarms.acknowledge', (input) => {
      const { id } = input as { id: string };
      const at = alarms.findIndex((alarm) => alarm.id === id);
      const found = alarms[at];
      if (!found) throw declaredError('NOT_FOUND');
      const changed = { ...found, acknowledgedAt: now, acknowledgedBy: 'О. Дем’янчук' };
      alarms[at] = changed;
      return changed;
    })
    .on('incidents.counts', () => fakeCounts)
    .on('incidents.list', () => ({ rows: fakeRows(now), cursor: null, total: 1_048_211 }))
    .on('incidents.get', () => incident)
    .on('incidents.addEntry', (input) => {
      const { text, key } = input as { text: string; key: string };
      const entry = { id: key, seq: incident.journal.length + 1, at: now, kind: 'fact' as const, by: 'О. Дем’янчук', text, data: {}, hash: '0' };
      incident = { ...incident, journal: [...incident.journal, entry] };
      return incident;
    })
    .on('incidents.pictureTicket', () => ({ path: '/fake/picture.svg', expiresAt: now + 600_000 }))
    .on('evidence.packages', () => [])
    .on('dispatch.services', () => fakeServices(now))
    .on('settings.get', () => fakeSettings)
    .on('map.base', () => ({ kind: 'plan', url: '/map/plan.geojson', format: 'geojson', attribution: '', isSchematic: true, minZoom: 11, maxZoom: 18 }))
    .on('wall.layouts', () => []);
}
