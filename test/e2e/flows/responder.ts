/** What a responder does in a browser of their own, from the link in the message. */
import { expect, type Browser, type Page } from '@playwright/test';

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };

/** Opens the link of a message on a phone. */
export async function openLink(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.locator('[data-action=accept]')).toBeVisible();
  return page;
}

export async function introduce(page: Page, who: string): Promise<void> {
  await page.locator('input[name=responder]').fill(who);
}

export async function press(page: Page, action: 'accept' | 'en-route' | 'on-scene' | 'done'): Promise<void> {
  await page.locator(`[data-action=${action}]`).click();
}

/** Refuses for want of a crew, the first cause offered. */
export async function refuse(page: Page, message: string): Promise<void> {
  await page.locator('[data-action=refuse]').click();
  await page.locator('.rp-body input:not([type=radio])').fill(message);
  await page.locator('[data-action=send-refusal]').click();
}
