import { parsePictureParameters, parseSequenceParameters, type PictureParameters, type SequenceParameters } from '../osd/parameter-sets.ts';
import { parseSliceHeader, type SliceHeader } from '../osd/slice-header.ts';
import type { StripImage } from '../osd/strip-image.ts';
import { writeIntraStripSlice, writeSkippedSlice } from '../osd/strip-slice.ts';
import { PROFILE_SIZE, type AccessUnit, type ProfileName } from '../types.ts';
import { NAL_TYPE, nalType } from './annex-b.ts';
import { packetise, type PacketRun } from './rtp-packets.ts';

/** Parameter sets of a clip or live view: as bytes for its description, and as read for its slice headers. */
export interface StreamSyntax {
  profile: ProfileName;
  spsNal: Buffer;
  ppsNal: Buffer;
  sps: SequenceParameters;
  pps: PictureParameters;
}

/** A picture cut into what all cameras share and the place of the strip, which is each camera's own. */
export interface PreparedPicture {
  isKeyFrame: boolean;
  /** NAL units before and after the strip's slice. */
  before: readonly Buffer[];
  after: readonly Buffer[];
  /** The slice to be replaced by the camera's strip; null when the strip is merely kept and is the same for all. */
  strip: SliceHeader | null;
  packetsBefore: PacketRun | null;
  packetsAfter: PacketRun;
}

/** Reads the parameter sets in front of a key frame. Throws when the stream is not coded as agreed (see ../types.ts). */
export function readStreamSyntax(keyFrame: AccessUnit, profile: ProfileName): StreamSyntax {
  const spsNal = keyFrame.nals.find((nal) => nalType(nal) === NAL_TYPE.sps);
  const ppsNal = keyFrame.nals.find((nal) => nalType(nal) === NAL_TYPE.pps);
  if (!spsNal || !ppsNal) throw new Error('A key frame comes without its parameter sets');
  const syntax = { profile, spsNal, ppsNal, sps: parseSequenceParameters(spsNal), pps: parsePictureParameters(ppsNal) };
  const { width, height } = PROFILE_SIZE[profile];
  if (syntax.sps.widthInMacroblocks !== Math.ceil(width / 16) || syntax.sps.heightInMacroblocks !== Math.ceil(height / 16)) {
    throw new Error(`A ${profile} picture does not measure ${width}x${height}`);
  }
  const second = keyFrame.nals.filter(isSlice)[1];
  if (!second || parseSliceHeader(second, syntax.sps, syntax.pps).firstMacroblock !== stripMacroblocks(syntax)) {
    throw new Error(`The first slice of a ${profile} picture is not exactly the OSD strip`);
  }
  return syntax;
}

/** Packs what is shared. `picture` must be coded with the parameter sets of `syntax`. */
export function preparePicture(picture: AccessUnit, syntax: StreamSyntax): PreparedPicture {
  const slices = picture.nals.filter(isSlice);
  const [first, ...after] = slices;
  if (!first) throw new Error('A picture has no slice');
  const header = parseSliceHeader(first, syntax.sps, syntax.pps);
  const before = picture.isKeyFrame ? [syntax.spsNal, syntax.ppsNal] : [];
  if (header.isIntra) {
    const packetsBefore = before.length > 0 ? packetise(before, false) : null;
    return { isKeyFrame: picture.isKeyFrame, before, after, strip: header, packetsBefore, packetsAfter: packetise(after, true) };
  }
  const kept = [writeSkippedSlice(header, syntax.pps, stripMacroblocks(syntax)), ...after];
  return { isKeyFrame: picture.isKeyFrame, before, after: kept, strip: null, packetsBefore: null, packetsAfter: packetise(kept, true) };
}

/** A P picture in which nothing moves at all, with the numbering of `picture`: what a stuck encoder sends. */
export function prepareStandstill(picture: AccessUnit, syntax: StreamSyntax): PreparedPicture {
  const first = picture.nals.find(isSlice);
  if (!first) throw new Error('A picture has no slice');
  const header = parseSliceHeader(first, syntax.sps, syntax.pps);
  const all = syntax.sps.widthInMacroblocks * syntax.sps.heightInMacroblocks;
  const after = [writeSkippedSlice(header, syntax.pps, all)];
  return { isKeyFrame: false, before: [], after, strip: null, packetsBefore: null, packetsAfter: packetise(after, true) };
}

/** The picture's packets with a camera's strip in place. */
export function packetsWithStrip(picture: PreparedPicture, syntax: StreamSyntax, image: StripImage): PacketRun[] {
  if (!picture.strip) return [picture.packetsAfter];
  const strip = packetise([writeIntraStripSlice(picture.strip, syntax.pps, image)], false);
  return picture.packetsBefore ? [picture.packetsBefore, strip, picture.packetsAfter] : [strip, picture.packetsAfter];
}

/** The picture's NAL units with a camera's strip in place. */
export function nalsWithStrip(picture: PreparedPicture, syntax: StreamSyntax, image: StripImage): Buffer[] {
  const strip = picture.strip ? [writeIntraStripSlice(picture.strip, syntax.pps, image)] : [];
  return [...picture.before, ...strip, ...picture.after];
}

function stripMacroblocks(syntax: StreamSyntax): number {
  return syntax.sps.widthInMacroblocks * PROFILE_SIZE[syntax.profile].stripMacroblockRows;
}

function isSlice(nal: Buffer): boolean {
  const type = nalType(nal);
  return type === NAL_TYPE.slice || type === NAL_TYPE.idr;
}
