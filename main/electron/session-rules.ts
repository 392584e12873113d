/** What pages of a session may ask of the system: nothing. */
import type { Session } from 'electron';
import type { Logger } from '../kernel/log.ts';
import { APP_ORIGIN } from './asset-path.ts';
import { isRequestAllowed } from './content-security-policy.ts';

const OUTSIDE_SCHEMES = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

/** Denies permissions and devices, requests to anything but the host, and downloads that do not come from it. */
export function restrictSession(session: Session, hostOrigin: () => string | null, log: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn({ permission }, 'permission denied');
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  for (const event of ['select-hid-device', 'select-usb-device'] as const) {
    // Both hand the choice to a callback as the last argument; no argument to it means no device.
    session.on(event as 'select-hid-device', (received, _details, choose) => {
      received.preventDefault();
      choose();
    });
  }
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });

  session.webRequest.onBeforeRequest({ urls: OUTSIDE_SCHEMES }, ({ url }, answer) => {
    const isAllowed = isRequestAllowed(url, hostOrigin());
    if (!isAllowed) log.warn({ origin: originOf(url) }, 'request to another machine refused');
    answer({ cancel: !isAllowed });
  });

  // Evidence and exports are saved through the system's dialog, which Electron opens by itself.
  session.on('will-download', (event, item) => {
    const origin = originOf(item.getURL());
    if (origin === hostOrigin() || origin === APP_ORIGIN) return;
    log.warn({ origin }, 'download refused');
    event.preventDefault();
  });
}

/** Scheme and host alone: the rest of an address may carry a secret and has no place in a log. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return 'invalid';
  const url = new URL(address.startsWith('blob:') ? address.slice('blob:'.length) : address);
  return `${url.protocol}//${url.host}`;
}
