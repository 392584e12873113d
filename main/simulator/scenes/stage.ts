import type { Light, SceneEvent } from '../types.ts';
import type { Pose } from './drawing/camera.ts';
import type { Bounds, Point } from './drawing/geometry.ts';
import type { GlowColour } from './drawing/glow.ts';
import type { LightPool, Painter } from './drawing/painter.ts';
import { paletteOf, type Palette } from './drawing/palette.ts';
import { Random } from './drawing/random.ts';
import type { Rgb } from './drawing/colour.ts';

/** Something that can hide and be hidden. */
export interface Thing {
  /** The space it fills; decides what is in front of what. */
  bounds: Bounds;
  /** How far light or smoke of it is drawn outside its bounds, metres. */
  reachMetres: number;
  paint(painter: Painter): void;
}

/** A lamp that never changes. Drawn over everything, unless a building stands before it. */
export interface StandingGlow {
  at: Point;
  bulbMetres: number;
  glowMetres: number;
  colour: GlowColour;
  strength: number;
}

/** What moves: its things at each frame of the loop. */
export type Actor = (frame: number) => readonly Thing[];

/** A scene being built, and afterwards the scene itself: what stands, what moves, where the camera is at home. */
export class Stage {
  readonly light: Light;
  readonly event: SceneEvent | null;
  readonly palette: Palette;
  readonly look: number;
  /** Decides buildings and colours. */
  readonly random: Random;
  /** Decides traffic and people, so that a change of buildings does not change who passes. */
  readonly lifeRandom: Random;
  /** 0.6 to 1.4: how busy this street is. */
  readonly density: number;
  /** -1 or 1: on which side of the street the pole stands. */
  readonly side: -1 | 1;
  home: Pose = { x: 0, y: 0, z: 9, yawDegrees: 0, pitchDegrees: 16, focalPixels: 830 };
  floor: Rgb = [96, 104, 80];

  readonly groundLayers: ((painter: Painter) => void)[] = [];
  readonly solids: Thing[] = [];
  readonly glows: StandingGlow[] = [];
  readonly pools: LightPool[] = [];
  readonly actors: Actor[] = [];

  constructor(light: Light, look: number, event: SceneEvent | null, seed: number) {
    this.light = light;
    this.event = event;
    this.look = look;
    this.palette = paletteOf(light, look);
    this.random = new Random(seed);
    this.lifeRandom = new Random(seed ^ 0x5bd1e995);
    this.density = 0.7 + 0.6 * new Random(seed ^ 0x1234567).next();
    this.side = look % 2 === 0 ? 1 : -1;
  }

  ground(layer: (painter: Painter) => void): void {
    this.groundLayers.push(layer);
  }

  solid(thing: Thing): void {
    this.solids.push(thing);
  }

  actor(actor: Actor): void {
    this.actors.push(actor);
  }

  /** Places the camera, varied a little by the look. */
  camera(pose: Pose): void {
    const wobble = new Random(this.look * 7919 + 17);
    this.home = {
      ...pose,
      z: pose.z * wobble.between(0.92, 1.1),
      yawDegrees: pose.yawDegrees + wobble.between(-3, 3),
      pitchDegrees: pose.pitchDegrees + wobble.between(-0.8, 1.2),
      focalPixels: pose.focalPixels * wobble.between(0.95, 1.06),
    };
  }
}

/** Builds one scene on an empty stage. */
export type SceneBuilder = (stage: Stage) => void;
