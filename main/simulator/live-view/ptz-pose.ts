import type { Pose } from '../scenes/drawing/camera.ts';
import type { PtzPosition } from '../types.ts';

const PAN_DEGREES = 60;
const TILT_DEGREES = 25;
const ZOOM_FACTOR = 5;
/** Looking straight down turns the picture over. */
const STEEPEST_DEGREES = 80;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The pose of a camera turned from its home. Pan to the right and tilt upwards are positive, as in ONVIF. */
export function poseAt(home: Pose, position: PtzPosition): Pose {
  return {
    ...home,
    yawDegrees: home.yawDegrees + clamp(position.pan, -1, 1) * PAN_DEGREES,
    pitchDegrees: clamp(home.pitchDegrees - clamp(position.tilt, -1, 1) * TILT_DEGREES, -STEEPEST_DEGREES, STEEPEST_DEGREES),
    focalPixels: home.focalPixels * ZOOM_FACTOR ** clamp(position.zoom, 0, 1),
  };
}

const FOLLOW_SHARE = 0.5;
const ARRIVED = 0.0008;

/** One frame's step towards where the camera was told to look, so that jumps become a quick glide. */
export function glide(from: PtzPosition, to: PtzPosition): PtzPosition {
  const step = (a: number, b: number): number => (Math.abs(b - a) < ARRIVED ? b : a + (b - a) * FOLLOW_SHARE);
  return { pan: step(from.pan, to.pan), tilt: step(from.tilt, to.tilt), zoom: step(from.zoom, to.zoom) };
}
