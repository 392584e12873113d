/** Which file an address of the `app` protocol means, and nothing outside the renderer's folder. */
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export const APP_SCHEME = 'app';
export const APP_HOST = 'console';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
};

/** Content type by the file's ending; bytes for endings the renderer does not produce. */
export function mimeTypeOf(path: string): string {
  return MIME_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/**
 * Path segments of an address, or null when it must not be served. One decoding only: what still holds a `%` that
 * decodes to something, a separator, a dot segment or a control character was made to mislead.
 */
export function assetSegments(address: string): string[] | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST || url.username !== '' || url.password !== '') return null;
  // The parser has already resolved `..`, so an address that tries it is caught by looking at the text itself.
  const path = address.slice(APP_ORIGIN.length).split(/[?#]/, 1)[0] ?? '';
  const segments: string[] = [];
  for (const raw of path.split('/')) {
    if (raw === '') continue;
    const segment = decodeOnce(raw);
    if (segment === null || segment === '.' || segment === '..' || /[\\/%\u0000-\u001f:]/.test(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/**
 * The absolute path of the file an address names inside `folder`; `/` is index.html. Null when there is no such file,
 * or when a link leads out of the folder.
 */
export async function findAsset(folder: string, address: string): Promise<string | null> {
  const segments = assetSegments(address);
  if (segments === null) return null;
  const wanted = join(folder, ...(segments.length === 0 ? ['index.html'] : segments));
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(wanted)]);
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}
