// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { permissionsOf } from '#shared/domain/permissions.ts';
import { fakeId } from '../../helpers/fake-city.ts';

const INFO = {
  account: { id: fakeId(1), login: 'a', name: 'А', role: 'inspector' as const, language: 'uk' as const },
  permissions: permissionsOf('inspector'),
  expiresAt: 1,
};

beforeEach(() => {
  sessionStorage.clear();
  vi.resetModules();
});

it('outlives a reload of the page', async () => {
  const before = await import('#renderer/api/session.ts');
  before.startSession('secret', INFO);
  vi.resetModules();
  const after = await import('#renderer/api/session.ts');
  expect(after.sessionHeaders()).toEqual({ authorization: 'Bearer secret' });
  expect(after.useSession.getState().info?.account.name).toBe('А');
});

it('leaves nothing behind when it ends, and says why it ended', async () => {
  const { startSession, endSession, sessionHeaders, useSession } = await import('#renderer/api/session.ts');
  startSession('secret', INFO);
  endSession('expired');
  expect(sessionHeaders()).toEqual({});
  expect(sessionStorage).toHaveLength(0);
  expect(useSession.getState().ended).toBe('expired');
});

it('ends when the host no longer knows it', async () => {
  const { startSession, useSession } = await import('#renderer/api/session.ts');
  const { client, hostLink } = await import('#renderer/api/client.ts');
  const { FakeHost, declaredError } = await import('../../helpers/fake-client.ts');
  startSession('secret', INFO);
  hostLink.attach(
    new FakeHost().on('access.me', () => {
      throw declaredError('NOT_SIGNED_IN');
    }),
  );
  await expect(client.access.me()).rejects.toThrow();
  expect(useSession.getState().token).toBeNull();
});

it('does not trust what somebody else put there', async () => {
  sessionStorage.setItem('lubart.session', '{broken');
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { useSession } = await import('#renderer/api/session.ts');
  expect(useSession.getState().token).toBeNull();
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});
