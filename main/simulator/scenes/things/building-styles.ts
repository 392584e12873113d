import { rgb, type Rgb } from '../drawing/colour.ts';
import type { Random } from '../drawing/random.ts';
import type { BuildingStyle } from './building.ts';

const PANEL_WALLS = ['#a7a39b', '#9a9c9c', '#b0a493', '#a9aeb0', '#b3a9a0'].map(rgb);
const BRICK_WALLS = ['#b59a80', '#a98f7c', '#bcae94', '#9f8b80'].map(rgb);
const PLASTER_WALLS = ['#cbb98f', '#c2a48c', '#b9bda6', '#c9c0ae', '#c59f84', '#a9b4b8', '#d0b98a', '#b98f7c'].map(rgb);
const MODERN_WALLS = ['#8f9aa3', '#b7babb', '#7f8b93'].map(rgb);

/** Five or nine floors of concrete panels. */
export function panelBlock(random: Random): BuildingStyle {
  return {
    wall: random.pick(PANEL_WALLS),
    bayMetres: 3.1,
    floorMetres: 2.9,
    windowWidth: 1.55,
    windowHeight: 1.45,
    balconies: random.chance(0.55),
    shops: false,
    roof: 'flat',
  };
}

/** Post-war brick or plaster with a cornice and shops below. */
export function townHouse(random: Random, shops = random.chance(0.75)): BuildingStyle {
  return {
    wall: random.pick(BRICK_WALLS),
    bayMetres: 3.3,
    floorMetres: 3.4,
    windowWidth: 1.35,
    windowHeight: 1.85,
    balconies: random.chance(0.2),
    shops,
    roof: 'cornice',
  };
}

/** A coloured house of the old town with a tiled roof. */
export function oldHouse(random: Random, shops = true): BuildingStyle {
  return {
    wall: random.pick(PLASTER_WALLS),
    bayMetres: 2.7,
    floorMetres: 3.3,
    windowWidth: 1.1,
    windowHeight: 1.75,
    balconies: random.chance(0.25),
    shops,
    roof: 'gable',
    lit: 0.42,
  };
}

/** Offices in bands of glass. */
export function officeBlock(random: Random): BuildingStyle {
  return {
    wall: random.pick(MODERN_WALLS),
    bayMetres: 3.6,
    floorMetres: 3.6,
    windowWidth: 3,
    windowHeight: 2,
    balconies: false,
    shops: random.chance(0.6),
    roof: 'flat',
    bands: true,
    lit: 0.4,
  };
}

/** A theatre, station or town hall: tall windows between columns. */
export function publicHall(wall: Rgb, columns: boolean): BuildingStyle {
  return { wall, bayMetres: 4, floorMetres: 6.4, windowWidth: 1.7, windowHeight: 4.6, balconies: false, shops: false, roof: 'cornice', columns, lit: 0.85 };
}

export function anyHouse(random: Random): BuildingStyle {
  const chance = random.next();
  if (chance < 0.4) return townHouse(random);
  if (chance < 0.8) return panelBlock(random);
  return officeBlock(random);
}
