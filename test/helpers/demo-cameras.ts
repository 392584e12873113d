/** Makes the demo city's cameras fail, by the simulator's own control interface. */
import { childRunning } from './processes.ts';

/** `freeze`: connected, nothing comes. `freeze?mode=repeat`: a stuck encoder, the same picture again and again. */
export type CameraOrder = 'down' | 'up' | 'freeze' | 'freeze?mode=repeat' | 'thaw';

interface ControlStatus {
  cameras: { id: string; name: string; position: CameraPosition | null }[];
}

function controlOrigin(pid: number): string {
  const argv = childRunning(pid, 'simulator.js')?.argv;
  if (!argv) throw new Error('the simulator does not run');
  return `http://127.0.0.1:${Number(argv[argv.indexOf('--port-base') + 1]) - 1}`;
}

/** The simulator's own view of the cameras below the host `pid`. */
async function simulatedCamera(pid: number, number: string): Promise<ControlStatus['cameras'][number]> {
  const status = (await (await fetch(`${controlOrigin(pid)}/status`)).json()) as ControlStatus;
  const camera = status.cameras.find(({ name }) => name === number);
  if (!camera) throw new Error(`no simulated camera is called ${number}`);
  return camera;
}

/** Gives an order about the camera with this number for people, such as К-008. `pid` is the application. */
export async function tellCamera(pid: number, number: string, order: CameraOrder): Promise<void> {
  const { id } = await simulatedCamera(pid, number);
  const answer = await fetch(`${controlOrigin(pid)}/cameras/${id}/${order}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`the simulator refused ${order} for ${number}: ${await answer.text()}`);
}

/** Lets a scene's event be seen for so long, such as a crash at К-114. Resolves once it is to be seen. */
export async function letHappen(pid: number, number: string, event: string, seconds: number): Promise<void> {
  const { id } = await simulatedCamera(pid, number);
  const answer = await fetch(`${controlOrigin(pid)}/cameras/${id}/event?name=${event}&seconds=${seconds}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`the simulator refused ${event} at ${number}: ${await answer.text()}`);
}

export interface CameraPosition {
  pan: number;
  tilt: number;
  zoom: number;
}

/** Where a PTZ camera points, by its own account: pan and tilt in [-1, 1], zoom in [0, 1]. */
export async function cameraPosition(pid: number, number: string): Promise<CameraPosition> {
  const { position } = await simulatedCamera(pid, number);
  if (!position) throw new Error(`${number} cannot be moved`);
  return position;
}
