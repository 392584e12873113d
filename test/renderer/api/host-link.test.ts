import { createORPCClient } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/index.ts';
import { ConnectionLostError, HostLink } from '#renderer/api/host-link.ts';
import { FakeHost } from '../../helpers/fake-client.ts';

const ok = () => ({ ok: true as const });

function newClient(): { link: HostLink; client: Client } {
  const link = new HostLink();
  return { link, client: createORPCClient(link) };
}

describe('the link to the host', () => {
  it('lets the first calls wait for the first connection', async () => {
    const { link, client } = newClient();
    const call = client.access.signOut();
    link.attach(new FakeHost().on('access.signOut', ok));
    await expect(call).resolves.toEqual({ ok: true });
  });

  it('fails calls in flight when the host goes, and says that they may have arrived', async () => {
    const { link, client } = newClient();
    link.attach(new FakeHost().on('access.signOut', () => new Promise(() => undefined)));
    const call = client.access.signOut();
    link.detach();
    await expect(call).rejects.toMatchObject({ name: 'ConnectionLostError', wasSent: true });
  });

  it('fails calls at once while there is no host, and says that nothing was sent', async () => {
    const { link, client } = newClient();
    link.attach(new FakeHost());
    link.detach();
    await expect(client.access.signOut()).rejects.toMatchObject({ wasSent: false });
  });

  it('uses the new connection after a restart; an answer of the old one counts for nothing', async () => {
    const { link, client } = newClient();
    let answerOld: (value: unknown) => void = () => undefined;
    link.attach(new FakeHost().on('access.signOut', () => new Promise((resolve) => (answerOld = resolve))));
    const old = client.access.signOut();
    link.attach(new FakeHost().on('access.signOut', ok));
    answerOld({ ok: true });
    await expect(old).rejects.toBeInstanceOf(ConnectionLostError);
    await expect(client.access.signOut()).resolves.toEqual({ ok: true });
  });

  it('shows each failure to whoever watches', async () => {
    const { link, client } = newClient();
    const seen: unknown[] = [];
    link.watchErrors((error) => seen.push(error));
    link.attach(new FakeHost());
    await expect(client.access.signOut()).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
    expect(seen).toHaveLength(1);
  });
});
