/** Answers of real cameras, replayed by operation, wherever a folder of recordings is named; the folder is not part of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#shared/contract/errors.ts';
import { OnvifDevice } from '#main/protocols/onvif/index.ts';
import { chooseProfiles } from '#main/features/discovery/read-camera.ts';
import { startFakeDevice, type FakeDevice } from './fake-device.ts';

const FOLDER = process.env['LUBART_ONVIF_RECORDINGS'];
const devices = FOLDER
  ? readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : [];

/** `<seq>.<Service>.<Operation>.<status>.xml`, `<service>.<Operation>Response.xml` or `<service>.<Operation>.Response.xml`. */
function operationOf(file: string): { service: string; operation: string } | null {
  const [, service = '', operation = ''] = /^(?:\d+\.)?(?:(\w+)\.)?([A-Z]\w+?)(?:\.?Response|\.200)\.xml$/.exec(file) ?? [];
  return operation === '' ? null : { service: service.toLowerCase(), operation };
}

async function replay(folder: string): Promise<FakeDevice> {
  const fake = await startFakeDevice();
  const answers = new Map<string, { media2?: string; usual?: string }>();
  for (const file of readdirSync(folder).sort()) {
    const named = operationOf(file);
    if (!named) continue;
    // The recordings name the ports of their devices; ours listens elsewhere. Their hosts stay, as a device behind NAT would name them.
    const text = readFileSync(join(folder, file), 'utf8').replace(
      /(<(?:\w+:)?(?:XAddr|Address)[^>]*>\s*)https?:\/\/([^/:<]+)(:\d+)?/g,
      `$1http://$2:${fake.port}`,
    );
    const known = answers.get(named.operation) ?? {};
    if (named.service === 'media2') known.media2 ??= text;
    else known.usual ??= text;
    answers.set(named.operation, known);
  }
  for (const [operation, { usual, media2 }] of answers)
    fake.on(operation, (request) => (request.body.includes('ver20/media') ? media2 : usual) ?? { status: 400, body: '' });
  return fake;
}

describe.skipIf(devices.length === 0)('recorded cameras', () => {
  it.each(devices)('%s is read, or refused in words', async (name) => {
    const fake = await replay(join(FOLDER ?? '', name));
    const device = new OnvifDevice({ serviceUrl: fake.url, credentials: { user: 'admin', password: 'x' } });
    try {
      const information = await device.information();
      expect(information.model).not.toBe('');
      expect(typeof information.serial).toBe('string');
      for (const address of Object.values(await device.services())) expect(new URL(address).hostname).toBe('127.0.0.1');
      const profiles = await device.profiles();
      expect(profiles.length).toBeGreaterThan(0);
      const [main] = chooseProfiles(profiles);
      expect(main?.width).toBeGreaterThan(0);
      const uri = await device.streamUri(main?.token ?? '').catch((error: unknown) => {
        // Some recordings lack this answer; then the failure must name the operation.
        expect(isAppError(error) && error.data['operation']).toBe('GetStreamUri');
        return null;
      });
      if (uri !== null) expect(uri).toMatch(/^rtsps?:\/\/127\.0\.0\.1(:\d+)?\//);
      const point = await device.createPullPoint().catch((error: unknown) => {
        expect(isAppError(error)).toBe(true);
        return null;
      });
      const events = await point?.pull().catch((error: unknown) => {
        expect(isAppError(error)).toBe(true);
        return [];
      });
      for (const event of events ?? []) expect(event.topic).toMatch(/\//);
    } finally {
      await device.close();
      await fake.close();
    }
  });
});
