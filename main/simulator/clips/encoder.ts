import { FRAMES_PER_SECOND, PROFILE_SIZE, type ProfileName } from '../types.ts';

const LEVEL: Readonly<Record<ProfileName, string>> = { main: '3.1', sub: '2.1' };
const BITS_PER_SECOND: Readonly<Record<ProfileName, number>> = { main: 900_000, sub: 220_000 };
/** One second of stills may be paid for at once: a key frame is far larger than what follows. */
const BUFFER_SECONDS = 1.5;
const QUALITY: Readonly<Record<ProfileName, number>> = { main: 25, sub: 25 };

/** A live view begins anywhere within a second; key frames are forced onto the seconds of the wall clock. */
export interface LiveTiming {
  /** Number of the first frame since the epoch. */
  firstTick: number;
}

/** Macroblocks in the strip of a profile, which is the size of every slice. */
export function sliceMacroblocks(profile: ProfileName): number {
  const { width, stripMacroblockRows } = PROFILE_SIZE[profile];
  return Math.ceil(width / 16) * stripMacroblockRows;
}

/**
 * Encoder arguments shared by clips and live views, so that both have the same SPS and PPS: constrained baseline, one
 * reference, one slice per strip, a key frame each second. SEI units are dropped.
 */
export function encoderArguments(profile: ProfileName, live: LiveTiming | null): string[] {
  const x264 = [
    'threads=1',
    'sliced-threads=0',
    'sync-lookahead=0',
    'weightp=0',
    'repeat-headers=1',
    'annexb=1',
    'aud=0',
    'mbtree=0',
    'rc-lookahead=0',
    `slice-max-mbs=${sliceMacroblocks(profile)}`,
    'subme=2',
    'me=dia',
    'trellis=0',
    'aq-mode=1',
    // Said aloud, since players take different matrices for granted in large and in small pictures.
    'colorprim=bt709',
    'transfer=bt709',
    'colormatrix=bt709',
  ];
  return [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-profile:v',
    'baseline',
    '-level',
    LEVEL[profile],
    '-bf',
    '0',
    '-refs',
    '1',
    '-g',
    String(FRAMES_PER_SECOND),
    '-keyint_min',
    String(FRAMES_PER_SECOND),
    '-sc_threshold',
    '0',
    '-crf',
    String(QUALITY[profile]),
    '-maxrate',
    String(BITS_PER_SECOND[profile]),
    '-bufsize',
    String(BITS_PER_SECOND[profile] * BUFFER_SECONDS),
    '-x264-params',
    x264.join(':'),
    '-bsf:v',
    'filter_units=remove_types=6',
    ...(live === null
      ? ['-f', 'h264']
      : [
          '-forced-idr',
          '1',
          '-force_key_frames',
          `expr:not(mod(n+${String(live.firstTick % FRAMES_PER_SECOND)},${String(FRAMES_PER_SECOND)}))`,
          '-flush_packets',
          '1',
          '-f',
          'avi',
        ]),
  ];
}

/** Arguments of the one ffmpeg process that turns raw pictures on its input into both profiles. */
export function ffmpegArguments(outputs: Readonly<Record<ProfileName, string>>, live: LiveTiming | null): string[] {
  const { main, sub } = PROFILE_SIZE;
  return [
    '-hide_banner',
    '-nostdin',
    '-loglevel',
    'error',
    '-y',
    ...(live === null ? [] : ['-fflags', 'nobuffer', '-probesize', '32', '-analyzeduration', '0']),
    '-f',
    'rawvideo',
    '-pixel_format',
    'rgba',
    '-video_size',
    `${main.width}x${main.height}`,
    '-framerate',
    String(FRAMES_PER_SECOND),
    '-filter_complex_threads',
    '1',
    '-threads',
    '1',
    '-i',
    'pipe:0',
    '-filter_complex',
    `[0:v]scale=out_color_matrix=bt709:out_range=tv:flags=fast_bilinear,format=yuv420p,split=2[main][big];[big]scale=${sub.width}:${sub.height}:flags=fast_bilinear[sub]`,
    ...(['main', 'sub'] as const).flatMap((profile) => [
      '-map',
      `[${profile}]`,
      '-fps_mode',
      'passthrough',
      ...encoderArguments(profile, live),
      outputs[profile],
    ]),
  ];
}
