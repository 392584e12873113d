import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DesktopToHost, SecretRequest } from '#main/electron/host-messages.ts';
import { HostSupervisor, type HostChild, type HostSupervisorOptions } from '#main/electron/host-supervisor.ts';
import { createLogger } from '#main/kernel/log.ts';

const READY = { type: 'ready', httpOrigin: 'http://127.0.0.1:4000', pid: 1 };

/** A host process that does what the test says. */
class FakeHost implements HostChild<string> {
  static count = 0;
  readonly pid = ++FakeHost.count;
  readonly sent: { message: DesktopToHost; ports: string[] }[] = [];
  isKilled = false;
  #onMessage: (message: unknown) => void = () => undefined;
  #onExit: (code: number) => void = () => undefined;

  post(message: DesktopToHost, ports: string[] = []): void {
    this.sent.push({ message, ports });
  }
  kill(): void {
    this.isKilled = true;
    this.exit(137);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.#onExit = listener;
  }
  say(message: unknown): void {
    this.#onMessage(message);
  }
  exit(code: number): void {
    this.#onExit(code);
  }
  sentOf(type: DesktopToHost['type']) {
    return this.sent.filter(({ message }) => message.type === type);
  }
}

let hosts: FakeHost[];
let events: string[];

function supervise(more: Partial<HostSupervisorOptions<string>> = {}): HostSupervisor<string> {
  return new HostSupervisor<string>({
    start: () => {
      const host = new FakeHost();
      hosts.push(host);
      return host;
    },
    log: createLogger({ level: 'silent' }),
    onReady: (origin) => events.push(`ready ${origin}`),
    onLost: (wasReady) => events.push(wasReady ? 'lost' : 'never ready'),
    onFatal: (code) => events.push(`fatal ${code}`),
    answerSecret: ({ id, value }: SecretRequest) => Promise.resolve({ type: 'secret-reply', id, value: `<${value}>`, backend: 'kwallet6' }),
    random: () => 1,
    ...more,
  });
}

/** The host that runs at the moment. */
function current(): FakeHost {
  const host = hosts.at(-1);
  if (host === undefined) throw new Error('no host was started');
  return host;
}

beforeEach(() => {
  hosts = [];
  events = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('the host', () => {
  it('gets the windows’ ports once it serves, not before', () => {
    const supervisor = supervise();
    supervisor.start();
    expect(supervisor.connect('console', 'port')).toBe(false);
    current().say(READY);
    expect(events).toEqual(['ready http://127.0.0.1:4000']);
    expect(supervisor.connect('console', 'port')).toBe(true);
    expect(current().sentOf('connect')).toEqual([{ message: { type: 'connect', windowId: 'console' }, ports: ['port'] }]);
  });

  it('is started again after a crash, and the windows learn both', () => {
    supervise().start();
    current().say(READY);
    current().exit(137);
    expect(events.at(-1)).toBe('lost');
    vi.advanceTimersByTime(250);
    expect(hosts).toHaveLength(2);
    current().say(READY);
    expect(events.at(-1)).toBe('ready http://127.0.0.1:4000');
  });

  it('is started again at growing distances up to a limit, and soon again after it has recovered', () => {
    supervise().start();
    const pauses: number[] = [];
    for (let crash = 0; crash < 9; crash += 1) {
      const before = hosts.length;
      current().exit(1);
      let pauseMs = 0;
      while (hosts.length === before) {
        vi.advanceTimersByTime(10);
        pauseMs += 10;
      }
      pauses.push(pauseMs);
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
    current().say(READY);
    vi.advanceTimersByTime(60_000);
    current().exit(1);
    vi.advanceTimersByTime(250);
    expect(hosts).toHaveLength(11);
  });

  it('is killed and started again when it never comes to serve', () => {
    supervise().start();
    const first = current();
    vi.advanceTimersByTime(60_000);
    expect(first.isKilled).toBe(true);
    expect(events).toEqual(['never ready']);
    vi.advanceTimersByTime(250);
    expect(hosts).toHaveLength(2);
  });

  it('is killed when it used to answer and hangs now', () => {
    supervise().start();
    const host = current();
    host.say(READY);
    for (let beat = 1; beat <= 10; beat += 1) {
      vi.advanceTimersByTime(5_000);
      host.say({ type: 'pong', id: beat });
    }
    expect(host.isKilled).toBe(false);
    vi.advanceTimersByTime(25_000);
    expect(host.isKilled).toBe(true);
  });

  it('is not taken for hung when it does not know the question', () => {
    supervise().start();
    current().say(READY);
    vi.advanceTimersByTime(10 * 60_000);
    expect(current().isKilled).toBe(false);
  });

  it('is not started again when it says that it cannot run', () => {
    supervise().start();
    current().say({ type: 'fatal', code: 'DATA_IN_USE', message: 'in use' });
    current().exit(1);
    vi.advanceTimersByTime(10 * 60_000);
    expect(events).toEqual(['fatal DATA_IN_USE']);
    expect(hosts).toHaveLength(1);
  });

  it('is asked to stop, and the wait ends with it', async () => {
    const supervisor = supervise();
    supervisor.start();
    current().say(READY);
    const stopped = supervisor.stop();
    expect(current().sentOf('shutdown')).toHaveLength(1);
    current().exit(0);
    await stopped;
    vi.advanceTimersByTime(10 * 60_000);
    expect(current().isKilled).toBe(false);
    expect(hosts).toHaveLength(1);
  });

  it('is killed when it does not stop within five seconds', async () => {
    const supervisor = supervise();
    supervisor.start();
    current().say(READY);
    const stopped = supervisor.stop();
    vi.advanceTimersByTime(4_999);
    expect(current().isKilled).toBe(false);
    vi.advanceTimersByTime(1);
    await stopped;
    expect(current().isKilled).toBe(true);
  });

  it('does not come back after a stop during the pause between two starts', async () => {
    const supervisor = supervise();
    supervisor.start();
    current().exit(1);
    await supervisor.stop();
    vi.advanceTimersByTime(10 * 60_000);
    expect(hosts).toHaveLength(1);
  });

  it('gets its secrets back, and an honest no when they cannot be read', async () => {
    supervise().start();
    current().say({ type: 'secret-request', id: 5, op: 'encrypt', value: 'word' });
    await vi.waitFor(() =>
      expect(
        current()
          .sentOf('secret-reply')
          .map(({ message }) => message),
      ).toEqual([{ type: 'secret-reply', id: 5, value: '<word>', backend: 'kwallet6' }]),
    );

    supervise({ answerSecret: () => Promise.reject(new Error('the keyring was replaced')) }).start();
    current().say({ type: 'secret-request', id: 6, op: 'decrypt', value: 'AAAA' });
    await vi.waitFor(() =>
      expect(
        current()
          .sentOf('secret-reply')
          .map(({ message }) => message),
      ).toEqual([{ type: 'secret-reply', id: 6, value: null, backend: 'unavailable' }]),
    );
  });

  it.each([
    null,
    'ready',
    { type: 'ready', httpOrigin: 'http://192.168.1.5:80', pid: 1 },
    { type: 'ready', httpOrigin: 'https://evil.example', pid: 1 },
    { type: 'other' },
  ])('is not believed when it says %j', (message) => {
    const supervisor = supervise();
    supervisor.start();
    current().say(message);
    expect(supervisor.isReady).toBe(false);
    expect(events).toEqual([]);
  });

  it('that has been replaced is no longer listened to', () => {
    supervise().start();
    const first = current();
    first.exit(1);
    vi.advanceTimersByTime(250);
    first.say(READY);
    first.exit(1);
    expect(events).toEqual(['never ready']);
    expect(hosts).toHaveLength(2);
  });
});
