/** What an inspector's keyboard, a forged page or a broken program may send to the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJpegSize } from '#main/features/incidents/jpeg.ts';
import { CAMERA_ID, newIncident, openDesk, type Desk } from '../helpers/incident-desk.ts';
import { JPEG } from '../helpers/jpeg.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.as(desk.inspector).incidents.create(newIncident({ text: 'звичайний запис NEAR words' }));
});
afterAll(() => desk.close());

describe('search', () => {
  it.each([
    '"',
    '""',
    '*',
    'NEAR(',
    'NEAR(a b, 5)',
    'a-b',
    'words:запис',
    'incident_search:x',
    'a AND',
    'OR',
    'NOT a',
    '(',
    ')',
    '^запис',
    '+',
    "'; drop table incident; --",
    '\u0000',
    'а'.repeat(200),
    '{words}: x',
    '\\',
    '%',
    '🚓',
    '‮x',
    '1e999',
    '-1',
  ])('takes %j as words, never as commands', async (search) => {
    const page = await desk.as(desk.inspector).incidents.list({ filter: { search } });
    expect(page.total).toBeLessThanOrEqual(1);
  });

  it('finds operators as the words they are', async () => {
    expect((await desk.as(desk.inspector).incidents.list({ filter: { search: 'near' } })).total).toBe(1);
    expect((await desk.as(desk.inspector).incidents.list({ filter: { search: 'AND' } })).total).toBe(0);
  });
});

describe('texts', () => {
  it('keeps any characters, and the chain stays whole', async () => {
    const text = 'рядок\n\ttab \u0007 \ud800 ‮ 🚓 <script>alert(1)</script> \u2028';
    const incident = await desk.as(desk.inspector).incidents.create(newIncident({ text }));
    expect(incident.chain.intact).toBe(true);
    expect(incident.journal[0]?.text).not.toContain('\u0007');
    expect(incident.journal[0]?.text).toContain('<script>');
  });
});

describe('pictures', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['HTML', Buffer.from('<html><script>')],
    ['only the first bytes of a JPEG', JPEG.subarray(0, 20)],
    ['a JPEG of size nought', Buffer.from('ffd8ffc0000b080000000001011100', 'hex')],
    ['a segment longer than the file', Buffer.from('ffd8ffe0ffff4a464946', 'hex')],
    ['segments without end', Buffer.from(`ffd8${'ffe00002'.repeat(1000)}`, 'hex')],
  ])('refuses %s', async (_what, bytes) => {
    await expect(
      desk.as(desk.inspector).incidents.savePicture({ cameraId: CAMERA_ID, takenAt: 1, jpegBase64: bytes.toString('base64') }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('refuses more than 4 MB', async () => {
    const large = Buffer.concat([JPEG, Buffer.alloc(4 * 1024 * 1024)]);
    const outcome = desk
      .as(desk.inspector)
      .incidents.savePicture({ cameraId: CAMERA_ID, takenAt: 1, jpegBase64: large.toString('base64').slice(0, 5_599_999) });
    await expect(outcome).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('survives any bytes', () => {
    let state = 12345;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = Buffer.from(JPEG);
      for (let flip = 0; flip < 4; flip += 1) bytes[next() % bytes.length] = next() % 256;
      const size = readJpegSize(bytes.subarray(0, next() % (bytes.length + 1)));
      if (size) expect(size.width * size.height).toBeGreaterThan(0);
    }
  });
});
