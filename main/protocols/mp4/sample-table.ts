/** The sample table of a finished (not fragmented) MP4: where each key frame of the video lies and when it is shown. */
import { BoxFields, Mp4Error, boxesIn, findBox, type Box } from './box.ts';
import { readInit } from './init-segment.ts';

export interface KeyFrame {
  /** Offset of its first byte in the file. */
  offset: number;
  /** Decode time from the start of the track, in seconds. */
  seconds: number;
}

export interface SampleTable {
  keyFrames: KeyFrame[];
  frames: number;
  durationSeconds: number;
}

const MAX_SAMPLES = 20_000_000;

/** `moov`: the whole box. Throws Mp4Error when its tables disagree. */
export function readSampleTable(moov: Buffer): SampleTable {
  const { video } = readInit(moov);
  const stbl = findVideoTable(moov, video.id);
  const table = (type: string): Box | null => findBox(moov, [type], stbl.contentStart, stbl.end);
  const needed = (type: string): Box => {
    const box = table(type);
    if (!box) throw new Mp4Error(`the video has no ${type} box`);
    return box;
  };
  const sizes = readSizes(moov, needed('stsz'));
  const offsets = sampleOffsets(sizes, readChunkOffsets(moov, table('stco'), table('co64')), readChunkRuns(moov, needed('stsc')));
  const { times, total } = sampleTimes(moov, needed('stts'), sizes.length);
  const stss = table('stss');
  const syncNumbers = stss ? readNumbers(moov, stss) : sizes.map((_, index) => index + 1);
  const keyFrames = syncNumbers.map((number) => {
    const [offset, ticks] = [offsets[number - 1], times[number - 1]];
    if (offset === undefined || ticks === undefined) throw new Mp4Error(`stss names sample ${number}, which does not exist`);
    return { offset, seconds: ticks / video.timescale };
  });
  return { keyFrames, frames: sizes.length, durationSeconds: total / video.timescale };
}

function findVideoTable(moov: Buffer, trackId: number): Box {
  const outer = findBox(moov, ['moov']);
  if (!outer) throw new Mp4Error('there is no moov box');
  for (const trak of boxesIn(moov, outer.contentStart, outer.end)) {
    if (trak.type !== 'trak') continue;
    const tkhd = findBox(moov, ['tkhd'], trak.contentStart, trak.end);
    const stbl = findBox(moov, ['mdia', 'minf', 'stbl'], trak.contentStart, trak.end);
    if (!tkhd || !stbl) continue;
    const fields = new BoxFields(moov, tkhd);
    fields.skip(fields.versionAndFlags().version === 1 ? 16 : 8);
    if (fields.u32() === trackId) return stbl;
  }
  throw new Mp4Error('the video track has no sample table');
}

function counted(fields: BoxFields, bytesEach: number): number {
  const count = fields.u32();
  if (count > MAX_SAMPLES || count * bytesEach > fields.remaining) throw new Mp4Error(`a table claims ${count} entries`);
  return count;
}

function readNumbers(moov: Buffer, box: Box): number[] {
  const fields = new BoxFields(moov, box);
  fields.versionAndFlags();
  return Array.from({ length: counted(fields, 4) }, () => fields.u32());
}

function readSizes(moov: Buffer, stsz: Box): number[] {
  const fields = new BoxFields(moov, stsz);
  fields.versionAndFlags();
  const same = fields.u32();
  if (same === 0) return Array.from({ length: counted(fields, 4) }, () => fields.u32());
  const count = fields.u32();
  if (count > MAX_SAMPLES) throw new Mp4Error(`stsz claims ${count} samples`);
  return Array.from({ length: count }, () => same);
}

function readChunkOffsets(moov: Buffer, stco: Box | null, co64: Box | null): number[] {
  if (stco) return readNumbers(moov, stco);
  if (!co64) throw new Mp4Error('the video has neither stco nor co64');
  const fields = new BoxFields(moov, co64);
  fields.versionAndFlags();
  return Array.from({ length: counted(fields, 8) }, () => fields.u64());
}

interface ChunkRun {
  firstChunk: number;
  samplesPerChunk: number;
}

function readChunkRuns(moov: Buffer, stsc: Box): ChunkRun[] {
  const fields = new BoxFields(moov, stsc);
  fields.versionAndFlags();
  return Array.from({ length: counted(fields, 12) }, () => {
    const run = { firstChunk: fields.u32(), samplesPerChunk: fields.u32() };
    fields.skip(4);
    return run;
  });
}

function sampleOffsets(sizes: readonly number[], chunks: readonly number[], runs: readonly ChunkRun[]): number[] {
  const offsets: number[] = [];
  let runIndex = 0;
  for (let chunk = 1; chunk <= chunks.length && offsets.length < sizes.length; chunk += 1) {
    const nextRun = runs[runIndex + 1];
    if (nextRun && nextRun.firstChunk <= chunk) runIndex += 1;
    let offset = chunks[chunk - 1] ?? 0;
    const inChunk = runs[runIndex]?.samplesPerChunk ?? 0;
    for (let index = 0; index < inChunk && offsets.length < sizes.length; index += 1) {
      const size = sizes[offsets.length] ?? 0;
      offsets.push(offset);
      offset += size;
    }
  }
  if (offsets.length !== sizes.length) throw new Mp4Error('the sample tables do not agree');
  return offsets;
}

function sampleTimes(moov: Buffer, stts: Box, samples: number): { times: number[]; total: number } {
  const fields = new BoxFields(moov, stts);
  fields.versionAndFlags();
  const entries = counted(fields, 8);
  const times: number[] = [];
  let total = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    const count = fields.u32();
    const delta = fields.u32();
    if (times.length + count > samples) throw new Mp4Error('stts counts more samples than there are');
    for (let index = 0; index < count; index += 1) {
      times.push(total);
      total += delta;
    }
  }
  if (times.length !== samples) throw new Mp4Error('stts counts fewer samples than there are');
  return { times, total };
}
