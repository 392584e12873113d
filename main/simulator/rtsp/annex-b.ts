import type { AccessUnit } from '../types.ts';

export const NAL_TYPE = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9 } as const;

export function nalType(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 31;
}

/** The NAL units of an Annex B byte stream (H.264 annex B), as views into it, without start codes. */
export function splitAnnexB(stream: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  let start = -1;
  let at = 0;
  while ((at = stream.indexOf('\0\0\u0001', at, 'latin1')) >= 0) {
    if (start >= 0) nals.push(withoutTrailingZeros(stream, start, at));
    start = at + 3;
    at = start;
  }
  if (start >= 0) nals.push(withoutTrailingZeros(stream, start, stream.length));
  return nals.filter((nal) => nal.length > 0);
}

/** An Annex B byte stream of NAL units. */
export function joinAnnexB(nals: readonly Buffer[]): Buffer {
  const START_CODE = Buffer.of(0, 0, 0, 1);
  return Buffer.concat(nals.flatMap((nal) => [START_CODE, nal]));
}

/** Groups NAL units into pictures; access unit delimiters and SEI messages are left out. */
export function groupPictures(nals: readonly Buffer[]): AccessUnit[] {
  const pictures: AccessUnit[] = [];
  let current: AccessUnit = { nals: [], isKeyFrame: false };
  let hasSlice = false;
  for (const nal of nals) {
    const type = nalType(nal);
    if (type === NAL_TYPE.sei || type === NAL_TYPE.delimiter) continue;
    const isSlice = type === NAL_TYPE.slice || type === NAL_TYPE.idr;
    const opensPicture = isSlice ? ((nal[1] ?? 0) & 0x80) !== 0 : true;
    if (hasSlice && opensPicture) {
      pictures.push(current);
      current = { nals: [], isKeyFrame: false };
      hasSlice = false;
    }
    current.nals.push(nal);
    if (isSlice) hasSlice = true;
    if (type === NAL_TYPE.idr) current.isKeyFrame = true;
  }
  if (hasSlice) pictures.push(current);
  return pictures;
}

function withoutTrailingZeros(stream: Buffer, start: number, end: number): Buffer {
  let last = end;
  while (last > start && stream[last - 1] === 0) last--;
  return stream.subarray(start, last);
}
