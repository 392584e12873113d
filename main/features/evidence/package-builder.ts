/** Makes one package in a work folder: files, hashes, manifest, signatures, zip, and the judge's word on it. */
import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import { sign as signEd25519 } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { signDetached } from '../../protocols/cms/sign.ts';
import {
  CMS_SIGNATURE,
  ED25519_SIGNATURE,
  MANIFEST,
  MANIFEST_SCHEMA,
  verifyPackage,
  type ChainFile,
  type Manifest,
  type ManifestCamera,
  type ManifestClip,
  type ManifestFile,
} from '../../verifier/index.ts';
import type { IncidentExport } from '../incidents/index.ts';
import { ClipMaker, type ClipRequest } from './clips.ts';
import type { DeskKey } from './desk-keys.ts';
import { hashFile, syncPath } from './hashed-file.ts';
import { asciiName, compactTime, isoTime, ordinal } from './names.ts';
import type { EvidenceDeps } from './ports.ts';
import type { PackageRow } from './repository.ts';
import { CLOCK_NOTE, DOES_NOT_PROVE, instructionsText, playerPage, PROVES, type PlayerClip } from './texts.ts';
import { zipFolder } from './zip-file.ts';

export interface BuildInput {
  row: PackageRow;
  data: IncidentExport;
  requests: readonly ClipRequest[];
  key: DeskKey;
  previous: Manifest['previousPackage'];
  workDir: string;
  /** 0..1 of the build. */
  onProgress: (share: number) => Promise<void>;
  signal: AbortSignal;
}

export interface BuiltPackage {
  root: string;
  /** In the work folder, under a temporary name. */
  zipPath: string;
  size: number;
  sha256: string;
  manifestSha256: string;
}

type Role = ManifestFile['role'];

export class PackageBuilder {
  readonly #kernel: Kernel;
  readonly #deps: EvidenceDeps;
  readonly #input: BuildInput;
  readonly #root: string;
  readonly #dir: string;
  readonly #files: ManifestFile[] = [];
  readonly #clips: ManifestClip[] = [];
  readonly #pictures: PlayerClip[] = [];
  readonly #exportedAt: number;

  constructor(kernel: Kernel, deps: EvidenceDeps, input: BuildInput) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#input = input;
    this.#root = `LB-${asciiName(input.row.incidentNumber)}-${input.row.id}`;
    this.#dir = join(input.workDir, this.#root);
    this.#exportedAt = kernel.clock.now();
  }

  /** EVIDENCE_FAILED when something does not come out as it must; the caller removes the work folder either way. */
  async build(): Promise<BuiltPackage> {
    const { row, requests, onProgress, signal, workDir } = this.#input;
    await rm(workDir, { recursive: true, force: true });
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    await mkdir(join(this.#dir, 'clips'), { mode: 0o700 });
    const maker = new ClipMaker(this.#deps.recording, { ffmpegPath: this.#kernel.config.ffmpegPath, packageDir: this.#dir, signal });
    for (const [index, request] of requests.entries()) {
      for (const { clip, file } of await maker.make(request)) {
        this.#clips.push(clip);
        this.#files.push({ ...file, role: 'clip', mime: 'video/mp4' });
      }
      await onProgress(0.8 * ((index + 1) / requests.length));
    }
    await this.#addPictures();
    await this.#addRecords();
    await this.#addTexts();
    const manifest = await this.#manifest();
    const manifestSha256 = await this.#sign(manifest);
    await onProgress(0.9);
    const zipPath = join(workDir, `${this.#root}.zip.part`);
    const paths = [...this.#files.map((file) => file.path), MANIFEST, ED25519_SIGNATURE, CMS_SIGNATURE];
    const zip = await zipFolder(this.#dir, this.#root, paths, zipPath, new Date(this.#exportedAt), signal);
    await this.#judge(zipPath);
    this.#kernel.log.info({ packageId: row.id, clips: this.#clips.length, bytes: zip.size }, 'an evidence package was made');
    return { root: this.#root, zipPath, ...zip, manifestSha256 };
  }

  async #addPictures(): Promise<void> {
    for (const [index, picture] of this.#input.data.pictures.entries()) {
      const path = `snapshots/${ordinal(index + 1)}_${asciiName(picture.cameraNumber)}_${compactTime(picture.takenAt)}.jpg`;
      const file = join(this.#dir, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await copyFile(picture.file, file);
      await syncPath(file);
      const { size, sha256 } = await hashFile(file);
      if (sha256 !== picture.sha256) throw new AppError('EVIDENCE_FAILED', `the picture ${picture.id} is not what was kept`, { reason: 'picture' });
      this.#files.push({ path, size, sha256, role: 'snapshot', mime: 'image/jpeg' });
      this.#pictures.push({ path, title: picture.cameraNumber, times: isoTime(picture.takenAt) });
    }
  }

  /** The journal and the chain of custody, so that anyone can compute the chains again. */
  async #addRecords(): Promise<void> {
    const { data, row } = this.#input;
    const journal: ChainFile = {
      schema: 'lubart-journal-1',
      rows: data.journalRows.map(({ prev_hash: prevHash, hash, ...content }) => ({ content, prevHash, hash })),
    };
    await this.#addText(
      'journal.json',
      canonicalJson(plain({ ...journal, incident: data.incident, dispatches: data.dispatches })),
      'journal',
      'application/json',
    );
    const events = await this.#deps.recording.custody.list(row.incidentId);
    const custody: ChainFile = { schema: 'lubart-custody-1', rows: events.map(({ prevHash, hash, ...content }) => ({ content, prevHash, hash })) };
    await this.#addText('custody.json', canonicalJson(plain(custody)), 'custody', 'application/json');
  }

  async #addTexts(): Promise<void> {
    const { key, row, data } = this.#input;
    await this.#addText('certs/desk-ca.pem', key.certificatePem, 'certificate', 'application/x-pem-file');
    await this.#addText('certs/desk-ed25519.pem', key.ed25519PublicPem, 'certificate', 'application/x-pem-file');
    const facts = { root: this.#root, caseNumber: row.incidentNumber, fingerprint: colons(key.fingerprint) };
    await this.#addText('VERIFY.txt', await instructionsText(this.#kernel.config.resourcesDir, facts), 'instructions', 'text/plain');
    const clips = this.#clips.map((clip) => ({ path: clip.path, title: this.#cameraTitle(clip.cameraId), times: `${clip.actual.from} – ${clip.actual.to}` }));
    await this.#addText('player/index.html', playerPage(`${row.incidentNumber} · ${data.incident.place}`, clips, this.#pictures), 'player', 'text/html');
  }

  async #addText(path: string, text: string, role: Role, mime: string): Promise<void> {
    const file = join(this.#dir, path);
    await writeSynced(file, text);
    const { size, sha256 } = await hashFile(file);
    this.#files.push({ path, size, sha256, role, mime });
  }

  async #manifest(): Promise<Manifest> {
    const { row, key, previous, data } = this.#input;
    const settings = this.#deps.settings();
    return {
      schema: MANIFEST_SCHEMA,
      packageId: row.id,
      caseNumber: row.incidentNumber,
      incidentId: row.incidentId,
      purpose: row.purpose,
      exportedAt: isoTime(this.#exportedAt),
      exporter: { name: row.actor.name, login: row.actor.login, role: row.actor.role },
      desk: { name: data.incident.deskName || settings.deskName, centre: settings.centreNameUk },
      software: { lubart: this.#kernel.config.version, node: process.versions.node, openssl: process.versions.openssl },
      clock: { timeZone: settings.timeZone, note: CLOCK_NOTE },
      previousPackage: previous,
      signatures: [ED25519_SIGNATURE, CMS_SIGNATURE],
      signer: { certificateSha256: key.fingerprint, ed25519PublicKey: key.ed25519PublicPem },
      cameras: await this.#cameras(),
      clips: this.#clips,
      files: this.#files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      proves: [...PROVES],
      doesNotProve: [...DOES_NOT_PROVE],
    };
  }

  async #cameras(): Promise<ManifestCamera[]> {
    const { requests } = this.#input;
    const cameras: ManifestCamera[] = [];
    for (const id of new Set(requests.map((request) => request.cameraId))) {
      const windows = requests.filter((request) => request.cameraId === id);
      const camera = this.#deps.cameras.find(id);
      const gaps: ManifestCamera['gaps'] = [];
      for (const { from, to } of windows) {
        for (const span of await this.#deps.recording.timeline(id, from, to)) {
          if (span.state === 'missing') gaps.push({ from: isoTime(span.from), to: isoTime(span.to), cause: span.cause ?? 'not-recorded' });
        }
      }
      cameras.push({
        id,
        number: camera?.number ?? windows[0]?.cameraNumber ?? '',
        place: camera?.place ?? '',
        district: camera?.district ?? '',
        maker: camera?.maker ?? '',
        model: camera?.model ?? '',
        serial: camera?.serial ?? '',
        firmware: camera?.firmware ?? '',
        address: camera?.address ?? '',
        endpoint: camera?.endpoint ?? '',
        requested: windows.map(({ from, to }) => ({ from: isoTime(from), to: isoTime(to) })),
        gaps,
      });
    }
    return cameras;
  }

  /** Signs the very bytes that lie in manifest.json. Returns their SHA-256. */
  async #sign(manifest: Manifest): Promise<string> {
    const { key } = this.#input;
    const bytes = Buffer.from(canonicalJson(plain(manifest)));
    await writeSynced(join(this.#dir, MANIFEST), bytes);
    await writeSynced(join(this.#dir, ED25519_SIGNATURE), signEd25519(null, bytes, key.ed25519));
    await writeSynced(join(this.#dir, CMS_SIGNATURE), await signDetached(bytes, key.ecdsa, key.certificatePem, this.#exportedAt));
    return (await hashFile(join(this.#dir, MANIFEST))).sha256;
  }

  /** Nothing leaves the house that the judge does not call valid. */
  async #judge(zipPath: string): Promise<void> {
    const verification = await verifyPackage(zipPath, { trusted: [this.#input.key.certificatePem] });
    if (verification.verdict === 'valid') return;
    throw new AppError('EVIDENCE_FAILED', `the new package was judged ${verification.verdict}: ${verification.summary}`, {
      reason: 'judge',
      verdict: verification.verdict,
    });
  }

  #cameraTitle(cameraId: string): string {
    const camera = this.#deps.cameras.find(cameraId);
    return camera ? `${camera.number} · ${camera.place}` : cameraId;
  }
}

/** What JSON can hold: fields that are undefined fall away, lone surrogates become U+FFFD. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? Buffer.from(item).toString() : item))) as unknown;
}

async function writeSynced(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `AB:CD:...`, as openssl prints it. */
function colons(hex: string): string {
  return hex.toUpperCase().match(/../g)?.join(':') ?? '';
}
