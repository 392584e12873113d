import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OnvifDevice } from '#main/protocols/onvif/index.ts';
import { deviceTime, INFORMATION, soapBody, soapFault, startFakeDevice, type FakeDevice, type SoapRequest } from './fake-device.ts';

const CREDENTIALS = { user: 'опер<&>"', password: 'p@ss: "&<й' };

let fake: FakeDevice;
let device: OnvifDevice;

beforeEach(async () => {
  fake = await startFakeDevice();
  device = new OnvifDevice({ serviceUrl: fake.url, credentials: CREDENTIALS, deadlineMs: 1_500 });
});
afterEach(async () => {
  await device.close();
  await fake.close();
});

/** What a device that checks tokens does: digest and age by its own clock. */
function tokenIsGood(request: SoapRequest, deviceNowMs: number): boolean {
  const field = (name: string) => new RegExp(`<ws(?:se|u):${name}[^>]*>([^<]*)<`).exec(request.body)?.[1] ?? '';
  const created = field('Created');
  const digest = createHash('sha1')
    .update(Buffer.from(field('Nonce'), 'base64'))
    .update(created)
    .update(CREDENTIALS.password)
    .digest('base64');
  return field('Password') === digest && Math.abs(Date.parse(created) - deviceNowMs) < 5_000;
}

describe('signing in with a token', () => {
  it('asks the time without a token and signs with the device’s own clock', async () => {
    const yearMs = 365 * 86_400_000;
    fake.on('GetSystemDateAndTime', (request) =>
      request.body.includes('Security') ? soapFault('ter:NotAuthorized', 'token in the future') : deviceTime(Date.now() - 6 * yearMs),
    );
    fake.on('GetDeviceInformation', (request) => (tokenIsGood(request, Date.now() - 6 * yearMs) ? INFORMATION : soapFault('ter:NotAuthorized', 'stale')));
    expect(await device.information()).toEqual({ maker: 'Acme & Co', model: 'M1', firmware: '0.10', serial: '00123456789012345678', hardware: '1.0' });
  });

  it('reads the clock again when a token is suddenly refused', async () => {
    let deviceNowMs = () => Date.now();
    fake.on('GetSystemDateAndTime', () => deviceTime(deviceNowMs()));
    fake.on('GetDeviceInformation', (request) =>
      tokenIsGood(request, deviceNowMs()) ? INFORMATION : { status: 400, body: soapFault('ter:NotAuthorized', 'stale') },
    );
    await device.information();
    deviceNowMs = () => Date.now() - 3_600_000;
    expect((await device.information()).model).toBe('M1');
  });

  it('says that the credentials are refused, and by which operation, even when the fault comes with status 200', async () => {
    fake.on('GetDeviceInformation', soapFault('ter:NotAuthorized', 'Sender not authorized'));
    await expect(device.information()).rejects.toMatchObject({ code: 'CAMERA_REFUSED', data: { operation: 'GetDeviceInformation', reason: 'unauthorised' } });
  });

  it('escapes what people named things', async () => {
    fake.on('GetDeviceInformation', INFORMATION);
    await device.information();
    expect(fake.requests.at(-1)?.body).toContain('<wsse:Username>опер&#60;&#38;&#62;&#34;</wsse:Username>');
  });
});

describe('signing in with HTTP Digest', () => {
  const variants = {
    'nonce that ends in ==': 'Digest realm="cam", nonce="dGVzdA==", qop="auth", algorithm=MD5',
    'qop before realm': 'Digest qop="auth", realm="cam", nonce="abc", opaque="o"',
    'no qop (RFC 2069)': 'Digest realm="cam", nonce="abc"',
    'a comma in the realm': 'Digest realm="IP camera, street, 5", nonce="abc", qop="auth,auth-int"',
    'Basic offered first': 'Basic realm="cam", Digest realm="cam", nonce="n1", qop="auth"',
    'SHA-256 beside MD5': 'Digest realm="cam", nonce="n2", qop="auth", algorithm=MD5, Digest realm="cam", nonce="n2", qop="auth", algorithm=SHA-256',
    'MD5-sess': 'Digest realm="cam", nonce="n3", qop="auth", algorithm=MD5-sess',
  };
  for (const [name, challenge] of Object.entries(variants)) {
    it(`answers a challenge with ${name}`, async () => {
      fake.on('GetDeviceInformation', (request) =>
        digestIsGood(request, challenge) ? INFORMATION : { status: 401, headers: { 'www-authenticate': challenge } },
      );
      expect((await device.information()).maker).toBe('Acme & Co');
      const answered = fake.requests.filter((request) => request.headers.authorization !== undefined);
      expect(answered).toHaveLength(1);
      expect(answered[0]?.body).not.toContain('UsernameToken');
      await device.information();
      expect(fake.requests.at(-1)?.headers.authorization).toContain('Digest');
    });
  }

  it('stops after one wrong answer instead of locking the account', async () => {
    fake.on('GetDeviceInformation', { status: 401, headers: { 'www-authenticate': 'Digest realm="cam", nonce="x", qop="auth"' } });
    await expect(device.information()).rejects.toMatchObject({ code: 'CAMERA_REFUSED' });
    expect(fake.requests.filter(({ operation }) => operation === 'GetDeviceInformation')).toHaveLength(2);
  });
});

function digestIsGood(request: SoapRequest, challenge: string): boolean {
  const header = request.headers.authorization ?? '';
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(header)?.[1] ?? '';
  if (!header.startsWith('Digest ')) return false;
  const realm = challenge.includes('street') ? 'IP camera, street, 5' : 'cam';
  const hash = (text: string) =>
    createHash(header.includes('SHA-256') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  if (challenge.includes('SHA-256') && !header.includes('SHA-256')) return false;
  let a1 = hash(`${CREDENTIALS.user}:${realm}:${CREDENTIALS.password}`);
  if (header.includes('-sess')) a1 = hash(`${a1}:${field('nonce')}:${field('cnonce')}`);
  const a2 = hash(`POST:${request.url}`);
  const expected = challenge.includes('qop')
    ? hash(`${a1}:${field('nonce')}:${field('nc')}:${field('cnonce')}:auth:${a2}`)
    : hash(`${a1}:${field('nonce')}:${a2}`);
  // HTTP headers travel as Latin-1; the digest of a UTF-8 name is what counts.
  return field('response') === expected;
}

const PROFILES = soapBody(
  '<trt:GetProfilesResponse><trt:Profiles token="bare"><tt:Name>bare</tt:Name></trt:Profiles>' +
    '<trt:Profiles token="p1"><tt:Name>main</tt:Name><tt:VideoEncoderConfiguration token="v"><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration></trt:Profiles></trt:GetProfilesResponse>',
);

function services(device: FakeDevice, xaddr = `http://127.0.0.1:${device.port}/onvif/media`): string {
  return soapBody(
    `<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl</tds:Namespace><tds:XAddr>${xaddr}</tds:XAddr></tds:Service></tds:GetServicesResponse>`,
  );
}

describe('profiles and addresses', () => {
  it('takes profiles without Bounds, RateControl or an encoder as they are', async () => {
    fake.on('GetServices', services(fake));
    fake.on('GetProfiles', PROFILES);
    expect(await device.profiles()).toEqual([
      { token: 'bare', name: 'bare', codec: '', width: 0, height: 0, framesPerSecond: null, hasPtz: false },
      { token: 'p1', name: 'main', codec: 'H264', width: 1920, height: 1080, framesPerSecond: null, hasPtz: false },
    ]);
  });

  it('finds services that only GetCapabilities tells, and uses Media2 where only that is offered', async () => {
    fake.on(
      'GetCapabilities',
      soapBody(
        `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:PTZ><tt:XAddr>http://127.0.0.1:${fake.port}/ptz</tt:XAddr></tt:PTZ></tds:Capabilities></tds:GetCapabilitiesResponse>`,
      ),
    );
    fake.on('GetServices', services(fake).replace('ver10/media/wsdl</tds:Namespace>', 'ver20/media/wsdl</tds:Namespace>'));
    fake.on('GetProfiles', (request) =>
      request.body.includes('ver20/media')
        ? soapBody(
            '<trt:GetProfilesResponse><trt:Profiles token="m2"><trt:Name>x</trt:Name><trt:Configurations><tt:VideoEncoder token="v"><tt:Encoding>H265</tt:Encoding><tt:Resolution><tt:Width>640</tt:Width><tt:Height>360</tt:Height></tt:Resolution></tt:VideoEncoder></trt:Configurations></trt:Profiles></trt:GetProfilesResponse>',
          )
        : soapFault('ter:ActionNotSupported', 'no'),
    );
    expect(await device.services()).toMatchObject({ ptz: `http://127.0.0.1:${fake.port}/ptz` });
    expect((await device.profiles())[0]).toMatchObject({ token: 'm2', codec: 'H265', width: 640 });
  });

  it('goes to no other host, whatever a device behind NAT or a liar names', async () => {
    fake.on('GetServices', services(fake, `http://192.168.200.7:${fake.port}/onvif/media`));
    fake.on('GetProfiles', PROFILES);
    fake.on(
      'GetStreamUri',
      soapBody(
        '<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://admin:12345@10.1.2.3:8554/cam/realmonitor?channel=1&amp;subtype=0</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>',
      ),
    );
    expect(await device.streamUri('p1')).toBe('rtsp://127.0.0.1:8554/cam/realmonitor?channel=1&subtype=0');
    expect(fake.requests.some(({ url }) => url === '/onvif/media')).toBe(true);
  });

  it('fetches the still picture with Digest and takes nothing but a JPEG', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    fake.on('GET', (request) =>
      request.headers.authorization?.startsWith('Digest')
        ? { body: jpeg }
        : { status: 401, headers: { 'www-authenticate': 'Digest realm="cam", nonce="n==", qop="auth"' } },
    );
    expect(await device.snapshot(null, `http://127.0.0.1:${fake.port}/snap.jpg?x=1`)).toEqual(jpeg);
    fake.on('GET', { body: '<html>login</html>' });
    await expect(device.snapshot(null, `http://127.0.0.1:${fake.port}/snap.jpg`)).rejects.toMatchObject({ code: 'CAMERA_FAULT', data: { reason: 'not-jpeg' } });
  });
});

describe('events', () => {
  it('copies the reference parameters of its subscription into every later message', async () => {
    fake.on('GetServices', services(fake).replace('ver10/media/wsdl</tds:Namespace>', 'ver10/events/wsdl</tds:Namespace>'));
    fake.on(
      'CreatePullPointSubscription',
      soapBody(
        `<tev:CreatePullPointSubscriptionResponse xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:wsa="http://www.w3.org/2005/08/addressing"><tev:SubscriptionReference><wsa:Address>http://10.0.0.9:${fake.port}/sub</wsa:Address>` +
          '<wsa:ReferenceParameters xmlns:dom0="http://www.axis.com/2009/event"><dom0:SubscriptionId kind="a&amp;b">42 &lt; 43</dom0:SubscriptionId></wsa:ReferenceParameters></tev:SubscriptionReference></tev:CreatePullPointSubscriptionResponse>',
      ),
    );
    fake.on(
      'PullMessages',
      soapBody(
        '<tev:PullMessagesResponse xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"><wsnt:NotificationMessage><wsnt:Topic>tns1:VideoSource/MotionAlarm</wsnt:Topic><wsnt:Message><tt:Message UtcTime="2026-11-20T10:00:00Z" PropertyOperation="Changed"><tt:Source><tt:SimpleItem Name="Source" Value="0"/></tt:Source><tt:Data><tt:SimpleItem Name="State" Value="true"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage></tev:PullMessagesResponse>',
      ),
    );
    const point = await device.createPullPoint();
    expect(await point.pull()).toEqual([{ topic: 'tns1:VideoSource/MotionAlarm', operation: 'Changed', source: { Source: '0' }, data: { State: 'true' } }]);
    const pull = fake.requests.at(-1);
    expect(pull?.url).toBe('/sub');
    expect(pull?.body).toMatch(
      /<s:Header>.*<dom0:SubscriptionId [^>]*xmlns:dom0="http:\/\/www\.axis\.com\/2009\/event"[^>]*>42 &lt; 43<\/dom0:SubscriptionId><\/s:Header>/,
    );
    expect(pull?.body).toContain('kind="a&amp;b"');
  });
});

describe('moving', () => {
  it('stops with a move of no speed where Stop is not known', async () => {
    fake.on('GetServices', services(fake).replace('ver10/media/wsdl</tds:Namespace>', 'ver20/ptz/wsdl</tds:Namespace>'));
    fake.on('Stop', { status: 400, body: soapFault('ter:ActionNotSupported', 'no Stop') });
    fake.on('ContinuousMove', soapBody('<x:ContinuousMoveResponse xmlns:x="http://www.onvif.org/ver20/ptz/wsdl"/>'));
    await device.stopMove('p1');
    expect(fake.requests.at(-1)?.body).toContain('x="0.000" y="0.000"');
  });
});
