import type { Light, ProfileName, PtzPosition, SceneEvent, SceneName } from '../types.ts';

/** What the worker is started with. */
export interface LiveViewOrder {
  scene: SceneName;
  look: number;
  light: Light;
  event: SceneEvent | null;
  position: PtzPosition;
  ffmpegPath: string;
}

export type LiveViewCommand = { kind: 'position'; position: PtzPosition } | { kind: 'scene'; light: Light; event: SceneEvent | null } | { kind: 'close' };

export type LiveViewReport = { kind: 'started' } | { kind: 'picture'; profile: ProfileName; annexB: Uint8Array } | { kind: 'ended'; reason: string | null };
