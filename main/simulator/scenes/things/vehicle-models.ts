import { rgb, type Rgb } from '../drawing/colour.ts';
import type { Random } from '../drawing/random.ts';

export type VehicleKind = 'sedan' | 'hatchback' | 'suv' | 'taxi' | 'police' | 'van' | 'minibus' | 'truck' | 'bus' | 'trolleybus';

/** Shape of a vehicle in its own frame: u forward, z up, metres. */
export interface VehicleModel {
  kind: 'car' | 'van' | 'bus';
  length: number;
  width: number;
  height: number;
  /** Height at which the windows begin. */
  belt: number;
  /** Outline of the lower body seen from the side, from the front bumper over the bonnet to the rear bumper. */
  profile: readonly (readonly [u: number, z: number])[];
  cabin: { baseFront: number; baseRear: number; roofFront: number; roofRear: number };
  /** Side windows as shares of the cabin's length, from rear to front. */
  sideWindows: readonly (readonly [from: number, to: number])[];
  /** Width of the roof over the width of the body. */
  roofShare: number;
  blindRear: boolean;
  litInside: boolean;
  wheelRadius: number;
  axles: readonly number[];
  lampHeight: number;
}

const SEDAN: VehicleModel = {
  kind: 'car',
  length: 4.5,
  width: 1.8,
  height: 1.45,
  belt: 0.92,
  profile: [
    [2.2, 0.22],
    [2.25, 0.6],
    [2.1, 0.76],
    [0.95, 0.92],
    [-1.4, 0.94],
    [-2.15, 0.9],
    [-2.25, 0.6],
    [-2.2, 0.24],
  ],
  cabin: { baseFront: 1, baseRear: -1.6, roofFront: 0.25, roofRear: -1 },
  sideWindows: [
    [0.14, 0.5],
    [0.54, 0.9],
  ],
  roofShare: 0.8,
  blindRear: false,
  litInside: false,
  wheelRadius: 0.32,
  axles: [1.35, -1.3],
  lampHeight: 0.68,
};

const HATCHBACK: VehicleModel = {
  ...SEDAN,
  length: 4,
  height: 1.5,
  belt: 0.95,
  profile: [
    [1.95, 0.22],
    [2, 0.62],
    [1.85, 0.8],
    [0.85, 0.95],
    [-1.85, 0.97],
    [-2, 0.7],
    [-1.95, 0.24],
  ],
  cabin: { baseFront: 0.95, baseRear: -1.9, roofFront: 0.2, roofRear: -1.5 },
  sideWindows: [
    [0.12, 0.5],
    [0.54, 0.92],
  ],
  axles: [1.2, -1.25],
  lampHeight: 0.74,
};

const SUV: VehicleModel = {
  ...HATCHBACK,
  length: 4.6,
  width: 1.9,
  height: 1.72,
  belt: 1.08,
  profile: [
    [2.25, 0.3],
    [2.3, 0.75],
    [2.15, 0.98],
    [1, 1.08],
    [-2.2, 1.1],
    [-2.3, 0.8],
    [-2.25, 0.3],
  ],
  cabin: { baseFront: 1.05, baseRear: -2.2, roofFront: 0.35, roofRear: -1.85 },
  wheelRadius: 0.37,
  axles: [1.4, -1.4],
  lampHeight: 0.86,
};

const VAN: VehicleModel = {
  kind: 'van',
  length: 5.4,
  width: 2,
  height: 2.4,
  belt: 1.2,
  profile: [
    [2.65, 0.3],
    [2.7, 0.8],
    [2.5, 1.05],
    [2.05, 1.2],
    [-2.7, 1.2],
    [-2.7, 0.3],
  ],
  cabin: { baseFront: 2.1, baseRear: -2.7, roofFront: 1.2, roofRear: -2.65 },
  sideWindows: [[0.7, 0.93]],
  roofShare: 0.92,
  blindRear: true,
  litInside: false,
  wheelRadius: 0.36,
  axles: [1.75, -1.6],
  lampHeight: 0.85,
};

const MINIBUS: VehicleModel = {
  ...VAN,
  length: 6.2,
  height: 2.7,
  sideWindows: [
    [0.05, 0.22],
    [0.25, 0.42],
    [0.45, 0.62],
    [0.68, 0.93],
  ],
  blindRear: false,
  litInside: true,
  profile: [
    [3.05, 0.3],
    [3.1, 0.85],
    [2.9, 1.1],
    [2.5, 1.2],
    [-3.1, 1.2],
    [-3.1, 0.3],
  ],
  cabin: { baseFront: 2.55, baseRear: -3.1, roofFront: 1.9, roofRear: -3.05 },
  axles: [2.1, -1.9],
};

const TRUCK: VehicleModel = {
  ...VAN,
  length: 7.2,
  width: 2.3,
  height: 3.1,
  sideWindows: [[0.86, 0.97]],
  profile: [
    [3.55, 0.4],
    [3.6, 1.1],
    [3.55, 1.2],
    [-3.6, 1.2],
    [-3.6, 0.5],
  ],
  cabin: { baseFront: 3.5, baseRear: -3.6, roofFront: 3.2, roofRear: -3.58 },
  wheelRadius: 0.46,
  axles: [2.5, -1.7, -2.8],
};

const BUS: VehicleModel = {
  kind: 'bus',
  length: 11.6,
  width: 2.5,
  height: 3.05,
  belt: 1.15,
  profile: [
    [5.75, 0.3],
    [5.8, 1.15],
    [-5.8, 1.15],
    [-5.75, 0.3],
  ],
  cabin: { baseFront: 5.8, baseRear: -5.8, roofFront: 5.65, roofRear: -5.75 },
  sideWindows: [
    [0.03, 0.12],
    [0.14, 0.27],
    [0.29, 0.42],
    [0.44, 0.56],
    [0.58, 0.71],
    [0.73, 0.85],
    [0.87, 0.97],
  ],
  roofShare: 0.97,
  blindRear: false,
  litInside: true,
  wheelRadius: 0.48,
  axles: [3.6, -2.9],
  lampHeight: 0.75,
};

const MODELS: Readonly<Record<VehicleKind, VehicleModel>> = {
  sedan: SEDAN,
  hatchback: HATCHBACK,
  suv: SUV,
  taxi: SEDAN,
  police: SUV,
  van: VAN,
  minibus: MINIBUS,
  truck: TRUCK,
  bus: BUS,
  trolleybus: BUS,
};

export function modelOf(kind: VehicleKind): VehicleModel {
  return MODELS[kind];
}

const CAR_COLOURS = ['#c9cdd0', '#3c434b', '#8b2f2c', '#e6e6e2', '#23272c', '#4a6480', '#7b7f80', '#2f4a63', '#5a2b2a', '#a7a08f', '#356052', '#b9bec2'].map(
  rgb,
);
const VAN_COLOURS = ['#e2e2de', '#c7cacb', '#d8d4c6', '#5a6670', '#e0c260'].map(rgb);
const BUS_COLOURS = ['#d8b23c', '#a3b8c4', '#3f7a5c', '#b9473b'].map(rgb);

export function colourFor(kind: VehicleKind, random: Random): Rgb {
  if (kind === 'trolleybus') return rgb('#b8433a');
  if (kind === 'bus' || kind === 'minibus') return random.pick(BUS_COLOURS);
  if (kind === 'van' || kind === 'truck') return random.pick(VAN_COLOURS);
  if (kind === 'taxi') return rgb('#e3e3df');
  if (kind === 'police') return rgb('#d9dde2');
  return random.pick(CAR_COLOURS);
}

/** A kind as often as it is met in the street. */
export function passingKind(random: Random): VehicleKind {
  const chance = random.next();
  if (chance < 0.36) return 'sedan';
  if (chance < 0.62) return 'hatchback';
  if (chance < 0.8) return 'suv';
  if (chance < 0.87) return 'van';
  if (chance < 0.92) return 'minibus';
  if (chance < 0.95) return 'taxi';
  if (chance < 0.97) return 'truck';
  return 'bus';
}

export function carKind(random: Random): VehicleKind {
  return random.pick(['sedan', 'sedan', 'hatchback', 'hatchback', 'suv']);
}
