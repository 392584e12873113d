import { BitReader, readRbsp, type BitWriter } from './bits.ts';
import type { PictureParameters, SequenceParameters } from './parameter-sets.ts';

/** A slice header up to, not including, its deblocking fields: those bits are kept as the encoder wrote them. */
export interface SliceHeader {
  nalHeader: number;
  firstMacroblock: number;
  isIdr: boolean;
  isIntra: boolean;
  /** The RBSP, of which the first `keptBits` bits are the header through slice_qp_delta. */
  rbsp: Uint8Array;
  keptBits: number;
}

const HEADER_BYTES = 64;
const IDR_SLICE = 5;
const SLICE_P = 0;
const SLICE_I = 2;

/** Reads a slice header (H.264 7.3.3) of a progressive baseline stream. Throws when a field cannot be there. */
export function parseSliceHeader(nal: Uint8Array, sps: SequenceParameters, pps: PictureParameters): SliceHeader {
  const nalHeader = nal[0] ?? 0;
  const isIdr = (nalHeader & 31) === IDR_SLICE;
  const isReference = (nalHeader & 0x60) !== 0;
  const rbsp = readRbsp(nal, HEADER_BYTES);
  const bits = new BitReader(rbsp);
  const firstMacroblock = bits.readUnsigned();
  const sliceType = bits.readUnsigned() % 5;
  if (sliceType !== SLICE_P && sliceType !== SLICE_I) throw new Error(`Clip has a slice of type ${sliceType}, only I and P are expected`);
  bits.readUnsigned();
  bits.readBits(sps.log2MaxFrameNum);
  if (isIdr) bits.readUnsigned();
  if (sps.pictureOrderCountType === 0) {
    bits.readBits(sps.log2MaxPictureOrderCountLsb);
    if (pps.bottomFieldPictureOrderPresent) bits.readSigned();
  } else if (sps.pictureOrderCountType === 1 && !sps.deltaPictureOrderAlwaysZero) {
    bits.readSigned();
    if (pps.bottomFieldPictureOrderPresent) bits.readSigned();
  }
  if (pps.redundantPictureCountPresent) bits.readUnsigned();
  if (sliceType === SLICE_P) {
    if (bits.readBit() === 1) bits.readUnsigned();
    if (bits.readBit() === 1) skipReferenceModifications(bits);
  }
  if (isReference) skipReferenceMarking(bits, isIdr);
  bits.readSigned();
  return { nalHeader, firstMacroblock, isIdr, isIntra: sliceType === SLICE_I, rbsp, keptBits: bits.position };
}

/**
 * Starts a slice with the kept header and, where the stream allows it, deblocking switched off
 * (disable_deblocking_filter_idc = 1), so that the text stays crisp.
 */
export function writeSliceHeader(writer: BitWriter, header: SliceHeader, pps: PictureParameters): void {
  const bits = new BitReader(header.rbsp);
  for (let i = 0; i < header.keptBits; i++) writer.writeBits(bits.readBit(), 1);
  if (pps.deblockingFilterControlPresent) writer.writeUnsigned(1);
}

function skipReferenceModifications(bits: BitReader): void {
  const END = 3;
  while (bits.readUnsigned() !== END) bits.readUnsigned();
}

function skipReferenceMarking(bits: BitReader, isIdr: boolean): void {
  if (isIdr) {
    bits.readBits(2);
    return;
  }
  if (bits.readBit() === 0) return;
  for (;;) {
    const operation = bits.readUnsigned();
    if (operation === 0) return;
    if (operation === 5) continue;
    bits.readUnsigned();
    if (operation === 3) bits.readUnsigned();
  }
}
