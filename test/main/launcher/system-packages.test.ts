import { describe, expect, it } from 'vitest';
import { SetupError } from '../../../main/launcher/steps/setup-error.mjs';
import { ensureSystemPackages, missingPackages, SYSTEM_PACKAGES, type SystemView } from '../../../main/launcher/steps/system-packages.mjs';
import { silentReport } from './silent-report.ts';

/** A system that has everything but what is named. */
function systemWithout(missing: readonly string[], more: Partial<SystemView> = {}): SystemView {
  return {
    hasProgram: (names) => !names.some((name) => missing.includes(name)),
    hasLibrary: (soname) => !missing.includes(soname),
    hasFile: (path) => !missing.includes(path),
    hasApt: true,
    isRoot: false,
    aptCandidate: () => false,
    ...more,
  };
}

function ensure(system: SystemView) {
  return ensureSystemPackages({ purposes: ['media', 'window'], env: {}, report: silentReport(), system, platform: 'linux' });
}

async function failureOf(work: Promise<unknown>): Promise<SetupError> {
  const failure: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(SetupError);
  return failure as SetupError;
}

describe('system packages', () => {
  it('are not asked for when everything is there', async () => {
    await expect(ensure(systemWithout([]))).resolves.toBeUndefined();
  });

  it('are named in one command to paste when they cannot be installed from here', async () => {
    const { advice } = await failureOf(ensure(systemWithout(['ffmpeg', 'libgbm.so.1'])));
    expect(advice).toBe('sudo apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg libgbm1');
  });

  it('carry the names of newer releases where those exist', async () => {
    const system = systemWithout(['libasound.so.2', 'libnss3.so'], { aptCandidate: (name) => name === 'libasound2t64' });
    expect((await failureOf(ensure(system))).advice).toMatch(/ libnss3 libasound2t64$/);
  });

  it('are named without a command where there is no apt', async () => {
    const failure = await failureOf(ensure(systemWithout(['ffmpeg'], { hasApt: false, isRoot: true })));
    expect(failure.message).toContain('ffmpeg');
    expect(failure.advice).not.toContain('apt-get');
  });

  it('are only those of the purpose: a window with a display needs no virtual one, a server no window', () => {
    const bare = systemWithout([], { hasProgram: () => false, hasLibrary: () => false, hasFile: () => false });
    const names = (...purposes: Parameters<typeof missingPackages>[1][number][]) => missingPackages(bare, purposes).map(({ apt }) => apt);
    expect(names('media')).toEqual(['ffmpeg', 'fonts-dejavu']);
    expect(names('media', 'window')).not.toContain('xvfb');
    expect(names('headless')).toEqual(['xvfb', 'xauth']);
    expect(names('media', 'window', 'headless', 'tests', 'compiler')).toHaveLength(SYSTEM_PACKAGES.length);
  });
});
