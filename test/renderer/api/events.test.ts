// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EVENT_TOPICS } from '#shared/contract/events.ts';
import { permissionsOf } from '#shared/domain/permissions.ts';
import { client, hostLink, orpc } from '#renderer/api/client.ts';
import { noteOffline, noteOnline } from '#renderer/api/connection-state.ts';
import { keysOf } from '#renderer/api/event-topics.ts';
import { listenForChanges } from '#renderer/api/events.ts';
import { endSession, startSession } from '#renderer/api/session.ts';
import { fakeCityHost, type FakeHost } from '../../helpers/fake-client.ts';
import { fakeId } from '../../helpers/fake-city.ts';
import { until } from '../../helpers/until.ts';

let host: FakeHost;
let queryClient: QueryClient;
let listening: { stop: () => void };

const isOld = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated === true;

beforeEach(() => {
  host = fakeCityHost();
  hostLink.attach(host);
  noteOnline('http://127.0.0.1:1');
  startSession('token', {
    account: { id: fakeId(1), login: 'a', name: 'А', role: 'inspector', language: 'uk' },
    permissions: permissionsOf('inspector'),
    expiresAt: Date.now() + 60_000,
  });
  queryClient = new QueryClient();
  listening = listenForChanges(client, queryClient);
});

afterEach(() => {
  listening.stop();
  endSession('signed-out');
});

const alarmsKey = orpc.alarms.list.queryKey();
const camerasKey = orpc.cameras.list.queryKey();

it('makes old what a change names, and only that', async () => {
  await until('the events to be heard', () => host.watcherCount === 1);
  queryClient.setQueryData(alarmsKey, []);
  queryClient.setQueryData(camerasKey, []);
  host.announce('alarms.changed');
  await until('the alarms to be old', () => isOld(alarmsKey));
  expect(isOld(camerasKey)).toBe(false);
});

it('listens again after a restart of the host and makes everything old', async () => {
  await until('the events to be heard', () => host.watcherCount === 1);
  queryClient.setQueryData(alarmsKey, []);
  queryClient.setQueryData(camerasKey, []);
  hostLink.detach();
  noteOffline();
  const next = fakeCityHost();
  hostLink.attach(next);
  noteOnline('http://127.0.0.1:2');
  await until('the new host to be heard', () => next.watcherCount === 1);
  await until('everything to be old', () => isOld(alarmsKey) && isOld(camerasKey));
});

it('stops listening when nobody is signed in', async () => {
  await until('the events to be heard', () => host.watcherCount === 1);
  endSession('signed-out');
  await until('nobody to listen', () => host.watcherCount === 0);
});

it('knows what every topic makes old', () => {
  for (const topic of EVENT_TOPICS) expect(keysOf(topic).length, topic).toBeGreaterThan(0);
});
