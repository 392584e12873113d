/** Draws the whole console on a made-up host, as a person at a desk would have it. */
import { cleanup, configure, render } from '@testing-library/react';
import i18next from 'i18next';
import { permissionsOf, type Role } from '#shared/domain/permissions.ts';
import { App } from '#renderer/app/App.tsx';
import { startI18n } from '#renderer/app/i18n.ts';
import { useIntents } from '#renderer/app/intents.ts';
import { hostLink, queryClient } from '#renderer/api/client.ts';
import { noteOnline } from '#renderer/api/connection-state.ts';
import { endSession, startSession } from '#renderer/api/session.ts';
import { useLogStore } from '#renderer/features/incidents/log/log-store.ts';
import { NO_NARROWING } from '#renderer/features/incidents/log/log-views.ts';
import { listenForKeys } from '#renderer/ui/keys/key-registry.ts';
import { useToasts } from '#renderer/ui/toast-store.ts';
import { fakeId } from './fake-city.ts';
import { fakeCityHost, type FakeHost } from './fake-client.ts';

// Pages are loaded when first opened, and the machine that runs the tests may be busy.
configure({ asyncUtilTimeout: 15_000 });

class NothingSeen {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

/** What jsdom lacks and the screens ask for. */
function standInForBrowser(): void {
  window.matchMedia ??= (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  });
  globalThis.ResizeObserver ??= NothingSeen;
  globalThis.IntersectionObserver ??= NothingSeen as unknown as typeof IntersectionObserver;
  // Without a height a virtual table has no rows in view.
  for (const name of ['clientHeight', 'clientWidth'] as const) Object.defineProperty(Element.prototype, name, { configurable: true, get: () => 900 });
  Element.prototype.scrollIntoView ??= () => undefined;
}

export interface RunningConsole {
  host: FakeHost;
  end: () => void;
}

interface ConsoleOptions {
  /** Null = nobody is signed in. */
  role: Role | null;
  hash?: string;
  host?: FakeHost;
  language?: 'uk' | 'en';
}

export async function renderConsole({ role, hash = '', host = fakeCityHost(), language = 'en' }: ConsoleOptions): Promise<RunningConsole> {
  standInForBrowser();
  if (i18next.isInitialized) await i18next.changeLanguage(language);
  else await startI18n(language);
  location.hash = hash;
  queryClient.clear();
  useIntents.setState({ showCamera: null, compose: null });
  useLogStore.setState({ view: 'open', narrowing: NO_NARROWING, selectedId: null, isSideOpen: true });
  useToasts.setState({ notes: [] });
  endSession('signed-out');
  if (role !== null) {
    const info = {
      account: { id: fakeId(1), login: 'demianchuk', name: 'О. Дем’янчук', role, language },
      permissions: permissionsOf(role),
      expiresAt: Date.now() + 3_600_000,
    };
    host.on('access.me', () => info);
    startSession('token', info);
  }
  hostLink.attach(host);
  noteOnline('http://127.0.0.1:1');
  const stopKeys = listenForKeys(window);
  render(<App />);
  return {
    host,
    end: () => {
      cleanup();
      stopKeys();
      queryClient.clear();
    },
  };
}
