import { BitWriter, writeNal } from './bits.ts';
import type { PictureParameters } from './parameter-sets.ts';
import { writeSliceHeader, type SliceHeader } from './slice-header.ts';
import { PCM_BYTES, type StripImage } from './strip-image.ts';

/** mb_type codes of I slices (H.264 table 7-11). */
const MB_TYPE_I_16X16_DC_PREDICTION_NO_RESIDUAL = 3;
const MB_TYPE_I_PCM = 25;

/** What a neighbour counts when the number of coefficients is predicted (H.264 9.2.1): I_PCM counts as 16. */
const PCM_COEFFICIENTS = 16;

/**
 * An IDR slice that shows the strip. Text macroblocks are uncompressed (I_PCM); blank ones are predicted from their
 * neighbours (Intra 16x16, DC) without any residual, which is exact as long as the neighbours' edges are background.
 */
export function writeIntraStripSlice(header: SliceHeader, pps: PictureParameters, image: StripImage): Buffer {
  const count = image.columns * image.rows;
  const writer = new BitWriter(256 + count * (PCM_BYTES + 4));
  writeSliceHeader(writer, header, pps);
  const isPcm: boolean[] = [];
  for (let index = 0; index < count; index++) {
    const left = index % image.columns > 0 ? index - 1 : null;
    const above = index >= image.columns ? index - image.columns : null;
    const pcm = needsPcm(image, index, left, above);
    isPcm.push(pcm);
    if (pcm) {
      writer.writeUnsigned(MB_TYPE_I_PCM);
      writer.alignWithZeros();
      writer.appendBytes(image.macroblock(index));
    } else {
      writer.writeUnsigned(MB_TYPE_I_16X16_DC_PREDICTION_NO_RESIDUAL);
      writer.writeUnsigned(0); // intra_chroma_pred_mode: DC
      writer.writeSigned(0); // mb_qp_delta
      writeNoCoefficients(writer, predictedCoefficients(isPcm, left, above));
    }
  }
  return writeNal(header.nalHeader, writer.finish());
}

/** A P slice in which `macroblockCount` macroblocks stay as they were: one mb_skip_run. */
export function writeSkippedSlice(header: SliceHeader, pps: PictureParameters, macroblockCount: number): Buffer {
  const writer = new BitWriter(256);
  writeSliceHeader(writer, header, pps);
  writer.writeUnsigned(macroblockCount);
  return writeNal(header.nalHeader, writer.finish());
}

function needsPcm(image: StripImage, index: number, left: number | null, above: number | null): boolean {
  if (left === null && above === null) return true;
  if (!image.isBlank(index)) return true;
  if (left !== null && !image.hasBlankRightEdge(left)) return true;
  return above !== null && !image.hasBlankBottomEdge(above);
}

function predictedCoefficients(isPcm: readonly boolean[], left: number | null, above: number | null): number {
  const ofLeft = left === null ? null : isPcm[left] ? PCM_COEFFICIENTS : 0;
  const ofAbove = above === null ? null : isPcm[above] ? PCM_COEFFICIENTS : 0;
  if (ofLeft !== null && ofAbove !== null) return (ofLeft + ofAbove + 1) >> 1;
  return ofLeft ?? ofAbove ?? 0;
}

/** coeff_token for "no coefficient" under the predicted number nC (H.264 table 9-5). */
function writeNoCoefficients(writer: BitWriter, predicted: number): void {
  if (predicted < 2) writer.writeBits(0b1, 1);
  else if (predicted < 4) writer.writeBits(0b11, 2);
  else if (predicted < 8) writer.writeBits(0b1111, 4);
  else writer.writeBits(0b000011, 6);
}
