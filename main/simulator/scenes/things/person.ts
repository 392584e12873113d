import { css, rgb, scale, type Rgb } from '../drawing/colour.ts';
import { boundsAround } from '../drawing/geometry.ts';
import type { Painter } from '../drawing/painter.ts';
import { seen } from '../drawing/palette.ts';
import type { Random } from '../drawing/random.ts';
import type { Thing } from '../stage.ts';

export interface PersonLook {
  coat: Rgb;
  legs: Rgb;
  hair: Rgb;
  skin: Rgb;
  heightMetres: number;
  /** Long coats hide the knees. */
  longCoat: boolean;
  bag: Rgb | null;
}

/** One person at one moment. */
export interface PersonState {
  look: PersonLook;
  x: number;
  y: number;
  headingRadians: number;
  /** Phase of the stride in radians, or null when standing. */
  stride: number | null;
  alpha: number;
  /** Arms up: someone who shouts or waves. */
  armsUp?: boolean;
}

const COATS = ['#2f3d52', '#4b3a35', '#3a4a3f', '#5a5f66', '#7a3b3a', '#8a7f6a', '#27303a', '#b08a4a', '#565070', '#9aa1a6', '#a14b3b', '#35566b'].map(rgb);
const LEGS = ['#22262d', '#2d3648', '#3a3531', '#1c1f24'].map(rgb);
const HAIR = ['#2a211c', '#4a3626', '#1f1f22', '#6b5238', '#8a8a8c', '#3f4a63', '#7d3a3a'].map(rgb);
const BAGS = ['#5a3d2a', '#23272c', '#7a2f35'].map(rgb);

export function anyPerson(random: Random): PersonLook {
  return {
    coat: random.pick(COATS),
    legs: random.pick(LEGS),
    hair: random.pick(HAIR),
    skin: rgb('#c79c80'),
    heightMetres: random.between(1.58, 1.86),
    longCoat: random.chance(0.4),
    bag: random.chance(0.35) ? random.pick(BAGS) : null,
  };
}

export function personThing(state: PersonState): Thing {
  return {
    bounds: boundsAround(state.x, state.y, 0.22, 0, state.look.heightMetres),
    reachMetres: 0.6,
    paint: (painter) => {
      if (state.alpha <= 0.02) return;
      painter.ctx.globalAlpha = state.alpha;
      paintPerson(painter, state);
      painter.ctx.globalAlpha = 1;
    },
  };
}

function paintPerson(painter: Painter, state: PersonState): void {
  const foot = painter.camera.point(state.x, state.y, 0);
  const crown = painter.camera.point(state.x, state.y, state.look.heightMetres);
  if (foot === null || crown === null || foot.depth < 1.2) return;
  const { ctx, palette } = painter;
  const { look } = state;
  const tall = foot.y - crown.y;
  if (tall < 3) return;
  const light = painter.lightAt(state.x, state.y);
  const tone = (colour: Rgb, gain = 1): string => css(seen(palette, colour, light * gain, foot.depth));

  // Where the person faces, seen from the camera: across the picture and towards or away from it.
  const yaw = (painter.camera.pose.yawDegrees * Math.PI) / 180;
  const across = Math.cos(state.headingRadians + yaw);
  const away = Math.sin(state.headingRadians + yaw);
  const swing = state.stride === null ? 0 : Math.sin(state.stride);
  const bob = state.stride === null ? 0 : Math.abs(Math.cos(state.stride)) * tall * 0.012;
  const at = (dx: number, rise: number): [number, number] => [foot.x + dx * tall + (crown.x - foot.x) * rise, foot.y - tall * rise - bob];

  ctx.fillStyle = `rgba(8,11,15,${painter.isNight ? 0.34 : 0.26})`;
  ctx.beginPath();
  ctx.ellipse(foot.x + (painter.isNight ? 0 : tall * 0.1), foot.y, tall * 0.19, tall * 0.065, 0, 0, Math.PI * 2);
  ctx.fill();

  ctx.lineCap = 'round';
  ctx.lineWidth = Math.max(0.9, tall * 0.085);
  for (const side of [-1, 1]) {
    const reach = swing * side * 0.15;
    const [hipX, hipY] = at(side * 0.045 * Math.max(0.35, Math.abs(away)), 0.5);
    const lift = state.stride === null ? 0 : Math.max(0, Math.cos(state.stride) * side) * 0.045;
    const [ankleX, ankleY] = at(side * 0.055 * Math.max(0.3, Math.abs(away)) + reach * across, lift + Math.abs(reach * away) * 0.12);
    ctx.strokeStyle = tone(look.legs, side < 0 ? 0.86 : 1);
    ctx.beginPath();
    ctx.moveTo(hipX, hipY);
    ctx.lineTo((hipX + ankleX) / 2 + across * tall * 0.02, (hipY + ankleY) / 2);
    ctx.lineTo(ankleX, ankleY);
    ctx.stroke();
  }
  if (tall > 26) {
    ctx.lineWidth = Math.max(0.8, tall * 0.062);
    ctx.strokeStyle = tone(scale(look.coat, 0.78));
    for (const side of [-1, 1]) {
      const [shoulderX, shoulderY] = at(side * 0.105, 0.79);
      const [handX, handY] = state.armsUp === true ? at(side * 0.2, 1.0) : at(side * 0.125 - swing * side * 0.11 * across, 0.47);
      ctx.beginPath();
      ctx.moveTo(shoulderX, shoulderY);
      ctx.lineTo(handX, handY);
      ctx.stroke();
    }
  }
  ctx.lineCap = 'butt';
  torso(painter, at, look, tone, across);
  if (look.bag !== null && tall > 18) {
    ctx.fillStyle = tone(look.bag);
    const [bagX, bagY] = at(0.13, 0.44);
    ctx.fillRect(bagX - tall * 0.045, bagY - tall * 0.06, tall * 0.09, tall * 0.13);
  }
  const [headX, headY] = at(0, 0.925);
  ctx.fillStyle = tone(away > 0.3 ? look.hair : look.skin, painter.isNight ? 0.95 : 1);
  ctx.beginPath();
  ctx.arc(headX + across * tall * 0.012, headY, tall * 0.066, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = tone(look.hair);
  ctx.beginPath();
  ctx.arc(headX - across * tall * 0.012, headY - tall * 0.012, tall * 0.067, Math.PI, Math.PI * 2);
  ctx.fill();
}

function torso(
  painter: Painter,
  at: (dx: number, rise: number) => [number, number],
  look: PersonLook,
  tone: (colour: Rgb, gain?: number) => string,
  across: number,
): void {
  const { ctx } = painter;
  const hem = look.longCoat ? 0.32 : 0.44;
  const half = 0.125 - 0.03 * Math.abs(across);
  const outline = (from: number, to: number): void => {
    ctx.beginPath();
    ctx.moveTo(...at(from * 0.9, 0.82));
    ctx.lineTo(...at(to * 0.9, 0.82));
    ctx.lineTo(...at(to, 0.76));
    ctx.lineTo(...at(to * (look.longCoat ? 1.12 : 0.92), hem));
    ctx.lineTo(...at(from * (look.longCoat ? 1.12 : 0.92), hem));
    ctx.lineTo(...at(from, 0.76));
    ctx.closePath();
    ctx.fill();
  };
  ctx.fillStyle = tone(look.coat);
  outline(-half, half);
  // The side turned from the light.
  ctx.fillStyle = tone(look.coat, 0.76);
  outline(half * 0.25, half);
  ctx.fillStyle = tone(scale(look.coat, 0.9));
  ctx.beginPath();
  const [neckX, neckY] = at(0, 0.84);
  const [, chinY] = at(0, 0.88);
  ctx.arc(neckX, neckY, Math.max(0.5, Math.abs(neckY - chinY)), 0, Math.PI * 2);
  ctx.fill();
}
