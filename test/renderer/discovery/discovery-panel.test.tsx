// @vitest-environment jsdom
import type { ClientLink } from '@orpc/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { FoundDevice } from '#shared/contract/discovery.ts';
import { hostLink, queryClient } from '#renderer/api/client.ts';
import { startI18n } from '#renderer/app/i18n.ts';
import { DiscoveryPanel } from '#renderer/features/discovery/DiscoveryPanel.tsx';

const device = (endpoint: string, name: string): FoundDevice => ({
  endpoint,
  name,
  address: `http://10.20.4.7/${endpoint}`,
  hardware: 'P1455',
  place: 'пр. Волі',
  district: 'Центр',
  cameraId: null,
});

interface AdoptInput {
  devices: { endpoint: string }[];
  user: string;
  password: string;
}

/** A network that answers one device after the other, when told to; and a camera that refuses. */
class Network implements ClientLink<Record<never, never>> {
  readonly adopted: AdoptInput[] = [];
  answer: (found: FoundDevice | null) => void = () => undefined;

  call(path: readonly string[], input: unknown): Promise<unknown> {
    if (path.join('.') === 'discovery.probe') return Promise.resolve(this.#probe());
    if (path.join('.') === 'discovery.adopt') {
      const asked = input as AdoptInput;
      this.adopted.push(asked);
      return Promise.resolve(
        asked.devices.map(({ endpoint }) =>
          endpoint === 'refuses' ? { endpoint, cameraId: null, error: 'CAMERA_REFUSED' } : { endpoint, cameraId: 'camera', error: null },
        ),
      );
    }
    return Promise.reject(new Error(`not expected: ${path.join('.')}`));
  }

  async *#probe(): AsyncGenerator<FoundDevice> {
    for (;;) {
      const found = await new Promise<FoundDevice | null>((resolve) => (this.answer = resolve));
      if (found === null) return;
      yield found;
    }
  }
}

class NothingSeen {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubGlobal('ResizeObserver', NothingSeen);
  // Without a height a virtual table has no rows in view.
  for (const name of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 900 });
  await startI18n('en');
});
afterEach(cleanup);

async function open(): Promise<Network> {
  const network = new Network();
  hostLink.attach(network);
  render(
    <QueryClientProvider client={queryClient}>
      <DiscoveryPanel cameras={[]} onClose={() => undefined} />
    </QueryClientProvider>,
  );
  for (const [endpoint, name] of [
    ['opens', 'К-114'],
    ['refuses', 'К-115'],
  ] as const) {
    await waitFor(() => {
      network.answer(device(endpoint, name));
      expect(screen.getByText(name)).toBeDefined();
    });
  }
  return network;
}

test('devices stand there as they answer, before the network was heard to the end', async () => {
  const network = await open();
  expect(screen.getByText(/Asking/)).toBeDefined();
  network.answer(null);
  await screen.findByText(/asked at/);
});

test('one name and password for all that are chosen, and each says what became of it', async () => {
  const network = await open();
  fireEvent.click(screen.getByRole('button', { name: /^All/ }));
  fireEvent.change(screen.getByLabelText('User of the cameras'), { target: { value: 'admin' } });
  const password = screen.getByLabelText<HTMLInputElement>('Password');
  fireEvent.change(password, { target: { value: 'secret' } });
  fireEvent.click(screen.getByRole('button', { name: /Take into the register/ }));
  await screen.findByText('The camera refuses name or password.');
  expect(network.adopted).toMatchObject([{ devices: [{ endpoint: 'opens' }, { endpoint: 'refuses' }], user: 'admin', password: 'secret' }]);
  expect(within(screen.getByRole('row', { name: /К-114/ })).getByText('taken')).toBeDefined();
  expect(screen.getByText('1 taken, 1 not')).toBeDefined();
  // One refused: the password is still there to be put right. Those that failed can be chosen alone.
  expect(password.value).toBe('secret');
  fireEvent.click(screen.getByRole('button', { name: 'Not taken' }));
  fireEvent.click(screen.getByRole('checkbox', { name: /К-115/ }));
  expect(screen.getByText('0 chosen')).toBeDefined();
});

test('nobody chosen, nothing can be taken', async () => {
  const network = await open();
  fireEvent.change(screen.getByLabelText('User of the cameras'), { target: { value: 'admin' } });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /Take into the register/ }).disabled).toBe(true);
  expect(network.adopted).toEqual([]);
});
