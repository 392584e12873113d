import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEvidence } from '#main/features/evidence/index.ts';
import { createHttpServer } from '#main/transport/http.ts';
import { createRouterClient } from '@orpc/server';
import { createApi } from '#main/transport/guard.ts';
import { CAMERA_ID } from '../../../helpers/incident-desk.ts';
import { openEvidenceBench, type EvidenceBench } from '../../../helpers/archive/evidence-bench.ts';
import { readManifest, unpack } from '../../../helpers/archive/package-tampering.ts';
import { until } from '../../../helpers/until.ts';

let bench: EvidenceBench;

beforeEach(async () => {
  bench = await openEvidenceBench();
});

afterEach(() => bench.close());

const files = () => readdirSync(join(bench.kernel.config.dataDir, 'evidence')).filter((name) => name !== 'work');
const custody = async () => (await bench.recording.feature.custody.list(bench.incidentId)).map((event) => event.action);

test('a recording that was changed on disk is left out, named as a gap, and never exported as genuine', async () => {
  const victim = (await bench.recording.feature.segments(CAMERA_ID, bench.recordedFrom + 4_500, bench.recordedFrom + 5_000))[0];
  if (!victim) throw new Error('no segment');
  const bytes = readFileSync(victim.file);
  bytes[bytes.length - 50] = (bytes[bytes.length - 50] ?? 0) ^ 1;
  writeFileSync(victim.file, bytes);
  const manifest = readManifest(await unpack(bench.fileOf(await bench.export())));
  const clips = manifest.clips.filter((clip) => clip.cameraId === CAMERA_ID);
  expect(clips).toHaveLength(2);
  expect(clips.flatMap((clip) => clip.segments.map((segment) => segment.id))).not.toContain(victim.id);
  const camera = manifest.cameras.find((one) => one.id === CAMERA_ID);
  expect(camera?.gaps).toEqual([{ from: new Date(victim.start).toISOString(), to: new Date(victim.end).toISOString(), cause: 'file-lost' }]);
});

test('an export that fails leaves no file, says why, and is in the chain of custody', async () => {
  bench.kernel.config.ffmpegPath = join(bench.kernel.dir, 'no-such-program');
  expect(await bench.export()).toMatchObject({ state: 'failed', error: 'EVIDENCE_FAILED', fileName: null });
  expect(files()).toEqual([]);
  expect(await custody()).toEqual(['lock', 'lock', 'export-requested', 'export-failed']);
});

test('without room it is refused before anything is written', async () => {
  const evidence = createEvidence(bench.kernel, {
    audit: bench.recording.audit,
    cameras: { find: () => null },
    incidents: bench.desk.incidents,
    recording: { ...bench.recording.feature, spareBytes: () => 1_000 },
    settings: () => bench.recording.settings,
    tickets: bench.recording.tickets,
  });
  const asked = await evidence.export(bench.actor, bench.incidentId, 'x');
  const row = await until('the end', async () => (await evidence.packages()).find((one) => one.id === asked.id && one.state === 'failed'));
  expect(row.error).toBe('DISK_FULL');
  await evidence.stop();
});

test('an export that the host left undone is made anew at the next start', async () => {
  await bench.evidence.stop();
  const asked = await bench.evidence.export(bench.actor, bench.incidentId, 'x');
  await bench.kernel.db.write((trx) => trx.updateTable('evidence_package').set({ state: 'running' }).where('id', '=', asked.id).execute());
  const next = createEvidence(bench.kernel, {
    audit: bench.recording.audit,
    cameras: { find: () => null },
    incidents: bench.desk.incidents,
    recording: bench.recording.feature,
    settings: () => bench.recording.settings,
    tickets: bench.recording.tickets,
  });
  await next.start();
  const row = await until('the end', async () => (await next.packages()).find((one) => one.id === asked.id && one.state === 'done'));
  expect((await next.verify(bench.actor, row.id)).verdict).toBe('valid');
  await next.stop();
});

test('the desk keeps its key over a restart, and what was signed before stays valid', async () => {
  const first = await bench.export();
  const next = createEvidence(bench.kernel, {
    audit: bench.recording.audit,
    cameras: { find: () => null },
    incidents: bench.desk.incidents,
    recording: bench.recording.feature,
    settings: () => bench.recording.settings,
    tickets: bench.recording.tickets,
  });
  const before = await bench.evidence.verify(bench.actor, first.id);
  const after = await next.verify(bench.actor, first.id);
  expect(after).toMatchObject({ verdict: 'valid', signerFingerprint: before.signerFingerprint });
  const raw = readFileSync(join(bench.kernel.config.dataDir, 'lubart.db'));
  expect(raw.includes('PRIVATE KEY')).toBe(false);
});

test('a package is downloaded once per ticket, and whoever takes it is noted', async () => {
  const row = await bench.export();
  const server = await createHttpServer({ log: bench.kernel.log, rendererDir: null, allowedOrigins: [] });
  bench.evidence.routes(server);
  await server.listen(0);
  const api = createApi(
    { actorOf: () => Promise.resolve(bench.actor), recordCall: () => Promise.resolve(), observe: async (run) => ({ value: await run(), hasWritten: false }) },
    bench.kernel.log,
  );
  const client = createRouterClient(bench.evidence.procedures(api), {
    context: { connection: { kind: 'port', peer: 'test' }, reqHeaders: new Headers({ authorization: `Bearer ${'t'.repeat(32)}` }) },
  });
  const { path, fileName } = await client.downloadTicket({ id: row.id });
  const reply = await fetch(server.origin + path);
  expect(reply.headers.get('content-disposition')).toContain(fileName);
  expect(Buffer.from(await reply.arrayBuffer()).equals(readFileSync(bench.fileOf(row)))).toBe(true);
  expect((await fetch(server.origin + path)).status).toBe(403);
  expect((await custody()).at(-1)).toBe('download');
  rmSync(bench.fileOf(row));
  expect(existsSync(bench.fileOf(row))).toBe(false);
  await expect(client.verify({ id: row.id })).rejects.toMatchObject({ code: 'GONE' });
  await server.close();
});
