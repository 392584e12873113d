/** Movie fragments (ISO/IEC 14496-12 section 8.8): which track, when, how long, and whether it starts with a key frame. */
import { BoxFields, Mp4Error, boxesIn, findBox, type Box } from './box.ts';
import type { InitSegment } from './init-segment.ts';

export interface TrackFragment {
  trackId: number;
  /** Decode time of the first sample in media ticks (`tfdt`). */
  decodeTime: number;
  /** Sum of the samples' durations in media ticks. */
  duration: number;
  samples: number;
  /** Samples that are key frames, and whether the first one is. */
  keySamples: number;
  startsWithKey: boolean;
}

/** sample_is_non_sync_sample of section 8.8.3.1. */
const NON_SYNC = 0x00010000;
const MAX_SAMPLES = 100_000;

const TFHD = { baseDataOffset: 0x1, sampleDescription: 0x2, duration: 0x8, size: 0x10, flags: 0x20 } as const;
const TRUN = { dataOffset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, compositionOffset: 0x800 } as const;

/** Reads a whole `moof` box. Throws Mp4Error when it is not well formed. */
export function readFragment(moof: Buffer, init: InitSegment): TrackFragment[] {
  const outer = findBox(moof, ['moof']);
  if (!outer) throw new Mp4Error('this is no moof box');
  const fragments: TrackFragment[] = [];
  for (const box of boxesIn(moof, outer.contentStart, outer.end)) if (box.type === 'traf') fragments.push(readTrackFragment(moof, box, init));
  return fragments;
}

function readTrackFragment(moof: Buffer, traf: Box, init: InitSegment): TrackFragment {
  const tfhd = findBox(moof, ['tfhd'], traf.contentStart, traf.end);
  const tfdt = findBox(moof, ['tfdt'], traf.contentStart, traf.end);
  if (!tfhd || !tfdt) throw new Mp4Error('a track fragment has no tfhd or tfdt');
  const header = readHeader(moof, tfhd, init);
  const time = new BoxFields(moof, tfdt);
  const decodeTime = time.versionAndFlags().version === 1 ? time.u64() : time.u32();
  const fragment: TrackFragment = { trackId: header.trackId, decodeTime, duration: 0, samples: 0, keySamples: 0, startsWithKey: false };
  for (const box of boxesIn(moof, traf.contentStart, traf.end)) if (box.type === 'trun') addRun(moof, box, header, fragment);
  return fragment;
}

interface Header {
  trackId: number;
  duration: number;
  flags: number;
}

function readHeader(moof: Buffer, tfhd: Box, init: InitSegment): Header {
  const fields = new BoxFields(moof, tfhd);
  const { flags } = fields.versionAndFlags();
  const trackId = fields.u32();
  const defaults = init.tracks.find((track) => track.id === trackId)?.defaults;
  if (flags & TFHD.baseDataOffset) fields.skip(8);
  if (flags & TFHD.sampleDescription) fields.skip(4);
  const duration = flags & TFHD.duration ? fields.u32() : (defaults?.sampleDuration ?? 0);
  if (flags & TFHD.size) fields.skip(4);
  return { trackId, duration, flags: flags & TFHD.flags ? fields.u32() : (defaults?.sampleFlags ?? 0) };
}

function addRun(moof: Buffer, trun: Box, header: Header, fragment: TrackFragment): void {
  const fields = new BoxFields(moof, trun);
  const { flags } = fields.versionAndFlags();
  const count = fields.u32();
  if (fragment.samples + count > MAX_SAMPLES) throw new Mp4Error(`a fragment claims ${count} samples`);
  if (flags & TRUN.dataOffset) fields.skip(4);
  const firstFlags = flags & TRUN.firstFlags ? fields.u32() : null;
  for (let index = 0; index < count; index += 1) {
    fragment.duration += flags & TRUN.duration ? fields.u32() : header.duration;
    if (flags & TRUN.size) fields.skip(4);
    let sampleFlags = flags & TRUN.flags ? fields.u32() : header.flags;
    if (index === 0 && firstFlags !== null) sampleFlags = firstFlags;
    if (flags & TRUN.compositionOffset) fields.skip(4);
    const isKey = (sampleFlags & NON_SYNC) === 0;
    if (isKey) fragment.keySamples += 1;
    if (fragment.samples === 0) fragment.startsWithKey = isKey;
    fragment.samples += 1;
  }
}
