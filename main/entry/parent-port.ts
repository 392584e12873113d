/** The utility process's line to the desktop, typed here so that nothing outside main/electron imports Electron. */
import type { HostToDesktop } from '../electron/host-messages.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: { start(): void }[] }) => void): void;
  postMessage(message: unknown): void;
}

function findParentPort(): ParentPort {
  const candidate = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (!candidate) throw new Error('this entry runs as a utility process of the desktop; use the server entry elsewhere');
  return candidate;
}

export const parentPort = findParentPort();

export function post(message: HostToDesktop): void {
  parentPort.postMessage(message);
}
