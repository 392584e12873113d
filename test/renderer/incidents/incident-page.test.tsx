// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { declaredError, fakeCityHost } from '../../helpers/fake-client.ts';
import { fakeId, fakeIncident } from '../../helpers/fake-city.ts';
import { renderConsole, type RunningConsole } from '../../helpers/render-console.tsx';

let running: RunningConsole;
const HASH = `#/incidents/${fakeId(4318)}`;

beforeEach(async () => {
  running = await renderConsole({ role: 'inspector', hash: HASH });
  await screen.findByRole('heading', { level: 1, name: /Traffic crash with injured/ });
});
afterEach(() => running.end());

const journal = () => within(screen.getByRole('region', { name: 'Journal' }));

it('adds a fact with J and Ctrl Enter, and keeps the text when the host does not take it', async () => {
  const user = userEvent.setup();
  running.host.on('incidents.addEntry', () => {
    throw declaredError('DISK_FULL');
  });
  await user.keyboard('j');
  await user.keyboard('Рух перекрито{Control>}{Enter}{/Control}');
  expect(await journal().findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('No space is left'));
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Add fact' }).value).toBe('Рух перекрито');
  const [first] = running.host.callsOf('incidents.addEntry') as { key: string; text: string }[];
  running.host.on('incidents.addEntry', () => {
    const incident = fakeIncident(Date.now());
    return {
      ...incident,
      journal: [...incident.journal, { id: fakeId(599), seq: 99, at: Date.now(), kind: 'fact', by: 'О. Дем’янчук', text: 'Рух перекрито', data: {}, hash: '' }],
    };
  });
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Add fact' }).value).toBe(''));
  const second = running.host.callsOf('incidents.addEntry')[1] as { key: string };
  expect(second.key).toBe(first?.key);
  expect(journal().getAllByRole('listitem')[0]?.textContent).toContain('Рух перекрито');
});

it('shows the overdue service first, with its clock counting up', () => {
  const lines = screen.getAllByRole('region', { name: /^\d+ / });
  expect(lines[0]?.getAttribute('aria-label')).toBe('103 Ambulance, station 2');
  expect(lines[0]?.textContent).toMatch(/acceptance overdue\+03:\d\d/);
  expect(lines[0]?.textContent).toContain('Not accepted');
});

it('enters who accepted by telephone, of the line that the key means', async () => {
  running.host.on('dispatch.acceptByPhone', () => fakeIncident(Date.now()).dispatchList[1]);
  const user = userEvent.setup();
  await user.keyboard('v');
  const dialog = within(await screen.findByRole('dialog', { name: '103 accepts by telephone' }));
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: /Accepted/ }).disabled).toBe(true);
  await user.keyboard('О. Лікар{Enter}');
  await waitFor(() => expect(running.host.callsOf('dispatch.acceptByPhone')).toEqual([{ id: fakeId(702), name: 'О. Лікар' }]));
});

it('cancels a dispatch only with a reason', async () => {
  running.host.on('dispatch.cancel', () => fakeIncident(Date.now()).dispatchList[1]);
  const user = userEvent.setup();
  await user.keyboard('x');
  const dialog = within(await screen.findByRole('dialog', { name: 'Cancel the dispatch to 103' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(running.host.callsOf('dispatch.cancel')).toHaveLength(0);
  await user.type(dialog.getByLabelText('Why it is cancelled'), 'Потерпілих немає');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(running.host.callsOf('dispatch.cancel')).toEqual([{ id: fakeId(702), reason: 'Потерпілих немає' }]));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('offers only services that do not have it yet', async () => {
  await userEvent.setup().keyboard('d');
  const dialog = within(await screen.findByRole('dialog', { name: 'Send to one more service' }));
  const options = within(dialog.getByLabelText('Service')).getAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual(['104 Gas service']);
});

it('asks for the outcome before it closes', async () => {
  const user = userEvent.setup();
  await user.keyboard('{Control>}d{/Control}');
  const dialog = within(await screen.findByRole('dialog', { name: 'What becomes of 4318' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(running.host.callsOf('incidents.changeState')).toHaveLength(0);
  await user.type(dialog.getByLabelText('Outcome'), 'Розведено');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(running.host.callsOf('incidents.changeState')).toEqual([{ id: fakeId(4318), to: 'resolved', reason: 'Розведено' }]);
});

it('does not offer an administrator what only inspectors may do', async () => {
  running.end();
  running = await renderConsole({ role: 'administrator', hash: HASH });
  await screen.findByRole('heading', { level: 1, name: /Traffic crash/ });
  for (const name of [/Add fact/, /Export evidence/, /Accepted by phone/, /Cancel the dispatch/, /^Close/])
    expect(screen.queryByRole('button', { name })).toBeNull();
});

it('says so when the chain of the journal is broken', async () => {
  running.end();
  const host = fakeCityHost().on('incidents.get', () => ({ ...fakeIncident(Date.now()), chain: { intact: false, checkedAt: Date.now(), brokenAtSeq: 7 } }));
  running = await renderConsole({ role: 'inspector', hash: HASH, host });
  expect(await screen.findByText('chain broken at entry 7')).toBeTruthy();
});
