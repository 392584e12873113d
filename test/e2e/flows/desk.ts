/** What a person does at the desk, by keyboard, and sees. Language-free where it can be: the account's language may be either. */
import { expect, type Locator, type Page } from '@playwright/test';

export type PageName = 'monitor' | 'incidents' | 'archive' | 'evidence' | 'cameras' | 'services' | 'audit' | 'settings';
export type Person = 'inspector' | 'supervisor' | 'administrator';

const SIGN_IN_KEY: Record<Person, string> = { inspector: 'Alt+1', supervisor: 'Alt+2', administrator: 'Alt+3' };

/** Signs in with the account the page shows for the demo city. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await expect(page.getByRole('textbox').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.kbd', { hasText: SIGN_IN_KEY[person].replace('+', ' ') })).toBeVisible();
  await page.keyboard.press(SIGN_IN_KEY[person]);
  await expect(page.locator('.rail')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+Q');
  await expect(page.locator('.rail')).toBeHidden();
}

/** Opens a page by its address, as the rail does. */
export async function open(page: Page, name: PageName): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#/${name}`);
}

/** Frames that the tile's decoder has put out so far. */
export async function framesOf(tile: Locator): Promise<number> {
  return Number((await tile.getAttribute('data-frames')) ?? 0);
}

/** Waits until the tile decodes, and goes on decoding: one picture would be a still. */
export async function expectMoving(tile: Locator, timeoutMs = 90_000): Promise<void> {
  await expect.poll(() => framesOf(tile), { timeout: timeoutMs, message: 'the tile decodes its first frames' }).toBeGreaterThan(3);
  const before = await framesOf(tile);
  await expect.poll(() => framesOf(tile), { timeout: 20_000, message: 'the tile goes on decoding' }).toBeGreaterThan(before + 10);
  await expect(tile).not.toHaveClass(/frozen|lost/);
}

/** The tiles of the wall, in the order of their keys. */
export function tiles(page: Page): Locator {
  return page.locator('.live-tile');
}

export interface Logged {
  number: string;
}

/** From the picture to the dispatched incident without the mouse: 102 by webhook, 103 by mail. */
export async function logCrash(page: Page, text: string): Promise<Logged> {
  await page.keyboard.press('1');
  await page.keyboard.press('i');
  const category = page.getByRole('combobox').first();
  await expect(category).toBeFocused();
  await page.keyboard.type('дтп');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+t');
  await page.keyboard.type(text);
  // The category proposes four services; two are enough here.
  await page.keyboard.press('Alt+e');
  await page.keyboard.press('Alt+r');
  await expect(page.locator('.attached-picture img').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const toast = page.locator('.toast', { hasText: /20\d\d-\d{6}/ });
  await expect(toast).toBeVisible();
  const number = /20\d\d-\d{6}/.exec((await toast.textContent()) ?? '')?.[0];
  if (!number) throw new Error('the toast names no incident');
  return { number };
}

/** Opens an incident from the log. */
export async function openIncident(page: Page, number: string): Promise<void> {
  await open(page, 'incidents');
  await page
    .locator('.tbl tr', { hasText: number.slice(-4) })
    .first()
    .dblclick();
  await expect(page.getByText(number).first()).toBeVisible();
}

/** The line of one service on the incident's page. */
export function dispatchLine(page: Page, code: string): Locator {
  return page.locator('[data-dispatch-id]', { has: page.locator('.code', { hasText: new RegExp(`^${code}$`) }) });
}
