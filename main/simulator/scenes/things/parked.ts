import type { Stage } from '../stage.ts';
import { carKind, colourFor } from './vehicle-models.ts';
import { vehicleThings } from './vehicle.ts';

/** A parked car: stands for ever, hides and is hidden. */
export function parkedCar(stage: Stage, x: number, y: number, headingDegrees: number): void {
  const kind = carKind(stage.random);
  const [ground, body] = vehicleThings({
    kind,
    colour: colourFor(kind, stage.random),
    x,
    y,
    headingRadians: (headingDegrees * Math.PI) / 180,
    braking: false,
    running: false,
    hazard: false,
    alpha: 1,
  });
  if (ground === undefined || body === undefined) return;
  stage.ground((painter) => ground.paint(painter));
  stage.solid(body);
}

/** A row of parked cars along x, some places free. */
export function parkedRow(stage: Stage, x0: number, x1: number, y: number, headingDegrees: number, fullness: number, stepMetres = 2.7): void {
  for (let x = x0; x <= x1; x += stepMetres) {
    if (stage.random.chance(fullness))
      parkedCar(stage, x + stage.random.between(-0.15, 0.15), y + stage.random.between(-0.3, 0.3), headingDegrees + stage.random.between(-2, 2));
  }
}

/** Cars parked along a kerb that runs along y. */
export function parkedKerb(stage: Stage, x: number, y0: number, y1: number, headingDegrees: number, fullness: number): void {
  for (let y = y0; y <= y1; y += 5.8) {
    if (stage.random.chance(fullness)) parkedCar(stage, x + stage.random.between(-0.1, 0.1), y + stage.random.between(-0.5, 0.5), headingDegrees);
  }
}
