// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useIntents } from '#renderer/app/intents.ts';
import { isSilenced } from '#renderer/features/alarms/silence.ts';
import { declaredError } from '../../helpers/fake-client.ts';
import { fakeId } from '../../helpers/fake-city.ts';
import { renderConsole, type RunningConsole } from '../../helpers/render-console.tsx';

let running: RunningConsole;
beforeEach(async () => {
  running = await renderConsole({ role: 'inspector', hash: '#/services' });
  await screen.findByRole('region', { name: 'Alarms' });
});
afterEach(() => running.end());

const strip = () => within(screen.getByRole('region', { name: 'Alarms' }));

it('acknowledges the oldest critical one with A, and shows who took it once the host has confirmed', async () => {
  await userEvent.setup().keyboard('a');
  expect(running.host.callsOf('alarms.acknowledge')).toEqual([{ id: fakeId(901) }]);
  expect(await strip().findByText('О. Дем’янчук')).toBeTruthy();
  await waitFor(() => expect(strip().getByText('3')).toBeTruthy());
});

it('acknowledges the one that has the focus', async () => {
  strip()
    .getByRole('button', { name: /Camera cabinet opened/ })
    .focus();
  await userEvent.setup().keyboard('a');
  expect(running.host.callsOf('alarms.acknowledge')).toEqual([{ id: fakeId(904) }]);
});

it('takes the oldest with Alt A: acknowledges it and asks for its camera', async () => {
  await userEvent.setup().keyboard('{Alt>}a{/Alt}');
  expect(running.host.callsOf('alarms.acknowledge')).toEqual([{ id: fakeId(901) }]);
  expect(useIntents.getState().showCamera).toEqual({ cameraId: fakeId(87) });
  expect(location.hash).toBe('#/monitor');
});

it('keeps the alarm and says so when acknowledging fails', async () => {
  running.host.on('alarms.acknowledge', () => {
    throw declaredError('NOT_ALLOWED');
  });
  await userEvent.setup().keyboard('a');
  expect(await screen.findByText('The alarm could not be acknowledged')).toBeTruthy();
  expect(strip().getByText('4')).toBeTruthy();
});

it('is silent for a minute with F8, not for good', () => {
  fireEvent.keyDown(document.body, { code: 'F8', key: 'F8' });
  expect(isSilenced()).toBe(true);
  expect(isSilenced(Date.now() + 61_000)).toBe(false);
});
