/** How this host was started: from the command line and the environment, checked once. */
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { AppError } from '#shared/contract/errors.ts';

export const LIGHTS = ['auto', 'day', 'night', 'mixed'] as const;

const optionsSchema = z.object({
  data: z.string().optional(),
  cameras: z.coerce.number().int().min(1).max(1000).default(16),
  port: z.coerce.number().int().min(0).max(65535).default(0),
  light: z.enum(LIGHTS).default('auto'),
  events: z.enum(['off', 'normal', 'often']).default('normal'),
  demo: z.boolean().default(true),
});

export interface HostConfig {
  dataDir: string;
  /** Drawn clips, downloaded tools: may be deleted at any time. */
  cacheDir: string;
  /** Bundled files. */
  resourcesDir: string;
  /** The renderer's built files, served in browser mode and for the response page. */
  rendererDir: string;
  /** Built entry files of child processes. */
  entryDir: string;
  go2rtcPath: string;
  ffmpegPath: string;
  httpPort: number;
  /** The demo city opens when no camera is configured; `isDemoAllowed` false keeps it away. */
  isDemoAllowed: boolean;
  demo: { cameras: number; light: (typeof LIGHTS)[number]; events: 'off' | 'normal' | 'often' };
  version: string;
}

/**
 * Reads options (`--data DIR --cameras N --port N --light auto|day|night|mixed --no-demo`) and the environment
 * (LUBART_ROOT, LUBART_CACHE_DIR, LUBART_GO2RTC, LUBART_FFMPEG, LUBART_ENTRY_DIR). BAD_INPUT names a wrong option.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv, version: string): HostConfig {
  const paths = envPaths('lubart', { suffix: '' });
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      cameras: { type: 'string' },
      port: { type: 'string' },
      light: { type: 'string' },
      events: { type: 'string' },
      'no-demo': { type: 'boolean' },
    },
  });
  const parsed = optionsSchema.safeParse({ ...values, demo: values['no-demo'] !== true });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('BAD_INPUT', `option --${issue?.path.join('.') ?? '?'}: ${issue?.message ?? 'wrong'}`, { field: issue?.path.join('.') ?? '' });
  }
  const options = parsed.data;
  const root = resolve(env['LUBART_ROOT'] ?? process.cwd());
  return {
    dataDir: resolve(options.data ?? paths.data),
    cacheDir: resolve(env['LUBART_CACHE_DIR'] ?? paths.cache),
    resourcesDir: join(root, 'resources'),
    rendererDir: join(root, 'out', 'renderer'),
    entryDir: resolve(env['LUBART_ENTRY_DIR'] ?? join(root, 'out', 'main')),
    go2rtcPath: env['LUBART_GO2RTC'] ?? 'go2rtc',
    ffmpegPath: env['LUBART_FFMPEG'] ?? 'ffmpeg',
    httpPort: options.port,
    isDemoAllowed: options.demo,
    demo: { cameras: options.cameras, light: options.light, events: options.events },
    version,
  };
}
