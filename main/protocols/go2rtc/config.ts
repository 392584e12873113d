/**
 * go2rtc's configuration. The user and password stand in it as variables, which go2rtc replaces from its environment
 * in configuration files (not in configuration given inline), so neither a file nor the argument list holds them.
 */
export const GATEWAY_USER_VARIABLE = 'LUBART_GATEWAY_USER';
export const GATEWAY_PASSWORD_VARIABLE = 'LUBART_GATEWAY_PASSWORD';

/**
 * Only what we use: modules that start programs or open other doors are never initialised; the RTSP module stays for
 * its client, its server is off. Source: go2rtc's documentation, section Security, and its internal/api/api.go.
 */
export function go2rtcConfig(port: number): string {
  return JSON.stringify({
    app: { modules: ['api', 'ws', 'rtsp', 'mp4'] },
    api: {
      listen: `127.0.0.1:${port}`,
      username: `\${${GATEWAY_USER_VARIABLE}}`,
      password: `\${${GATEWAY_PASSWORD_VARIABLE}}`,
      local_auth: true,
      origin: '',
      allow_paths: ['/api', '/api/streams', '/api/ws', '/api/stream.mp4', '/api/preload'],
    },
    rtsp: { listen: '' },
    log: { format: 'text', level: 'warn', time: 'UNIXMS' },
  });
}
