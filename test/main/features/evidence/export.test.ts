import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvidencePackage } from '#shared/contract/evidence.ts';
import type { Manifest } from '#main/verifier/index.ts';
import { openEvidenceBench, type EvidenceBench } from '../../../helpers/archive/evidence-bench.ts';

let bench: EvidenceBench;
let made: EvidencePackage;
let folder: string;
let root: string;

beforeAll(async () => {
  bench = await openEvidenceBench();
  made = await bench.export();
  folder = mkdtempSync(join(tmpdir(), 'lubart-package-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', bench.fileOf(made), folder]);
  root = join(folder, readdirSync(folder)[0] ?? '');
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await bench.close();
});

const manifest = () => JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as Manifest;

test('the package is done, named after the case, and its own desk calls it valid', async () => {
  expect(made).toMatchObject({ state: 'done', error: null, progress: 1, incidentNumber: bench.incidentNumber, createdBy: bench.actor.name });
  expect(made.fileName).toContain(bench.incidentNumber);
  const verification = await bench.evidence.verify(bench.actor, made.id);
  expect(verification).toMatchObject({ verdict: 'valid', caseNumber: bench.incidentNumber, exportedBy: bench.actor.name });
  expect(verification.parts.every((part) => part.result === 'ok')).toBe(true);
});

test('every command that VERIFY.txt prints succeeds as printed', () => {
  const text = readFileSync(join(root, 'VERIFY.txt'), 'utf8');
  const commands = [...new Set(text.split('\n').filter((line) => /^(openssl|grep) /.test(line)))];
  expect(commands).toHaveLength(4);
  for (const command of commands) {
    const run = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: root, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    expect(`${command}: ${run.status} ${run.stderr}`).toMatch(/: 0 /);
    if (command.startsWith('grep')) {
      const lines = run.stdout.trim().split('\n');
      expect(lines).toHaveLength(manifest().files.length);
      expect(lines.every((line) => line.endsWith(': OK'))).toBe(true);
    }
    if (command.includes('-fingerprint')) expect(text).toContain(run.stdout.trim().split('=')[1]);
  }
});

test('clips are copied whole from key frame to key frame around the locked window, and ffprobe plays them', () => {
  const { clips, cameras } = manifest();
  expect(clips).toHaveLength(2);
  for (const clip of clips) {
    expect(Date.parse(clip.actual.from)).toBeLessThanOrEqual(Date.parse(clip.requested.from));
    expect(Date.parse(clip.actual.to)).toBeGreaterThanOrEqual(Date.parse(clip.requested.to));
    const probe = JSON.parse(
      execFileSync(
        'ffprobe',
        ['-v', 'error', '-count_frames', '-show_entries', 'stream=codec_name,nb_read_frames,duration', '-of', 'json', join(root, clip.path)],
        { encoding: 'utf8' },
      ),
    ) as { streams: { codec_name: string; nb_read_frames: string; duration: string }[] };
    expect(probe.streams[0]).toMatchObject({ codec_name: 'h264', nb_read_frames: String(clip.frames) });
    const seconds = (Date.parse(clip.actual.to) - Date.parse(clip.actual.from)) / 1_000;
    expect(Math.abs(Number(probe.streams[0]?.duration) - seconds)).toBeLessThan(0.15);
    expect(clip.segments.reduce((sum, segment) => sum + segment.bytes, 0)).toBeGreaterThan(1_000);
  }
  expect(cameras.map((camera) => camera.number)).toEqual(['К-114', 'К-115']);
  expect(cameras.flatMap((camera) => camera.gaps)).toEqual([]);
});

test('the package tells purpose, exporter, journal and custody up to the export', () => {
  const told = manifest();
  expect(told).toMatchObject({
    purpose: 'Запит поліції № 17/4',
    caseNumber: bench.incidentNumber,
    exporter: { login: bench.actor.login },
    previousPackage: null,
  });
  const custody = JSON.parse(readFileSync(join(root, 'custody.json'), 'utf8')) as { rows: { content: { action: string } }[] };
  expect(custody.rows.map((row) => row.content.action)).toEqual(['lock', 'lock', 'export-requested']);
  const journal = JSON.parse(readFileSync(join(root, 'journal.json'), 'utf8')) as { rows: { content: { kind: string } }[] };
  expect(journal.rows[0]?.content.kind).toBe('logged');
  expect(told.files.filter((file) => file.role === 'snapshot')).toHaveLength(1);
});

test('the player page has neither script nor network and never says valid', () => {
  const page = readFileSync(join(root, 'player', 'index.html'), 'utf8');
  expect(page).not.toMatch(/<script|https?:|\bvalid\b/i);
  expect(page).toContain("default-src 'none'");
  for (const clip of manifest().clips) expect(page).toContain(`../${clip.path}`);
});

test('the next package of the case points back to the one before', async () => {
  const next = await bench.export('Друга копія');
  const folderOfNext = mkdtempSync(join(tmpdir(), 'lubart-package-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', bench.fileOf(next), folderOfNext]);
  const file = join(folderOfNext, readdirSync(folderOfNext)[0] ?? '', 'manifest.json');
  expect((JSON.parse(readFileSync(file, 'utf8')) as Manifest).previousPackage?.packageId).toBe(made.id);
  rmSync(folderOfNext, { recursive: true });
  const journal = (await bench.desk.as(bench.desk.inspector).incidents.get({ id: bench.incidentId })).journal;
  expect(journal.filter((entry) => entry.kind === 'evidence-exported').map((entry) => entry.data['fileName'])).toEqual([made.fileName, next.fileName]);
});
