/** The initialisation segment of fragmented MP4: what tracks there are (ISO/IEC 14496-12 section 8). */
import { BoxFields, Mp4Error, boxesIn, findBox, type Box } from './box.ts';

export interface Track {
  id: number;
  /** `vide`, `soun`, ... */
  handler: string;
  /** Media ticks per second. */
  timescale: number;
  /** Four-character code of the sample entry, such as `avc1`. */
  codec: string;
  width: number;
  height: number;
  /** Defaults of movie fragments (`trex`); null in a file without fragments. */
  defaults: { sampleDuration: number; sampleFlags: number } | null;
}

export interface InitSegment {
  tracks: Track[];
  /** The first video track. */
  video: Track;
}

/** Reads a buffer that holds a `moov`. Throws Mp4Error when it has no video track or is not well formed. */
export function readInit(buffer: Buffer): InitSegment {
  const moov = findBox(buffer, ['moov']);
  if (!moov) throw new Mp4Error('there is no moov box');
  const defaults = readTrackDefaults(buffer, moov);
  const tracks: Track[] = [];
  for (const box of boxesIn(buffer, moov.contentStart, moov.end)) if (box.type === 'trak') tracks.push(readTrack(buffer, box, defaults));
  const video = tracks.find((track) => track.handler === 'vide');
  if (!video) throw new Mp4Error('there is no video track');
  return { tracks, video };
}

function readTrackDefaults(buffer: Buffer, moov: Box): Map<number, { sampleDuration: number; sampleFlags: number }> {
  const defaults = new Map<number, { sampleDuration: number; sampleFlags: number }>();
  const mvex = findBox(buffer, ['mvex'], moov.contentStart, moov.end);
  if (!mvex) return defaults;
  for (const box of boxesIn(buffer, mvex.contentStart, mvex.end)) {
    if (box.type !== 'trex') continue;
    const fields = new BoxFields(buffer, box);
    fields.versionAndFlags();
    const trackId = fields.u32();
    fields.skip(4);
    const sampleDuration = fields.u32();
    fields.skip(4);
    defaults.set(trackId, { sampleDuration, sampleFlags: fields.u32() });
  }
  return defaults;
}

function readTrack(buffer: Buffer, trak: Box, defaults: Map<number, { sampleDuration: number; sampleFlags: number }>): Track {
  const inside = (path: string[]): Box => {
    const box = findBox(buffer, path, trak.contentStart, trak.end);
    if (!box) throw new Mp4Error(`a track has no ${path.at(-1) ?? ''} box`);
    return box;
  };
  const tkhd = new BoxFields(buffer, inside(['tkhd']));
  tkhd.skip(tkhd.versionAndFlags().version === 1 ? 16 : 8);
  const id = tkhd.u32();

  const mdhd = new BoxFields(buffer, inside(['mdia', 'mdhd']));
  mdhd.skip(mdhd.versionAndFlags().version === 1 ? 16 : 8);
  const timescale = mdhd.u32();
  if (timescale === 0) throw new Mp4Error('a track has no timescale');

  const hdlr = inside(['mdia', 'hdlr']);
  if (hdlr.end - hdlr.contentStart < 12) throw new Mp4Error('box hdlr is too short');
  const handler = buffer.toString('latin1', hdlr.contentStart + 8, hdlr.contentStart + 12);

  const stsd = inside(['mdia', 'minf', 'stbl', 'stsd']);
  const [entry] = boxesIn(buffer, stsd.contentStart + 8, stsd.end);
  if (!entry) throw new Mp4Error('a track has no sample entry');
  const [width, height] = handler === 'vide' ? readVisualSize(buffer, entry) : [0, 0];
  return { id, handler, timescale, codec: entry.type, width, height, defaults: defaults.get(id) ?? null };
}

/** VisualSampleEntry (section 12.1.3): width and height lie 24 bytes into the entry. */
function readVisualSize(buffer: Buffer, entry: Box): [number, number] {
  const fields = new BoxFields(buffer, entry);
  fields.skip(24);
  return [fields.u16(), fields.u16()];
}
