import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, orpc, queryClient, useHost } from '#renderer/api/client.ts';
import { listenForChanges } from '#renderer/api/events.ts';
import { pollHostStatus } from '#renderer/api/host-status.ts';
import { renewSession, useSession } from '#renderer/api/session.ts';
import { SignInPage } from '#renderer/features/access/SignInPage.tsx';
import { setCentreTimeZone } from '#renderer/ui/centre-time.ts';
import { Frame } from './Frame.tsx';

/** Asks again who we are: rights may have changed since this window was last open. */
function useSessionRenewal(): void {
  const token = useSession((state) => state.token);
  const { data } = useQuery(orpc.access.me.queryOptions({ enabled: token !== null }));
  useEffect(() => {
    if (data) renewSession(data);
  }, [data]);
}

function Console() {
  const token = useSession((state) => state.token);
  const { info } = useHost();
  useSessionRenewal();
  useEffect(() => pollHostStatus(client), []);
  useEffect(() => listenForChanges(client, queryClient).stop, []);
  useEffect(() => {
    if (info) setCentreTimeZone(info.timeZone);
  }, [info]);
  return token === null ? <SignInPage /> : <Frame />;
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Console />
    </QueryClientProvider>
  );
}
