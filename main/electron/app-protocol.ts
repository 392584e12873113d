/** `app://console/`: the renderer's built files, each with the policy that binds it. */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import type { Logger } from '../kernel/log.ts';
import { APP_SCHEME, findAsset, mimeTypeOf } from './asset-path.ts';
import { securityHeaders } from './content-security-policy.ts';

/** Must be called before the app is ready. Not `corsEnabled`: no other origin may read these files. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves `folder`. `hostOrigin` is asked for each answer, since the host may come back on another port. */
export function serveApp(session: Session, folder: string, hostOrigin: () => string | null, log: Logger): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const headers = securityHeaders(hostOrigin());
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
    const path = await findAsset(folder, request.url);
    if (path === null) {
      log.warn({ address: request.url.slice(0, 200) }, 'page asked for a file that is not served');
      return new Response(null, { status: 404, headers });
    }
    const body = request.method === 'HEAD' ? null : await readFile(path);
    return new Response(body, { headers: { ...headers, 'content-type': mimeTypeOf(path) } });
  });
}
