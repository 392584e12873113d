import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const FFMPEG = process.env['FFMPEG'] ?? 'ffmpeg';

export interface CodedPicture {
  isKeyFrame: boolean;
  /** `first_mb_in_slice` of each slice, in order. */
  firstMacroblocks: number[];
}

export interface CodedLoop {
  pictures: CodedPicture[];
  /** Every distinct SPS and PPS met, as hex. */
  parameterSets: { sps: Set<string>; pps: Set<string> };
  otherNalTypes: Set<number>;
}

/** Reads NAL units from an Annex B stream (H.264, annex B) without help of the code under test. */
export function nalsOf(stream: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = stream.indexOf('000001', 0, 'hex'); at >= 0; at = stream.indexOf('000001', at + 3, 'hex')) starts.push(at + 3);
  return starts.map((start, i) => {
    const next = starts[i + 1];
    let end = next === undefined ? stream.length : next - 3;
    while (end > start && stream[end - 1] === 0) end--;
    return stream.subarray(start, end);
  });
}

/** The Exp-Golomb number at the start of a slice header: first_mb_in_slice (H.264, 7.3.3). */
export function firstMacroblockOf(nal: Buffer): number {
  let bits = '';
  for (const byte of nal.subarray(1, 9)) bits += byte.toString(2).padStart(8, '0');
  const zeros = bits.indexOf('1');
  return Number.parseInt(bits.slice(zeros, 2 * zeros + 1), 2) - 1;
}

export async function readCodedLoop(path: string): Promise<CodedLoop> {
  const loop: CodedLoop = { pictures: [], parameterSets: { sps: new Set(), pps: new Set() }, otherNalTypes: new Set() };
  for (const nal of nalsOf(await readFile(path))) {
    const type = (nal[0] ?? 0) & 31;
    if (type === 7) loop.parameterSets.sps.add(nal.toString('hex'));
    else if (type === 8) loop.parameterSets.pps.add(nal.toString('hex'));
    else if (type === 1 || type === 5) {
      const first = firstMacroblockOf(nal);
      if (first === 0) loop.pictures.push({ isKeyFrame: type === 5, firstMacroblocks: [] });
      loop.pictures[loop.pictures.length - 1]?.firstMacroblocks.push(first);
    } else loop.otherNalTypes.add(type);
  }
  return loop;
}

/** Decodes a loop to grey pictures of the given size. Rejects when the decoder finds any error. */
export async function decodeGrey(path: string, width: number, height: number): Promise<Buffer[]> {
  const { stdout, stderr } = await run(
    FFMPEG,
    [
      '-hide_banner',
      '-nostdin',
      '-loglevel',
      'error',
      '-f',
      'h264',
      '-i',
      path,
      '-vf',
      `scale=${String(width)}:${String(height)}:flags=area,format=gray`,
      '-fps_mode',
      'passthrough',
      '-f',
      'rawvideo',
      'pipe:1',
    ],
    { encoding: 'buffer', maxBuffer: 1 << 28 },
  );
  if (stderr.length > 0) throw new Error(stderr.toString());
  const size = width * height;
  return Array.from({ length: stdout.length / size }, (_, i) => stdout.subarray(i * size, (i + 1) * size));
}

/** Mean absolute difference of two pictures within a rectangle of shares of the picture. */
export function difference(a: Buffer, b: Buffer, width: number, area = { left: 0, top: 0.06, right: 1, bottom: 1 }): number {
  const height = a.length / width;
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(area.top * height); y < Math.floor(area.bottom * height); y++) {
    for (let x = Math.floor(area.left * width); x < Math.floor(area.right * width); x++) {
      sum += Math.abs((a[y * width + x] ?? 0) - (b[y * width + x] ?? 0));
      count++;
    }
  }
  return sum / count;
}

export function brightness(picture: Buffer): number {
  return picture.reduce((sum, value) => sum + value, 0) / picture.length;
}
