// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { permissionsOf } from '#shared/domain/permissions.ts';
import { sessionHeaders, useSession } from '#renderer/api/session.ts';
import { declaredError, fakeCityHost } from '../../helpers/fake-client.ts';
import { fakeHostInfo, fakeId } from '../../helpers/fake-city.ts';
import { renderConsole, type RunningConsole } from '../../helpers/render-console.tsx';

let running: RunningConsole;
afterEach(() => running.end());

function hostThatKnows(login: string, password: string) {
  const account = { id: fakeId(1), login, name: 'О. Дем’янчук', role: 'inspector' as const, language: 'en' as const };
  const info = { account, permissions: permissionsOf('inspector'), expiresAt: Date.now() + 60_000 };
  return fakeCityHost()
    .on('access.me', () => info)
    .on('access.signIn', (input) => {
      const given = input as { login: string; password: string };
      if (given.login !== login || given.password !== password) throw declaredError('WRONG_CREDENTIALS');
      return { ...info, token: 'fresh' };
    });
}

it('lets in whoever knows the password, by keyboard alone', async () => {
  running = await renderConsole({ role: null, host: hostThatKnows('demianchuk', 'demo'), hash: '#/services' });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Sign-in name'), 'demianchuk');
  await user.tab();
  await user.keyboard('demo{Enter}');
  expect(await screen.findByRole('navigation', { name: 'Pages' })).toBeTruthy();
  expect(sessionHeaders()).toEqual({ authorization: 'Bearer fresh' });
});

it('says that name or password is wrong, not which, and lets nobody in', async () => {
  running = await renderConsole({ role: null, host: hostThatKnows('demianchuk', 'demo') });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Sign-in name'), 'demianchuk');
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  expect(await screen.findByText('Name or password is wrong.')).toBeTruthy();
  expect(useSession.getState().token).toBeNull();
});

it('asks for both before it asks the host', async () => {
  running = await renderConsole({ role: null });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /Sign in/ }));
  expect(screen.getByText('Name and password are both needed.')).toBeTruthy();
  expect(running.host.callsOf('access.signIn')).toHaveLength(0);
});

it('takes a demo account with Alt and its number', async () => {
  running = await renderConsole({ role: null, host: hostThatKnows('kravets', 'demo'), hash: '#/services' });
  await screen.findByText('Т. Кравець');
  await userEvent.setup().keyboard('{Alt>}2{/Alt}');
  expect(await screen.findByRole('navigation', { name: 'Pages' })).toBeTruthy();
  expect(running.host.callsOf('access.signIn')).toEqual([{ login: 'kravets', password: 'demo' }]);
});

it('switches the language while it stands', async () => {
  running = await renderConsole({ role: null });
  await userEvent.setup().click(await screen.findByRole('radio', { name: 'Українська' }));
  expect(await screen.findByLabelText('Ім’я для входу')).toBeTruthy();
  expect(document.documentElement.lang).toBe('uk');
});

it('says how the first account is made while there is none', async () => {
  running = await renderConsole({ role: null, host: fakeCityHost().on('host.info', () => ({ ...fakeHostInfo, isDemo: false, hasAccounts: false })) });
  expect(await screen.findByText(/There is no account yet/)).toBeTruthy();
  expect(screen.getByText(/lubart -- accounts add .* --role administrator/)).toBeTruthy();
});

it('says nothing of that once there is one', async () => {
  running = await renderConsole({ role: null });
  await screen.findByLabelText('Sign-in name');
  expect(screen.queryByText(/There is no account yet/)).toBeNull();
});
