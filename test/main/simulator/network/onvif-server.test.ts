import { once } from 'node:events';
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCamera } from '#main/simulator/city/simulated-camera.ts';
import { createSnapshotMaker } from '#main/simulator/onvif/snapshot-maker.ts';
import { FFMPEG } from './test-clips.ts';
import { DEVICE, EVENTS, MEDIA, NOTIFICATION, PTZ, securityHeader, soap, startTestCity, type TestCity } from './test-city.ts';

const snapshots = createSnapshotMaker(FFMPEG);

function snapshotOf(camera: SimulatedCamera | undefined): Promise<Buffer> {
  if (!camera) throw new Error('There is no such camera');
  return snapshots.snapshot(camera, 'sub');
}

let city: TestCity;
let device: string;
let eventService: string;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 4 });
  device = `${city.onvif('k008')}/device_service`;
  eventService = `${city.onvif('k021')}/event_service`;
}, 30_000);
afterAll(() => city.close());

const INFORMATION = `<GetDeviceInformation xmlns="${DEVICE}"/>`;

describe('credentials', () => {
  it('lets clock, capabilities and services be read without any', async () => {
    for (const name of ['GetSystemDateAndTime', 'GetCapabilities', 'GetServices', 'GetServiceCapabilities', 'GetHostname']) {
      const { status, text } = await soap(device, `<${name} xmlns="${DEVICE}"/>`, null);
      expect(status).toBe(200);
      expect(text).toContain(`${name}Response`);
    }
  });

  it('asks for them otherwise, by HTTP digest and fault', async () => {
    const { status, text, headers } = await soap(device, INFORMATION, null);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Digest /);
    expect(text).toContain('ter:NotAuthorized');
  });

  it('takes a right token once', async () => {
    const header = securityHeader();
    expect((await soap(device, INFORMATION, header)).text).toContain('DC-K008');
    const replayed = await soap(device, INFORMATION, header);
    expect(replayed.status).toBe(400);
    expect(replayed.text).toContain('ter:NotAuthorized');
  });

  it.each([
    ['a wrong password', () => securityHeader({ password: 'wrong' })],
    ['another user', () => securityHeader({ user: 'root' })],
    ['a token of six minutes ago', () => securityHeader({ created: new Date(Date.now() - 6 * 60_000).toISOString() })],
    ['a token of the future', () => securityHeader({ created: new Date(Date.now() + 6 * 60_000).toISOString() })],
    ['no nonce to speak of', () => securityHeader({ nonce: Buffer.of(1) })],
    ['a plain password', () => securityHeader().replace('#PasswordDigest', '#PasswordText')],
  ])('refuses %s', async (_what, header) => {
    const { status, text } = await soap(device, INFORMATION, header());
    expect(status).toBe(400);
    expect(text).toContain('ter:NotAuthorized');
    expect(text).not.toContain('DC-K008');
  });
});

describe('answers', () => {
  it('tells where the camera stands and looks', async () => {
    const { text } = await soap(device, `<GetGeoLocation xmlns="${DEVICE}"/>`);
    expect(text).toContain('lon="25.317289"');
    expect(text).toContain('lat="50.751655"');
    expect(text).toContain('yaw="70"');
  });

  it('faults as ONVIF wants it', async () => {
    const unknown = await soap(device, `<SetNTP xmlns="${DEVICE}"/>`);
    expect(unknown.status).toBe(500);
    expect(unknown.text).toMatch(/env:Receiver.*ter:ActionNotSupported/s);
    const media = `${city.onvif('k008')}/media_service`;
    const noProfile = await soap(media, `<GetStreamUri xmlns="${MEDIA}"><ProfileToken>x</ProfileToken></GetStreamUri>`);
    expect(noProfile.status).toBe(400);
    expect(noProfile.text).toMatch(/env:Sender.*ter:InvalidArgVal.*ter:NoProfile/s);
    const fixed = await soap(`${city.onvif('k012')}/ptz_service`, `<Stop xmlns="${PTZ}"><ProfileToken>sub</ProfileToken></Stop>`);
    expect(fixed.text).toContain('ter:ActionNotSupported');
    const outside = await soap(
      `${city.onvif('k008')}/ptz_service`,
      `<AbsoluteMove xmlns="${PTZ}"><ProfileToken>sub</ProfileToken><Position><PanTilt xmlns="http://www.onvif.org/ver10/schema" x="2" y="0"/></Position></AbsoluteMove>`,
    );
    expect(outside.text).toContain('ter:InvalidPosition');
  });

  it('keeps preset names with any characters', async () => {
    const ptz = `${city.onvif('k008')}/ptz_service`;
    const name = 'Ріг «А&Б» <1>';
    const escaped = 'Ріг «А&amp;Б» &lt;1&gt;';
    await soap(ptz, `<SetPreset xmlns="${PTZ}"><ProfileToken>sub</ProfileToken><PresetName>${escaped}</PresetName></SetPreset>`);
    const { text } = await soap(ptz, `<GetPresets xmlns="${PTZ}"><ProfileToken>sub</ProfileToken></GetPresets>`);
    const names = [...text.matchAll(/<tt:Name>([^<]*)/g)].map((match) =>
      (match[1] ?? '').replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code))),
    );
    expect(names).toContain(name);
  });

  it('guards its stills with digest', async () => {
    const { status, headers } = await fetch(`${city.onvif('k008')}/snapshot/main`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Digest /);
  });

  it('is gone while it reboots and comes back', async () => {
    const url = `${city.onvif('k019')}/device_service`;
    const reached = (): Promise<boolean> =>
      soap(url, `<GetSystemDateAndTime xmlns="${DEVICE}"/>`, null).then(
        () => true,
        () => false,
      );
    expect((await soap(url, `<SystemReboot xmlns="${DEVICE}"/>`)).text).toContain('Rebooting');
    while (await reached()) await new Promise((resolve) => setImmediate(resolve));
    while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, 50));
  }, 15_000);
});

describe('events', () => {
  const create = (filter = ''): Promise<{ status: number; text: string }> =>
    soap(
      eventService,
      `<CreatePullPointSubscription xmlns="${EVENTS}">${filter}<InitialTerminationTime>PT60S</InitialTerminationTime></CreatePullPointSubscription>`,
    );
  const addressOf = (text: string): string => /<wsa:Address>([^<]+)</.exec(text)?.[1] ?? '';
  const pull = (address: string, timeout = 'PT10S', header = ''): Promise<{ status: number; text: string }> =>
    soap(
      address,
      `<PullMessages xmlns="${EVENTS}"><Timeout>${timeout}</Timeout><MessageLimit>10</MessageLimit></PullMessages>`,
      `${securityHeader()}${header}`,
    );
  const COLLISION = 'tns1:RuleEngine/TrafficDetector/Collision';

  it('lists its topics', async () => {
    const { text } = await soap(eventService, `<GetEventProperties xmlns="${EVENTS}"/>`);
    expect(text).toMatch(/<tns1:RuleEngine><TrafficDetector><Collision wstop:topic="true">/);
    expect(text).toMatch(/<tns1:VideoSource><MotionAlarm wstop:topic="true">/);
  });

  it('tells a waiting client at once when something happens, and when it is over', async () => {
    const address = addressOf((await create()).text);
    const initial = await pull(address);
    expect(initial.text).toContain('PropertyOperation="Initialized"');
    expect(initial.text).toContain(COLLISION);
    const waiting = pull(address, 'PT30S');
    await city.control('/cameras/k021/event?name=crash&seconds=1');
    const raised = (await waiting).text;
    expect(raised).toMatch(
      new RegExp(`${COLLISION}.*PropertyOperation="Changed".*VideoSourceConfigurationToken" Value="vsc0".*Name="State" Value="true"`, 's'),
    );
    let over = '';
    while (!over.includes('Value="false"')) over = (await pull(address)).text;
    expect(over).toContain(COLLISION);
    await soap(address, `<Unsubscribe xmlns="${NOTIFICATION}"/>`);
    const gone = await pull(address);
    expect(gone.status).toBe(400);
    expect(gone.text).toContain('ResourceUnknownFault');
  }, 15_000);

  it('filters by topic, renews, and synchronizes', async () => {
    const filter = `<Filter><TopicExpression xmlns="${NOTIFICATION}" Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet" xmlns:tns1="http://www.onvif.org/ver10/topics">tns1:VideoSource//.</TopicExpression></Filter>`;
    const created = await create(filter);
    const address = addressOf(created.text);
    const first = (await pull(address)).text;
    expect(first).toContain('tns1:VideoSource/MotionAlarm');
    expect(first).not.toContain(COLLISION);
    const renewed = await soap(address, `<Renew xmlns="${NOTIFICATION}"><TerminationTime>PT5M</TerminationTime></Renew>`);
    const until = Date.parse(/<wsnt:TerminationTime>([^<]+)/.exec(renewed.text)?.[1] ?? '');
    expect(until - Date.now()).toBeGreaterThan(4 * 60_000);
    await soap(address, `<SetSynchronizationPoint xmlns="${EVENTS}"/>`);
    expect((await pull(address)).text).toContain('PropertyOperation="Initialized"');
    expect((await create('<Filter><TopicExpression xmlns="' + NOTIFICATION + '" Dialect="urn:other">x</TopicExpression></Filter>')).text).toContain(
      'TopicExpressionDialectUnknownFault',
    );
  });

  it('does not take the reference of another subscription', async () => {
    const address = addressOf((await create()).text);
    const wrong = await pull(address, 'PT1S', '<r:SubscriptionId xmlns:r="urn:demo-city:subscription">other</r:SubscriptionId>');
    expect(wrong.text).toContain('ResourceUnknownFault');
  });

  it('shows the event while it lasts', async () => {
    const { body } = await city.control('/cameras/k019/event?name=unattended-bag&seconds=60');
    expect(body['event']).toBe('unattended-bag');
    const camera = city.simulator.cameras.find(({ description }) => description.id === 'k019');
    const still = await loadImage(await snapshotOf(camera));
    const context = createCanvas(still.width, still.height).getContext('2d');
    context.drawImage(still, 0, 0);
    const [red = 0, green = 0, blue = 0] = context.getImageData(20, 100, 1, 1).data;
    // The event's test picture is grey where the ordinary one is red.
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(20);
    expect((await city.control('/cameras/k021/event?name=flood')).status).toBe(400);
  });
});

describe('hostile requests', () => {
  const send = async (body: string | Buffer): Promise<{ status: number; text: string }> => {
    const response = await fetch(device, { method: 'POST', body: new Uint8Array(Buffer.from(body)) });
    return { status: response.status, text: await response.text() };
  };
  const envelope = (inner: string): string => `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${inner}</s:Body></s:Envelope>`;
  const CLOCK = `<GetSystemDateAndTime xmlns="${DEVICE}"/>`;

  it('refuses document types and entities', async () => {
    const { status, text } = await send(
      `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>${envelope(`<GetSystemDateAndTime xmlns="${DEVICE}">&c;</GetSystemDateAndTime>`)}`,
    );
    expect(status).toBe(400);
    expect(text).toContain('ter:WellFormed');
  });

  it.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['an open element', '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>'],
    ['an undeclared prefix', envelope('<tds:GetSystemDateAndTime/>')],
    ['two operations', envelope(CLOCK + CLOCK)],
    ['SOAP 1.1', envelope(CLOCK).replace('2003/05/soap-envelope', '2001/12/soap-envelope')],
    ['deep nesting', envelope('<a>'.repeat(200) + '</a>'.repeat(200))],
    ['names of Object.prototype', envelope(`<constructor xmlns="${DEVICE}"/>`)],
    ['random bytes', randomBytes(2_000)],
  ])('answers %s with a fault', async (_what, body) => {
    const { status, text } = await send(body);
    expect([400, 401]).toContain(status);
    expect(text).toContain('env:Fault');
  });

  it('refuses ten megabytes without reading them', async () => {
    const socket = connect(Number(new URL(device).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /onvif/device_service HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 413/);
    await once(socket, 'close');
  });

  it('refuses an endless chunked body', async () => {
    const socket = connect(Number(new URL(device).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /onvif/device_service HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    for (let i = 0; i < 32; i++) socket.write(chunk);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 413/);
    socket.destroy();
  });

  it('keeps answering others meanwhile', async () => {
    const slow = connect(Number(new URL(device).port), '127.0.0.1');
    slow.write('POST /onvif/device_service HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n<');
    expect((await soap(device, CLOCK, null)).status).toBe(200);
    slow.destroy();
  });

  it('does not let web pages use the control interface', async () => {
    const response = await fetch(`http://127.0.0.1:${city.simulator.controlPort}/cameras/k012/down`, {
      method: 'POST',
      headers: { origin: 'https://example.org' },
    });
    expect(response.status).toBe(403);
    expect((await city.control('/cameras/none/down')).status).toBe(404);
    expect((await city.control('/cameras/k012/down', 'GET')).status).toBe(405);
  });
});
