/** What a hostile or broken device answers: each ends soon, with a readable failure and nothing else. */
import { createServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { believe } from '#main/protocols/onvif/address-gate.ts';
import { readMatches } from '#main/protocols/onvif/discovery.ts';
import { OnvifDevice } from '#main/protocols/onvif/index.ts';
import { INFORMATION, soapBody, startFakeDevice, type FakeDevice, type Reply } from '../main/protocols/onvif/fake-device.ts';

const DEADLINE_MS = 1_000;
const MEGABYTE = 1024 * 1024;

let fake: FakeDevice;
let device: OnvifDevice;

beforeEach(async () => {
  fake = await startFakeDevice();
  device = new OnvifDevice({ serviceUrl: fake.url, credentials: { user: 'a', password: 'b' }, deadlineMs: DEADLINE_MS });
});
afterEach(async () => {
  await device.close();
  await fake.close();
});

async function failureFor(reply: Reply): Promise<{ code: string; data: Record<string, unknown> }> {
  fake.on('GetDeviceInformation', reply);
  return device.information().then(
    () => Promise.reject(new Error('it was taken')),
    (error: unknown) => error as { code: string; data: Record<string, unknown> },
  );
}

describe('an answer that does not end', () => {
  it('a byte now and then is cut by the total deadline', async () => {
    const failure = await failureFor({
      write(response) {
        response.writeHead(200, { 'content-type': 'application/soap+xml' });
        const timer = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(timer));
      },
    });
    expect(failure).toMatchObject({ code: 'CAMERA_UNREACHABLE', data: { operation: 'GetDeviceInformation', reason: 'timeout' } });
  });

  it('headers that never end are cut too', async () => {
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('X-More: 1\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const dripping = new OnvifDevice({
      serviceUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
      credentials: { user: '', password: '' },
      deadlineMs: DEADLINE_MS,
    });
    await expect(dripping.information()).rejects.toMatchObject({ code: 'CAMERA_UNREACHABLE' });
    await dripping.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('megabytes without end are cut at the cap and the connection with them', async () => {
    let sent = 0;
    const failure = await failureFor({
      write(response) {
        response.writeHead(200);
        const chunk = Buffer.alloc(64 * 1024, 'x');
        const push = () => {
          while (!response.destroyed && sent < 200 * MEGABYTE) {
            sent += chunk.length;
            if (!response.write(chunk)) return;
          }
        };
        response.on('drain', push);
        push();
      },
    });
    expect(failure).toMatchObject({ code: 'CAMERA_FAULT', data: { reason: 'too-large' } });
    expect(sent).toBeLessThan(20 * MEGABYTE);
  });

  it('a packed bomb is cut at the unpacked cap', async () => {
    const failure = await failureFor({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(300 * MEGABYTE)) });
    expect(failure).toMatchObject({ code: 'CAMERA_FAULT', data: { reason: 'too-large' } });
  });
});

describe('an answer that is not what it should be', () => {
  const external = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>`;
  it.each([
    ['an outside entity', external + INFORMATION.replace('M1', '&e;'), 'doctype'],
    ['a billion laughs', bomb + INFORMATION.replace('M1', '&a8;'), 'doctype'],
    ['no XML at all', '<html><body>Login', 'ill-formed'],
    ['an empty answer', '', 'ill-formed'],
    ['JSON', '{"ok":true}', 'ill-formed'],
    ['an envelope without a body', '<Envelope/>', 'ill-formed'],
    ['tags nested 100,000 deep', `<s:Envelope xmlns:s="x"><s:Body>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</s:Body></s:Envelope>`, 'ill-formed'],
  ])('%s is refused', async (_name, body, reason) => {
    expect(await failureFor({ body })).toMatchObject({ code: 'CAMERA_FAULT', data: { operation: 'GetDeviceInformation', reason } });
  });

  it('numeric references by the hundred thousand are text, quickly', async () => {
    fake.on('GetDeviceInformation', INFORMATION.replace('M1', '&#65;'.repeat(300_000)));
    expect((await device.information()).model).toBe('A'.repeat(200));
  });

  it('names of JavaScript’s own things are only names', async () => {
    fake.on(
      'GetDeviceInformation',
      soapBody(
        '<tds:GetDeviceInformationResponse><__proto__><polluted>yes</polluted></__proto__><constructor><prototype><polluted>yes</polluted></prototype></constructor><tds:Model>M1</tds:Model></tds:GetDeviceInformationResponse>',
      ),
    );
    await device.information().catch((error: unknown) => expect(error).toMatchObject({ code: 'CAMERA_FAULT' }));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('a wrong charset, NUL and broken UTF-8 in a name are replaced, not fatal', async () => {
    fake.on('GetDeviceInformation', {
      headers: { 'content-type': 'application/soap+xml; charset=nonsense' },
      body: Buffer.concat([
        Buffer.from(INFORMATION.split('M1')[0] ?? ''),
        Buffer.from([0x41, 0x00, 0xff, 0x42]),
        Buffer.from(INFORMATION.split('M1')[1] ?? ''),
      ]),
    });
    expect((await device.information()).model).toBe('A\ufffdB');
  });

  it('a redirect is not followed', async () => {
    const failure = await failureFor({ status: 302, headers: { location: `http://127.0.0.1:${fake.port}/elsewhere` } });
    expect(failure).toMatchObject({ code: 'CAMERA_FAULT', data: { reason: 'redirect' } });
    expect(fake.requests.some(({ url }) => url === '/elsewhere')).toBe(false);
  });
});

describe('addresses that a device gives', () => {
  it.each([
    'exec:touch /tmp/x',
    'echo:rtsp://a',
    'expr:1',
    'ffmpeg:rtsp://a#raw=-y',
    'file:///etc/passwd',
    'concat:/etc/hostname',
    '-i',
    'rtsp://a/b\nc',
    'rtsp://a/b c',
    'rtsp://a/b#gop=1',
    'rtsp://a\\b',
    'http://a/stream',
    'rtsp:///nohost',
    '',
    `rtsp://a/${'x'.repeat(3_000)}`,
    'rtsp://a/019372aa-0000-7000-8000-000000000000_main',
  ])('%j is no address of a stream', (given) => {
    expect(() => believe(given, '192.0.2.1', 'rtsp', 'GetStreamUri')).toThrow(expect.objectContaining({ code: 'CAMERA_FAULT' }) as Error);
  });

  it.each([
    ['rtsp://169.254.169.254/latest', 'rtsp://192.0.2.1/latest'],
    ['rtsp://user:pass@[::1]:8554/x?a=1', 'rtsp://192.0.2.1:8554/x?a=1'],
    ['rtsps://2130706433/x', 'rtsps://192.0.2.1/x'],
    ['rtsp://camera.example', 'rtsp://192.0.2.1/'],
  ])('%s leads to the device alone', (given, believed) => {
    expect(believe(given, '192.0.2.1', 'rtsp', 'GetStreamUri')).toBe(believed);
  });
});

describe('answers to discovery', () => {
  const match = (xaddrs: string, endpoint = 'urn:uuid:1') =>
    `<e:Envelope xmlns:e="x" xmlns:d="y" xmlns:a="z"><e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>${endpoint}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/A%20B onvif://www.onvif.org/location/place/%D0%A0</d:Scopes><d:XAddrs>${xaddrs}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`;

  it('are believed only for the host that sent them', () => {
    expect(readMatches(match('http://[fe80::1]/x http://192.0.2.9:8080/onvif/device_service'), '192.0.2.9')).toEqual([
      { endpoint: 'urn:uuid:1', serviceUrl: 'http://192.0.2.9:8080/onvif/device_service', name: 'A B', hardware: '', place: 'Р', district: '' },
    ]);
    for (const foreign of ['http://192.0.2.8/x', 'http://192.0.2.9@192.0.2.8/x', 'http://169.254.169.254/', 'file:///etc/passwd', ''])
      expect(readMatches(match(foreign), '192.0.2.9'), foreign).toEqual([]);
  });

  it('that are printers, junk or documents with a type are left aside', () => {
    expect(readMatches(match('http://192.0.2.9/').replace('NetworkVideoTransmitter', 'PrintDeviceType'), '192.0.2.9')).toEqual([]);
    expect(readMatches('\u0000\u0001junk', '192.0.2.9')).toEqual([]);
    expect(readMatches(`<!DOCTYPE a>${match('http://192.0.2.9/')}`, '192.0.2.9')).toEqual([]);
  });
});
