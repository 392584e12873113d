// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { queryClient } from '#renderer/api/client.ts';
import { useIntents } from '#renderer/app/intents.ts';
import { declaredError, fakeCityHost } from '../../helpers/fake-client.ts';
import { fakeId, fakeRows } from '../../helpers/fake-city.ts';
import { renderConsole, type RunningConsole } from '../../helpers/render-console.tsx';

let running: RunningConsole;
afterEach(() => running.end());

const start = async (host = fakeCityHost()) => {
  running = await renderConsole({ role: 'inspector', hash: '#/incidents', host });
  return within(await screen.findByRole('table'));
};
/** By its place on the board; user-event has no code for this key. */
const slash = () => fireEvent.keyDown(document.body, { code: 'Slash', key: '.' });
const chosen = () => document.querySelector('tr.sel')?.textContent ?? '';
const lastFilter = () =>
  (
    running.host
      .callsOf('incidents.list')
      .filter((input) => (input as { limit: number; before?: unknown }).before === null)
      .at(-1) as { filter: unknown }
  ).filter;

it('moves with J and K and opens with Enter', async () => {
  await start();
  await waitFor(() => expect(chosen()).toContain('4318'));
  const user = userEvent.setup();
  await user.keyboard('jjk');
  expect(chosen()).toContain('4317');
  await user.keyboard('{Enter}');
  expect(location.hash).toBe(`#/incidents/${fakeId(4317)}`);
});

it('asks the host for the view and for what is typed after /', async () => {
  await start();
  const user = userEvent.setup();
  slash();
  await user.keyboard('соб j');
  await waitFor(() => expect(lastFilter()).toEqual({ states: ['open', 'dispatched', 'in-progress'], search: 'соб j' }));
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('tab', { name: /To review/ }));
  await waitFor(() => expect(lastFilter()).toEqual({ states: ['resolved'] }));
});

it('shows the history of the camera that the address names, until its chip is taken away', async () => {
  const cameraId = fakeId(42);
  running = await renderConsole({ role: 'inspector', hash: `#/incidents?cameraId=${cameraId}`, host: fakeCityHost() });
  await screen.findByRole('table');
  await waitFor(() => expect(lastFilter()).toEqual({ cameraId }));
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Take away the filter: Camera' }));
  await waitFor(() => expect(lastFilter()).toEqual({}));
  expect(location.hash).toBe('#/incidents');
});

it('keeps the rows and says of when they are when they cannot be renewed', async () => {
  const table = await start();
  await table.findByText('4318');
  running.host.on('incidents.list', () => {
    throw declaredError('TIMED_OUT');
  });
  await queryClient.invalidateQueries();
  expect(await screen.findByText(/^As of \d\d:\d\d:\d\d/)).toBeTruthy();
  expect(screen.getByText('4318')).toBeTruthy();
});

it('says why there is nothing, and gives a way back', async () => {
  running = await renderConsole({
    role: 'inspector',
    hash: '#/incidents',
    host: fakeCityHost().on('incidents.list', () => ({ rows: [], cursor: null, total: 0 })),
  });
  expect(await screen.findByText('No open incidents')).toBeTruthy();
  const user = userEvent.setup();
  slash();
  await user.keyboard('нема');
  expect(await screen.findByText('Nothing for “нема”')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Take all filters away' }));
  expect(await screen.findByText('No open incidents')).toBeTruthy();
});

it('fetches the next page when the end comes into view', async () => {
  const rows = fakeRows(Date.now());
  const host = fakeCityHost().on('incidents.list', (input) => {
    const { before, limit } = input as { before: string | null; limit: number };
    if (limit !== 100 || before === null) return { rows: rows.slice(0, 3), cursor: 'next', total: 6 };
    return { rows: rows.slice(3, 6), cursor: null, total: 6 };
  });
  await start(host);
  expect(await screen.findByText('4311')).toBeTruthy();
  expect(screen.getByText('6 of 6')).toBeTruthy();
});

it('asks the monitor for the composer with I', async () => {
  await start();
  await userEvent.setup().keyboard('i');
  expect(useIntents.getState().compose).toEqual({ cameraId: null, alarmId: null });
  expect(location.hash).toBe('#/monitor');
});
