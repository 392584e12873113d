import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { createHttpServer } from '#main/transport/http.ts';
import { IncidentViews } from '#main/features/incidents/views.ts';
import { newId } from '#main/kernel/ids.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAMERA_ID, enterService, newIncident, openDesk, SECOND_CAMERA_ID, type Desk } from '../../../helpers/incident-desk.ts';
import { JPEG } from '../../../helpers/jpeg.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
const inspector = () => desk.as(desk.inspector).incidents;
const supervisor = () => desk.as(desk.supervisor).incidents;

describe('logging', () => {
  it('writes everything in one act, and the draft goes', async () => {
    const picture = await inspector().savePicture({ cameraId: CAMERA_ID, takenAt: Date.now(), jpegBase64: JPEG.toString('base64') });
    const wish = newIncident({
      categoryKey: 'crash',
      alsoCameraIds: [SECOND_CAMERA_ID],
      pictureIds: [picture.id],
      sopDone: [{ step: 'plate-snapshot', at: Date.now() }],
    });
    await inspector().saveDraft({ key: wish.key, fields: { text: 'почато' } });
    const incident = await inspector().create(wish);
    expect(incident.number).toMatch(/^\d{4}-\d{6}$/);
    expect(incident).toMatchObject({ state: 'open', author: 'Олена Коваль', isLocked: true, pictures: 1, chain: { intact: true } });
    expect(incident.journal.map((entry) => entry.kind)).toEqual(['logged', 'sop', 'picture', 'clip-locked']);
    expect(incident.clips.map((clip) => clip.cameraNumber)).toEqual(['К-114', 'К-115']);
    expect(incident.clips[0]?.from).toBe(wish.seenAt - 30_000);
    expect(desk.locks.at(-1)).toMatchObject({ incidentNumber: incident.number, cameraIds: [CAMERA_ID, SECOND_CAMERA_ID] });
    expect(incident.sop.find((step) => step.step === 'plate-snapshot')?.doneBy).toBe('Олена Коваль');
    expect(await inspector().drafts()).toEqual([]);
    const audit = await desk.audit.service.list({ limit: 5 });
    expect(audit.find((row) => row.action === 'incidents.create')?.objectId).toBe(incident.id);
    // A draft that was on its way while the incident was logged does not come back.
    await inspector().saveDraft({ key: wish.key, fields: { text: 'запізніле' } });
    expect(await inspector().drafts()).toEqual([]);
  });

  it('answers with what is then read from the database', async () => {
    const quiet = await openDesk();
    await quiet.stop(); // nothing is delivered, so nothing is added to what was logged
    const own = quiet.as(quiet.inspector).incidents;
    const police = await enterService(quiet.kernel, { code: '102', channel: 'webhook', address: 'http://127.0.0.1:9/' });
    const ambulance = await enterService(quiet.kernel, { code: '103', channel: 'email', address: 'duty@demo.invalid', kind: 'ambulance' });
    const pictures = await Promise.all(
      [2, 1].map((age) => own.savePicture({ cameraId: CAMERA_ID, takenAt: Date.now() - age * 1_000, jpegBase64: JPEG.toString('base64') })),
    );
    const answer = await own.create(
      newIncident({
        categoryKey: 'crash',
        alsoCameraIds: [SECOND_CAMERA_ID],
        pictureIds: pictures.map((picture) => picture.id).reverse(),
        sopDone: [{ step: 'plate-snapshot', at: Date.now() }],
        dispatches: [
          { serviceId: police, priority: 2, text: 'за ним' },
          { serviceId: ambulance, priority: 1 },
        ],
      }),
    );
    expect(answer.journal.map((entry) => entry.kind)).toEqual(['logged', 'sop', 'picture', 'picture', 'clip-locked', 'dispatched', 'dispatched', 'state']);
    expect(answer.dispatches.map((one) => one.code)).toEqual(['103', '102']);
    const read = await own.get({ id: answer.id });
    expect({ ...read, chain: null }).toEqual({ ...answer, chain: null });
    expect(read.chain).toMatchObject({ intact: true, brokenAtSeq: null });
    await quiet.close();
  });

  it('logs once however often the same wish arrives, also at the same time', async () => {
    const wish = newIncident();
    const before = (await inspector().list({})).total;
    const all = await Promise.all(Array.from({ length: 20 }, () => inspector().create(wish)));
    expect(new Set(all.map((incident) => incident.id)).size).toBe(1);
    expect((await inspector().list({})).total).toBe(before + 1);
  });

  it('refuses another wish under the same key and names what was logged', async () => {
    const wish = newIncident();
    const incident = await inspector().create(wish);
    await expect(inspector().create({ ...wish, text: 'щось інше' })).rejects.toMatchObject({ code: 'CONFLICT', data: { number: incident.number } });
  });

  it('keeps nothing when a part fails', async () => {
    const before = (await inspector().list({})).total;
    await expect(inspector().create(newIncident({ dispatches: [{ serviceId: newId(), priority: 1 }] }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(inspector().create(newIncident({ pictureIds: [newId()] }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await inspector().list({})).total).toBe(before);
  });

  it.each([
    ['an unknown category', { categoryKey: 'no-such' }],
    ['a step of another category', { sopDone: [{ step: 'what-burns', at: 1 }] }],
    ['a time that has not come', { seenAt: Date.now() + 3_600_000 }],
  ])('refuses %s', async (_what, changes) => {
    await expect(inspector().create(newIncident(changes))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('lets an administrator read but not log', async () => {
    await expect(desk.as(desk.administrator).incidents.create(newIncident())).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(desk.as(desk.administrator).incidents.list({})).resolves.toBeDefined();
  });

  it('numbers without holes, one after the other', async () => {
    const first = await inspector().create(newIncident());
    const second = await inspector().create(newIncident());
    expect(Number(second.number.slice(5))).toBe(Number(first.number.slice(5)) + 1);
  });
});

describe('the journal', () => {
  it('adds facts and corrections, each once', async () => {
    const incident = await inspector().create(newIncident());
    const key = newId();
    await inspector().addEntry({ id: incident.id, key, text: 'Потерпілих двоє' });
    const twice = await inspector().addEntry({ id: incident.id, key, text: 'Потерпілих двоє' });
    const fact = twice.journal.at(-1);
    const corrected = await inspector().addEntry({ id: incident.id, key: newId(), text: 'Потерпілий один', corrects: fact?.id ?? '' });
    expect(corrected.journal.map((entry) => [entry.kind, entry.text]).slice(-2)).toEqual([
      ['fact', 'Потерпілих двоє'],
      ['correction', 'Потерпілий один'],
    ]);
    expect(corrected.journal.at(-1)?.data).toMatchObject({ seq: String(fact?.seq) });
    const other = await inspector().create(newIncident());
    await expect(inspector().addEntry({ id: other.id, key: newId(), text: 'x', corrects: fact?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps one row for a hundred presses of the same key at once', async () => {
    const incident = await inspector().create(newIncident());
    const key = newId();
    await Promise.all(Array.from({ length: 100 }, () => inspector().addEntry({ id: incident.id, key, text: 'одне й те саме' })));
    const after = await inspector().get({ id: incident.id });
    expect(after.journal.filter((entry) => entry.kind === 'fact')).toHaveLength(1);
    expect(after.chain.intact).toBe(true);
  });
});

describe('states', () => {
  it('resolves with an outcome, is reviewed by a supervisor, or goes back with a reason', async () => {
    const { id } = await inspector().create(newIncident());
    await expect(inspector().changeState({ id, to: 'resolved', reason: '' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect((await inspector().changeState({ id, to: 'resolved', reason: 'Прибрано' })).outcome).toBe('Прибрано');
    await expect(inspector().changeState({ id, to: 'reviewed' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await supervisor().changeState({ id, to: 'in-progress', reason: 'Не все записано' })).state).toBe('in-progress');
    await inspector().changeState({ id, to: 'resolved', reason: 'Дописано' });
    const reviewed = await supervisor().changeState({ id, to: 'reviewed' });
    expect(reviewed.facts.map((fact) => fact.state)).toEqual(['open', 'resolved', 'in-progress', 'resolved', 'reviewed']);
    await expect(supervisor().changeState({ id, to: 'open' })).rejects.toMatchObject({ code: 'STEP_NOT_ALLOWED' });
  });

  it('does not let anyone press a state that only follows', async () => {
    const { id } = await inspector().create(newIncident());
    await expect(supervisor().changeState({ id, to: 'dispatched' })).rejects.toMatchObject({ code: 'STEP_NOT_ALLOWED' });
  });

  it('closes a duplicate of another incident, never of itself', async () => {
    const original = await inspector().create(newIncident());
    const copy = await inspector().create(newIncident());
    await expect(inspector().changeState({ id: copy.id, to: 'closed-duplicate', reason: copy.number })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await inspector().changeState({ id: copy.id, to: 'closed-duplicate', reason: original.number })).state).toBe('closed-duplicate');
  });

  it('ticks a step once, with the first name', async () => {
    const { id } = await inspector().create(newIncident({ categoryKey: 'fire' }));
    await inspector().tickStep({ id, step: 'what-burns' });
    const after = await supervisor().tickStep({ id, step: 'what-burns' });
    expect(after.sop.find((step) => step.step === 'what-burns')?.doneBy).toBe('Олена Коваль');
    expect(after.journal.filter((entry) => entry.kind === 'sop')).toHaveLength(1);
    await expect(inspector().tickStep({ id, step: 'no-such' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a look at an incident', () => {
  it('is one row of the audit log for each person, however often the screen asks again', async () => {
    const { id } = await inspector().create(newIncident());
    const looks = async () =>
      (await desk.audit.service.list({ limit: 500 })).filter((row) => row.action === 'incidents.view' && row.objectId === id).map((row) => row.account);
    expect(await looks()).toEqual([]);
    await Promise.all(Array.from({ length: 5 }, () => inspector().get({ id })));
    await inspector().addEntry({ id, key: newId(), text: 'ще один факт' });
    expect(await looks()).toEqual(['inspector']);
    await supervisor().get({ id });
    expect(await looks()).toEqual(['supervisor', 'inspector']);
  });

  it('a quarter of an hour later is another one', async () => {
    let nowMs = 0;
    const rows: unknown[] = [];
    const views = new IncidentViews({ now: () => 0, monotonicMs: () => nowMs }, { record: (row) => Promise.resolve(void rows.push(row)) });
    for (const minute of [0, 1, 14, 15, 16, 29, 31]) {
      nowMs = minute * 60_000;
      await views.note('incident', desk.inspector);
    }
    expect(rows.length).toBe(3);
  });

  it('that could not be written down is not taken as written', async () => {
    let isFull = true;
    const rows: unknown[] = [];
    const views = new IncidentViews(desk.kernel.clock, {
      record: (row) => (isFull ? Promise.reject(new Error('disk full')) : Promise.resolve(void rows.push(row))),
    });
    await expect(views.note('incident', desk.inspector)).rejects.toThrow('disk full');
    isFull = false;
    await views.note('incident', desk.inspector);
    expect(rows.length).toBe(1);
  });
});

describe('pictures', () => {
  it('stores the file before the row, once per content, and shows it behind a ticket', async () => {
    const first = await inspector().savePicture({ cameraId: CAMERA_ID, takenAt: Date.now(), jpegBase64: JPEG.toString('base64') });
    const second = await inspector().savePicture({ cameraId: CAMERA_ID, takenAt: Date.now(), jpegBase64: JPEG.toString('base64') });
    expect(first).toMatchObject({ width: 16, height: 12, cameraNumber: 'К-114', sha256: second.sha256 });
    expect(first.sha256).toBe(createHash('sha256').update(JPEG).digest('hex'));
    expect(readFileSync(join(desk.kernel.config.dataDir, 'pictures', `${first.sha256}.jpg`)).equals(JPEG)).toBe(true);
    const server = await createHttpServer({ log: desk.kernel.log, rendererDir: null, allowedOrigins: [] });
    desk.incidents.routes(server);
    await server.listen(0);
    const { path } = await inspector().pictureTicket({ id: first.id });
    const answer = await fetch(server.origin + path);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([200, 'image/jpeg', 'nosniff']);
    expect(Buffer.from(await answer.arrayBuffer()).equals(JPEG)).toBe(true);
    expect((await fetch(`${server.origin}/media/picture/${'A'.repeat(43)}`)).status).toBe(404);
    await server.close();
  });

  it('gives a picture to one incident only, and leaves no half-written file behind', async () => {
    const picture = await inspector().savePicture({ cameraId: CAMERA_ID, takenAt: Date.now(), jpegBase64: JPEG.toString('base64') });
    await inspector().create(newIncident({ pictureIds: [picture.id] }));
    await expect(inspector().create(newIncident({ pictureIds: [picture.id] }))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(existsSync(join(desk.kernel.config.dataDir, 'pictures'))).toBe(true);
  });
});

describe('the log', () => {
  it('pages newest first without losing or repeating a row', async () => {
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof inspector>['list']>> = await inspector().list({ limit: 4, before });
      seen.push(...page.rows.map((row) => row.number));
      before = page.cursor;
    } while (before !== null);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe((await inspector().list({})).total);
    await expect(inspector().list({ before: '1 or 1=1' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('filters by state, camera, service and lateness, and counts the views', async () => {
    const serviceId = await enterService(desk.kernel, { code: '777', channel: 'webhook', address: 'http://127.0.0.1:9/', acceptWithinMs: 1 });
    const late = await inspector().create(newIncident({ cameraId: SECOND_CAMERA_ID, dispatches: [{ serviceId, priority: 2 }] }));
    const numbers = async (filter: object) => (await inspector().list({ filter })).rows.map((row) => row.number);
    expect(await numbers({ serviceCode: '777' })).toEqual([late.number]);
    expect(await numbers({ cameraId: SECOND_CAMERA_ID, states: ['dispatched'] })).toEqual([late.number]);
    expect(await numbers({ overdueOnly: true })).toEqual([late.number]);
    const counts = await inspector().counts();
    expect(counts).toMatchObject({ overdue: 1, notAccepted: 1 });
    expect(counts.mine).toBe(counts.open);
    expect((await supervisor().counts()).mine).toBe(0);
  });
});
