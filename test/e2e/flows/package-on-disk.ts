/** An evidence package as a prosecutor gets it: unpacked into a folder, checked with openssl and with our command. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { ROOT } from '../../helpers/built-server.ts';

/** Unpacks a zip; returns the path of its one root folder. */
export async function unpack(zip: string, into: string): Promise<string> {
  const archive = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(zip, { lazyEntries: true, autoClose: true }, (error, file) => (error ? reject(error) : resolve(file))),
  );
  await new Promise<void>((resolve, reject) => {
    archive.on('entry', (entry: yauzl.Entry) => {
      if (entry.fileName.endsWith('/')) return archive.readEntry();
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const file = join(into, entry.fileName);
        mkdirSync(dirname(file), { recursive: true });
        pipeline(stream, createWriteStream(file)).then(() => archive.readEntry(), reject);
      });
    });
    archive.on('end', resolve);
    archive.on('error', reject);
    archive.readEntry();
  });
  const [root] = readdirSync(into);
  if (!root) throw new Error('the zip is empty');
  return join(into, root);
}

/** `lubart verify`, as the text in the package names it. */
export function lubartVerify(path: string, trust?: string): { exitCode: number | null; output: string } {
  const result = spawnSync(process.execPath, [join(ROOT, 'out', 'main', 'cli.js'), 'verify', path, ...(trust ? ['--trust', trust] : [])], { encoding: 'utf8' });
  return { exitCode: result.status, output: result.stdout + result.stderr };
}

/** Runs every command that VERIFY.txt prints (lines that begin with openssl or grep), in the package's folder. Throws when one fails. */
export function runPrintedCommands(folder: string): string[] {
  const text = readFileSync(join(folder, 'VERIFY.txt'), 'utf8');
  const english = text.slice(text.indexOf('EVIDENCE PACKAGE'));
  const commands = english.split('\n').filter((line) => /^(openssl|grep) /.test(line));
  for (const command of commands) execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, stdio: 'pipe' });
  return commands;
}

/** Changes one byte in the middle of a file. */
export function flipOneByte(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  writeFileSync(file, bytes);
}

/** What ffprobe says of a clip. */
export function probeClip(file: string): { codec: string; seconds: number; frames: number } {
  const text = execFileSync(
    'ffprobe',
    ['-v', 'error', '-count_packets', '-select_streams', 'v:0', '-show_entries', 'stream=codec_name,nb_read_packets:format=duration', '-of', 'json', file],
    { encoding: 'utf8' },
  );
  const parsed = JSON.parse(text) as { streams: { codec_name: string; nb_read_packets: string }[]; format: { duration: string } };
  return { codec: parsed.streams[0]?.codec_name ?? '', seconds: Number(parsed.format.duration), frames: Number(parsed.streams[0]?.nb_read_packets) };
}
