/** Media time of a recording and the wall clock, by the playlist's EXT-X-PROGRAM-DATE-TIME (RFC 8216 section 4.3.2.6). */
export interface DatedFragment {
  /** Media time in seconds. */
  start: number;
  duration: number;
  /** UTC milliseconds of its first frame; null where the playlist does not say. */
  programDateTime: number | null;
}

/** Media time at which the moment `at` is shown; in a gap, the first picture after it. Null when nothing is dated. */
export function mediaTimeOf(fragments: readonly DatedFragment[], at: number): number | null {
  let last: number | null = null;
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    if (at < fragment.programDateTime) return fragment.start;
    const into = (at - fragment.programDateTime) / 1000;
    if (into < fragment.duration) return fragment.start + into;
    last = fragment.start + fragment.duration;
  }
  return last;
}

/** UTC milliseconds of the picture at a media time, or null when its fragment is not dated. */
export function wallTimeOf(fragments: readonly DatedFragment[], mediaTimeS: number): number | null {
  const fragment = fragments.findLast((one) => one.start <= mediaTimeS + 0.001) ?? fragments[0];
  if (!fragment || fragment.programDateTime === null) return null;
  return fragment.programDateTime + (mediaTimeS - fragment.start) * 1000;
}
