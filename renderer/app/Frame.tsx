import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.ts';
import { AlarmStrip } from '#renderer/features/alarms/AlarmStrip.tsx';
import { keyRegistry, type KeyEntry } from '#renderer/ui/keys/key-registry.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { LoadingState } from '#renderer/ui/States.tsx';
import { useSince } from '#renderer/ui/use-since.ts';
import { Toasts } from '#renderer/ui/Toasts.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ErrorBoundary } from './ErrorPage.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { PAGE_LIST } from './page-list.tsx';
import { Rail } from './Rail.tsx';
import { stepRegion } from './region-stepping.ts';
import { navigate, useRoute } from './routes.ts';
import { TopBar } from './TopBar.tsx';

function FirstPaint() {
  const since = useSince();
  return (
    <main className="main" data-region="main">
      <LoadingState since={since} />
    </main>
  );
}

/** Bar, rail, page, strip: what stands on every screen after sign-in. */
export function Frame() {
  const { t } = useTranslation();
  const route = useRoute();
  const permissions = useSession((state) => state.info?.permissions ?? []);
  const allowed = PAGE_LIST.filter((entry) => permissions.includes(entry.permission));
  const entry = allowed.find((page) => page.name === route.page) ?? allowed[0];
  // Read before the palette opens: once it stands, only its own keys act.
  const [commands, setCommands] = useState<readonly KeyEntry[] | null>(null);
  const openPalette = (): void => setCommands(keyRegistry.list());
  useKey('Ctrl+K', openPalette, { scope: 'app' });
  useKey('F6', () => stepRegion(1), { scope: 'app', labelKey: 'shell.key.nextRegion' });
  useKey('Shift+F6', () => stepRegion(-1), { scope: 'app', labelKey: 'shell.key.previousRegion' });
  useEffect(() => {
    if (entry && entry.name !== route.page) navigate(entry.name);
  }, [entry, route.page]);
  useEffect(() => {
    if (entry) document.title = `${t(`shell.page.${entry.name}`)} · Lubart`;
  }, [entry, t]);
  return (
    <div className="app with-strip">
      <TopBar onCommand={openPalette} />
      <Rail current={entry?.name ?? 'monitor'} />
      <div className="stage">
        <OfflineBanner />
        <ErrorBoundary resetKey={`${route.page}/${route.id ?? ''}`}>
          <Suspense fallback={<FirstPaint />}>{entry ? <entry.Page /> : null}</Suspense>
        </ErrorBoundary>
        <AlarmStrip alwaysShown={route.page === 'monitor'} />
      </div>
      <Toasts />
      {commands === null ? null : <CommandPalette commands={commands} onClose={() => setCommands(null)} />}
    </div>
  );
}
