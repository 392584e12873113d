import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROFILE_SIZE, type ClipFiles, type ClipKey, type ClipLibrary, type ProfileName } from '#main/simulator/types.ts';

const run = promisify(execFile);

export const FFMPEG = process.env['LUBART_FFMPEG'] ?? 'ffmpeg';

export const CLIP_SECONDS = 2;

/** A test picture coded as the city's clips are: see main/simulator/types.ts. */
async function drawTestClip(path: string, profile: ProfileName, source: string): Promise<void> {
  const { width, height, stripMacroblockRows } = PROFILE_SIZE[profile];
  const strip = `drawbox=x=0:y=0:w=${width}:h=${stripMacroblockRows * 16}:color=0x10141a:t=fill,format=yuv420p`;
  await run(FFMPEG, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `${source}=size=${width}x${height}:rate=12`, '-t', String(CLIP_SECONDS), '-vf', strip],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-refs', '1', '-bf', '0', '-g', '12', '-keyint_min', '12'],
    ...['-sc_threshold', '0', '-x264-params', `slice-max-mbs=${(width / 16) * stripMacroblockRows}:repeat-headers=1`, '-f', 'h264', path],
  ]);
}

/** A clip library of test pictures; event clips show another picture. Counts how often it was asked to draw. */
export function testClipLibrary(directory: string): ClipLibrary & { drawn: ClipKey[] } {
  const files = new Map<string, Promise<ClipFiles>>();
  const drawn: ClipKey[] = [];
  const draw = async (source: string): Promise<ClipFiles> => {
    const clip = { mainPath: join(directory, `${source}-main.h264`), subPath: join(directory, `${source}-sub.h264`) };
    await Promise.all([drawTestClip(clip.mainPath, 'main', source), drawTestClip(clip.subPath, 'sub', source)]);
    return clip;
  };
  return {
    drawn,
    isThere: (key) => Promise.resolve(files.has(key.event ? 'smptebars' : 'testsrc2')),
    ensure(key) {
      drawn.push(key);
      const source = key.event ? 'smptebars' : 'testsrc2';
      const made = files.get(source) ?? draw(source);
      files.set(source, made);
      return made;
    },
  };
}
