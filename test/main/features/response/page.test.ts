/** The page in a real browser against the real feature: what a responder and the desk see. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Router } from '@orpc/server';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '#shared/contract/index.ts';
import { newId } from '#main/kernel/ids.ts';
import type { InitialContext } from '#main/transport/context.ts';
import { createHttpServer, type HttpServer } from '#main/transport/http.ts';
import { serveContract } from '#main/transport/router.ts';
import { CAMERA_ID, enterService, newIncident, openDesk, type Desk } from '../../../helpers/incident-desk.ts';
import { openTestKernel } from '../../../helpers/kernel.ts';
import { JPEG } from '../../../helpers/jpeg.ts';
import { openScripted, type ScriptedReceiver } from '../../../helpers/receivers.ts';
import { until } from '../../../helpers/until.ts';

const root = join(import.meta.dirname, '../../../..');
let rendererDir: string;
let browser: Browser;
beforeAll(async () => {
  rendererDir = mkdtempSync(join(tmpdir(), 'lubart-page-'));
  await build({
    configFile: join(root, 'vite.renderer.config.ts'),
    logLevel: 'error',
    build: { outDir: rendererDir, rollupOptions: { input: { response: join(root, 'renderer/response.html') } } },
  });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  rmSync(rendererDir, { recursive: true, force: true });
});

interface Setting {
  desk: Desk;
  server: HttpServer;
  inbox: ScriptedReceiver;
  url: string;
  incidentId: string;
  dispatchId: string;
}
const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function setUp(): Promise<Setting> {
  const inbox = await openScripted((response) => response.writeHead(200).end());
  closings.push(() => inbox.close());
  const kernel = await openTestKernel({ config: { rendererDir } });
  let origin = '';
  const desk = await openDesk({ kernel, httpOrigin: () => origin });
  closings.push(() => desk.close());
  const server = await createHttpServer({ log: kernel.log, rendererDir, allowedOrigins: [] });
  closings.push(() => server.close());
  desk.response.routes(server);
  serveContract(desk.router as unknown as Router<Contract, InitialContext>, server, '0');
  await server.listen(0);
  origin = server.origin;
  const serviceId = await enterService(kernel, { code: '102', channel: 'webhook', address: inbox.url });
  const picture = await desk.as(desk.inspector).incidents.savePicture({ cameraId: CAMERA_ID, takenAt: Date.now(), jpegBase64: JPEG.toString('base64') });
  const incident = await desk
    .as(desk.inspector)
    .incidents.create(newIncident({ categoryKey: 'crash-injured', severity: 1, pictureIds: [picture.id], dispatches: [{ serviceId, priority: 1, text: '' }] }));
  await until('the message left', () => inbox.requests.length === 1);
  const body = JSON.parse(inbox.requests[0]?.body ?? '{}') as { dispatch: { responseUrl: string } };
  return { desk, server, inbox, url: body.dispatch.responseUrl, incidentId: incident.id, dispatchId: incident.dispatchList[0]?.id ?? '' };
}

async function openPage(url: string): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  closings.push(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors };
}

const stateOf = async (setting: Setting) => (await setting.desk.incidents.get(setting.incidentId)).dispatchList[0];

describe('the response page', () => {
  it('shows the incident and brings each press to the desk, with the name', async () => {
    const setting = await setUp();
    const { page, errors } = await openPage(setting.url);
    await page.getByRole('heading', { name: 'ДТП з потерпілими' }).waitFor();
    await page.getByText('пр. Соборності / пр. Молоді').waitFor();
    expect(await page.locator('.rp-picture img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(16);
    await until('opened is a fact', async () => (await stateOf(setting))?.state === 'opened');

    await page.locator('[data-action=accept]').click();
    await page.getByText('Спершу вкажіть, хто відповідає.').waitFor();
    await page.locator('input[name=responder]').fill('Іван Мельник, диспетчер');
    await page.locator('[data-action=accept]').click();
    await page.getByText('Прийнято').first().waitFor();
    const accepted = await stateOf(setting);
    expect(accepted?.state).toBe('accepted');
    expect(accepted?.facts.at(-1)).toMatchObject({ state: 'accepted', by: 'Іван Мельник, диспетчер' });
    expect((await setting.desk.incidents.get(setting.incidentId)).state).toBe('in-progress');

    for (const action of ['en-route', 'on-scene', 'done']) {
      await page.locator(`[data-action=${action}]`).click();
      await until(`${action} arrived`, async () => (await stateOf(setting))?.state === action);
      await page.locator(`[data-action=${action}]:disabled, [data-action=done]`).waitFor();
    }
    expect(errors).toEqual([]);
  });

  it('shows a fact that the desk adds, without being loaded again', async () => {
    const setting = await setUp();
    const { page } = await openPage(setting.url);
    await page.getByRole('heading', { name: 'ДТП з потерпілими' }).waitFor();
    await setting.desk.as(setting.desk.inspector).incidents.addEntry({ id: setting.incidentId, key: newId(), text: 'Витікає пальне' });
    await page.getByText('Витікає пальне').waitFor();
  });

  it('refuses with a cause', async () => {
    const setting = await setUp();
    const { page } = await openPage(setting.url);
    await page.locator('input[name=responder]').fill('Олег');
    await page.locator('[data-action=refuse]').click();
    await page.getByText('Уже виїхали за іншим викликом').click();
    await page.getByLabel('Коли або хто зможе').fill('після 19:00');
    await page.locator('[data-action=send-refusal]').click();
    const refused = await until('the desk knows', async () => {
      const dispatch = await stateOf(setting);
      return dispatch?.state === 'refused' ? dispatch : null;
    });
    expect(refused.facts.at(-1)).toMatchObject({ by: 'Олег', detail: 'on-another-call' });
    const alarm = await until('an alarm stands', async () =>
      (await setting.desk.as(setting.desk.inspector).alarms.list()).find((one) => one.kind === 'dispatch-refused'),
    );
    expect(alarm.dispatchId).toBe(setting.dispatchId);
  });

  it('keeps a press while the network is gone, says so, and sends it when it is back', async () => {
    const setting = await setUp();
    const { page } = await openPage(setting.url);
    await page.locator('input[name=responder]').fill('Марія');
    await page.getByRole('heading', { name: 'ДТП з потерпілими' }).waitFor();
    await page.context().setOffline(true);
    await page.route('**/rpc-http/**', (route) => route.abort());
    await page.locator('[data-action=accept]').click();
    await page.getByText('не надіслано').waitFor();
    expect(await page.locator('[data-action=accept]').textContent()).toContain('Чекає');
    expect((await stateOf(setting))?.state).not.toBe('accepted');
    await page.reload().catch(() => null);
    await page.unroute('**/rpc-http/**');
    await page.context().setOffline(false);
    await page.goto(setting.url);
    const accepted = await until('it arrived', async () => {
      const dispatch = await stateOf(setting);
      return dispatch?.state === 'accepted' ? dispatch : null;
    });
    expect(accepted.facts.filter((fact) => fact.state === 'accepted')).toHaveLength(1);
    expect(accepted.facts.at(-1)?.by).toBe('Марія');
  });

  it('says that it shows something old when the desk falls silent', async () => {
    const setting = await setUp();
    const { page } = await openPage(setting.url);
    await page.getByRole('heading', { name: 'ДТП з потерпілими' }).waitFor();
    await setting.server.close();
    await page.getByText('Немає звʼязку').waitFor();
    expect(await page.locator('.rp-picture.old').count()).toBe(1);
  });

  it('tells a cancelled call from a link that never was', async () => {
    const setting = await setUp();
    const { page } = await openPage(setting.url);
    await page.getByRole('heading', { name: 'ДТП з потерпілими' }).waitFor();
    await setting.desk.as(setting.desk.inspector).dispatch.cancel({ id: setting.dispatchId, reason: 'помилка' });
    await page.getByText('Виклик скасовано').waitFor();
    const { page: other } = await openPage(`${setting.server.origin}/r/${'A'.repeat(43)}`);
    await other.getByText('Такого посилання немає').waitFor();
  });
});
