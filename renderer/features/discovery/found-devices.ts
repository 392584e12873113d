/** Devices as they answer, which are chosen, and what became of each. Pure. */
import type { Camera } from '#shared/contract/cameras.ts';
import type { FoundDevice } from '#shared/contract/discovery.ts';

/** What became of a device that was to be taken into the register. */
export type Outcome = { kind: 'waiting' } | { kind: 'reading' } | { kind: 'taken'; cameraId: string; wasKnown: boolean } | { kind: 'failed'; code: string };

export type Outcomes = ReadonlyMap<string, Outcome>;

/** A device that answers again stands where it stood. */
export function withDevice(devices: readonly FoundDevice[], found: FoundDevice): FoundDevice[] {
  const at = devices.findIndex((device) => device.endpoint === found.endpoint);
  return at < 0 ? [...devices, found] : devices.map((device, n) => (n === at ? found : device));
}

/** A device is known when the register says so now, not only when it answered. */
export function knownCamera(device: FoundDevice, cameras: readonly Pick<Camera, 'id' | 'number' | 'endpoint'>[]): { id: string; number: string } | null {
  const camera = cameras.find((each) => each.endpoint === device.endpoint || each.id === device.cameraId);
  if (camera) return { id: camera.id, number: camera.number };
  return null;
}

export type Choice = 'all' | 'new' | 'failed' | 'none';

export function choose(choice: Choice, devices: readonly FoundDevice[], isKnown: (device: FoundDevice) => boolean, outcomes: Outcomes): ReadonlySet<string> {
  const passes = (device: FoundDevice): boolean => {
    if (choice === 'all') return true;
    if (choice === 'new') return !isKnown(device);
    if (choice === 'failed') return outcomes.get(device.endpoint)?.kind === 'failed';
    return false;
  };
  return new Set(devices.filter(passes).map((device) => device.endpoint));
}

export function toggled(chosen: ReadonlySet<string>, endpoint: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(endpoint)) next.add(endpoint);
  return next;
}

/** So many a call, so that the first outcomes are seen while the rest is still being read. */
export function batchesOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

export function tally(outcomes: Outcomes): { taken: number; failed: number; done: number; total: number } {
  const kinds = [...outcomes.values()].map((outcome) => outcome.kind);
  const taken = kinds.filter((kind) => kind === 'taken').length;
  const failed = kinds.filter((kind) => kind === 'failed').length;
  return { taken, failed, done: taken + failed, total: kinds.length };
}
