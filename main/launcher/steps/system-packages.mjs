import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findProgram } from './places.mjs';
import { runLines } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * What must come from the operating system, and how to tell that it is there. Probed by the files themselves
 * and not by package names, so that any distribution will do; the names are for installing on Debian and Ubuntu
 * (newer ones carry the suffix t64).
 *
 * @typedef {'media' | 'window' | 'headless' | 'tests' | 'compiler'} Purpose
 * @typedef {{ program: readonly string[] } | { library: string } | { file: readonly string[] }} Probe
 * @typedef {{ apt: string, purpose: Purpose, probe: Probe }} SystemPackage
 */

/** @type {readonly SystemPackage[]} */
export const SYSTEM_PACKAGES = [
  { apt: 'ffmpeg', purpose: 'media', probe: { program: ['ffmpeg'] } },
  {
    apt: 'fonts-dejavu',
    purpose: 'media',
    probe: {
      file: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', '/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf', '/usr/share/fonts/TTF/DejaVuSans.ttf'],
    },
  },
  { apt: 'libgtk-3-0', purpose: 'window', probe: { library: 'libgtk-3.so.0' } },
  { apt: 'libnss3', purpose: 'window', probe: { library: 'libnss3.so' } },
  { apt: 'libasound2', purpose: 'window', probe: { library: 'libasound.so.2' } },
  { apt: 'libgbm1', purpose: 'window', probe: { library: 'libgbm.so.1' } },
  { apt: 'libxss1', purpose: 'window', probe: { library: 'libXss.so.1' } },
  { apt: 'libatk-bridge2.0-0', purpose: 'window', probe: { library: 'libatk-bridge-2.0.so.0' } },
  { apt: 'xvfb', purpose: 'headless', probe: { program: ['xvfb-run'] } },
  { apt: 'xauth', purpose: 'headless', probe: { program: ['xauth'] } },
  { apt: 'chromium', purpose: 'tests', probe: { program: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] } },
  { apt: 'python3', purpose: 'compiler', probe: { program: ['python3'] } },
  { apt: 'make', purpose: 'compiler', probe: { program: ['make', 'gmake'] } },
  { apt: 'g++', purpose: 'compiler', probe: { program: ['g++', 'clang++'] } },
];

/**
 * The system as the step sees it; tests put their own in its place.
 * @typedef {{
 *   hasProgram: (names: readonly string[]) => boolean,
 *   hasLibrary: (soname: string) => boolean,
 *   hasFile: (path: string) => boolean,
 *   hasApt: boolean,
 *   isRoot: boolean,
 *   aptCandidate: (name: string) => boolean,
 * }} SystemView
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {SystemView}
 */
export function lookAtSystem(env) {
  // ldconfig is in sbin, which an ordinary user's PATH does not have.
  const path = `${env.PATH ?? ''}:/usr/sbin:/sbin`;
  /** @type {string | undefined} */
  let libraries;
  return {
    hasProgram: (names) => findProgram(names, { PATH: path }) !== null,
    hasLibrary(soname) {
      libraries ??= spawnSync('ldconfig', ['-p'], { encoding: 'utf8', env: { ...env, PATH: path } }).stdout ?? '';
      return libraries.includes(`${soname} (`);
    },
    hasFile: existsSync,
    hasApt: findProgram(['apt-get'], { PATH: path }) !== null,
    isRoot: process.getuid?.() === 0,
    aptCandidate(name) {
      const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...env, LC_ALL: 'C' } }).stdout ?? '';
      return /^ {2}Candidate: (?!\(none\))/m.test(policy);
    },
  };
}

/**
 * @param {SystemView} system
 * @param {readonly Purpose[]} purposes
 * @returns {SystemPackage[]}
 */
export function missingPackages(system, purposes) {
  return SYSTEM_PACKAGES.filter(({ purpose, probe }) => {
    if (!purposes.includes(purpose)) return false;
    if ('program' in probe) return !system.hasProgram(probe.program);
    if ('library' in probe) return !system.hasLibrary(probe.library);
    return !probe.file.some(system.hasFile);
  });
}

/**
 * @param {SystemView} system
 * @param {readonly SystemPackage[]} missing
 * @returns {string[]} names as this release of Debian or Ubuntu knows them
 */
export function aptNames(system, missing) {
  return missing.map(({ apt }) => (apt.startsWith('lib') && system.aptCandidate(`${apt}t64`) ? `${apt}t64` : apt));
}

/**
 * Sees to it that the programs and libraries for these purposes are there. As root on Debian or Ubuntu they
 * are installed; otherwise the one command that does it is the advice of the error.
 * @param {{ purposes: readonly Purpose[], env: NodeJS.ProcessEnv, report: import('./report.mjs').Report, system?: SystemView, platform?: NodeJS.Platform }} options
 * @returns {Promise<void>}
 * @throws {SetupError} when something is missing and cannot be installed from here
 */
export async function ensureSystemPackages({ purposes, env, report, system = lookAtSystem(env), platform = process.platform }) {
  if (platform !== 'linux') {
    if (!system.hasProgram(['ffmpeg'])) {
      throw new SetupError('ffmpeg was not found on the PATH.', 'Install ffmpeg 5 or newer and start again.');
    }
    return;
  }
  await report.step('system packages', async (progress) => {
    const missing = missingPackages(system, purposes);
    if (missing.length === 0) return { text: 'all there', value: undefined };
    if (!system.hasApt) {
      throw new SetupError(
        `These are missing: ${missing.map(({ apt }) => apt).join(' ')} (names as in Debian).`,
        'Install them with the package manager of this system and start again.',
      );
    }
    if (!system.isRoot) {
      const names = aptNames(system, missing).join(' ');
      throw new SetupError(`These system packages are missing: ${names}`, `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`);
    }
    await apt(['update', '-q'], env, progress);
    const names = aptNames(system, missing);
    progress(`installing ${names.join(' ')}`);
    await apt(['install', '-y', '-q', '--no-install-recommends', ...names], env, progress);
    const still = missingPackages(lookAtSystem(env), purposes);
    if (still.length > 0) {
      throw new SetupError(`apt-get ended well, but these cannot be found: ${still.map((one) => one.apt).join(' ')}`);
    }
    return { text: `installed ${names.join(' ')}`, value: undefined };
  });
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(text: string) => void} progress
 */
async function apt(args, env, progress) {
  const { code, tail } = await runLines('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    cwd: '/',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    onLine: (line) => {
      const step = /^(Unpacking|Setting up) (\S+)/.exec(line);
      if (step !== null) progress(`${step[1]} ${step[2]}`);
    },
  });
  if (code !== 0) throw new SetupError(`apt-get ${args[0]} failed (${code}):\n${tail.slice(-12).join('\n')}`);
}
