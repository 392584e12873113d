import { BitReader, readRbsp } from './bits.ts';

/** Fields of the sequence parameter set (H.264 7.3.2.1.1) that a slice header depends on. */
export interface SequenceParameters {
  log2MaxFrameNum: number;
  pictureOrderCountType: number;
  log2MaxPictureOrderCountLsb: number;
  deltaPictureOrderAlwaysZero: boolean;
  widthInMacroblocks: number;
  heightInMacroblocks: number;
}

/** Fields of the picture parameter set (H.264 7.3.2.2) that a slice header depends on. */
export interface PictureParameters {
  bottomFieldPictureOrderPresent: boolean;
  deblockingFilterControlPresent: boolean;
  redundantPictureCountPresent: boolean;
}

const BASELINE = 66;

/** Reads a sequence parameter set. Throws when it is not progressive constrained baseline, which every clip is. */
export function parseSequenceParameters(nal: Uint8Array): SequenceParameters {
  const bits = new BitReader(readRbsp(nal));
  const profile = bits.readBits(8);
  if (profile !== BASELINE) throw new Error(`Clip has H.264 profile ${profile}, baseline (${BASELINE}) is needed`);
  bits.readBits(16);
  bits.readUnsigned();
  const log2MaxFrameNum = bits.readUnsigned() + 4;
  const pictureOrderCountType = bits.readUnsigned();
  let log2MaxPictureOrderCountLsb = 0;
  let deltaPictureOrderAlwaysZero = true;
  if (pictureOrderCountType === 0) {
    log2MaxPictureOrderCountLsb = bits.readUnsigned() + 4;
  } else if (pictureOrderCountType === 1) {
    deltaPictureOrderAlwaysZero = bits.readBit() === 1;
    bits.readSigned();
    bits.readSigned();
    const cycle = bits.readUnsigned();
    for (let i = 0; i < cycle; i++) bits.readSigned();
  }
  bits.readUnsigned();
  bits.readBit();
  const widthInMacroblocks = bits.readUnsigned() + 1;
  const heightInMacroblocks = bits.readUnsigned() + 1;
  if (bits.readBit() !== 1) throw new Error('Clip is interlaced, progressive is needed');
  return {
    log2MaxFrameNum,
    pictureOrderCountType,
    log2MaxPictureOrderCountLsb,
    deltaPictureOrderAlwaysZero,
    widthInMacroblocks,
    heightInMacroblocks,
  };
}

/** Reads a picture parameter set. Throws on CABAC, slice groups or weighted prediction, which no clip uses. */
export function parsePictureParameters(nal: Uint8Array): PictureParameters {
  const bits = new BitReader(readRbsp(nal));
  bits.readUnsigned();
  bits.readUnsigned();
  if (bits.readBit() === 1) throw new Error('Clip is CABAC coded, CAVLC is needed');
  const bottomFieldPictureOrderPresent = bits.readBit() === 1;
  if (bits.readUnsigned() !== 0) throw new Error('Clip uses slice groups');
  bits.readUnsigned();
  bits.readUnsigned();
  if (bits.readBit() === 1) throw new Error('Clip uses weighted prediction');
  bits.readBits(2);
  bits.readSigned();
  bits.readSigned();
  bits.readSigned();
  const deblockingFilterControlPresent = bits.readBit() === 1;
  bits.readBit();
  const redundantPictureCountPresent = bits.readBit() === 1;
  return { bottomFieldPictureOrderPresent, deblockingFilterControlPresent, redundantPictureCountPresent };
}
