import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '#main/features/dispatch/channels/channel.ts';
import { composeMail } from '#main/features/dispatch/channels/email-text.ts';
import { createEmailChannel } from '#main/features/dispatch/channels/email.ts';
import { isWebhookSignature, parseRetryAfter, signWebhook, webhookBody } from '#main/features/dispatch/channels/webhook.ts';

const message = (language: 'uk' | 'en', text: string): OutgoingMessage => ({
  idempotencyKey: 'key.1',
  to: { code: '103', name: { uk: 'Екстрена', en: 'Ambulance' }, language, address: 'duty@demo.invalid', secret: 'secret', isDemo: true },
  centreName: { uk: 'Безпечне місто', en: 'Safe City' },
  timeZone: 'Europe/Kyiv',
  content: {
    dispatchId: 'd',
    incidentNumber: '2026-000123',
    categoryKey: 'crash-injured',
    severity: 1,
    priority: 1,
    place: 'пр. Волі, 1',
    district: '',
    position: { lat: 50.75, lng: 25.33 },
    cameraNumber: 'К-114',
    seenAt: Date.UTC(2026, 10, 20, 15, 41, 36),
    text,
    note: '',
    acceptDueAt: Date.UTC(2026, 10, 20, 15, 43, 41),
    responseUrl: 'http://127.0.0.1:1/r/token',
    picture: null,
  },
});

describe('a mail', () => {
  it('speaks the language of the service, in the time of the centre, and says that it is a demo', () => {
    const uk = composeMail(message('uk', 'Двоє потерпілих'), null);
    expect(uk.subject).toBe('[ДЕМО] Критична: ДТП з потерпілими, пр. Волі, 1, № 2026-000123');
    expect(uk.text).toContain('17:41:36');
    expect(uk.text).toContain('http://127.0.0.1:1/r/token');
    expect(uk.text).not.toContain('Район');
    expect(composeMail(message('en', 'x'), null).subject).toBe('[DEMO] Critical: Traffic crash with injured, пр. Волі, 1, no. 2026-000123');
  });

  it('shows what people wrote as text, never as HTML', () => {
    const { html, text } = composeMail(message('uk', '<img src=x onerror=alert(1)> & "лапки" {{number}}'), null);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;лапки&quot; {{number}}');
    expect(html).not.toContain('<img');
    expect(text).toContain('<img src=x onerror=alert(1)>');
  });

  it('that is broken off while it still connects is a failed attempt, not the end of the host', async () => {
    const stop = new AbortController();
    const channel = createEmailChannel(() => ({ host: '127.0.0.1', port: 9, from: 'city@demo.invalid', startTls: 'never' }));
    const attempt = channel.deliver(message('uk', 'x'), stop.signal);
    // The connection is asked for in the next microtask and answered by the system after it.
    queueMicrotask(() => queueMicrotask(() => stop.abort()));
    expect(await attempt).toMatchObject({ result: 'failed' });
  });
});

describe('a webhook', () => {
  it('is signed over time and body', () => {
    const body = webhookBody(message('uk', 'x'));
    const signature = signWebhook('secret', '1700000000', body);
    expect(isWebhookSignature(signature, 'secret', '1700000000', body)).toBe(true);
    expect(isWebhookSignature(signature, 'secret', '1700000001', body)).toBe(false);
    expect(isWebhookSignature(signature, 'secret', '1700000000', `${body} `)).toBe(false);
    expect(isWebhookSignature(signature, 'other', '1700000000', body)).toBe(false);
    expect(isWebhookSignature('v1=', 'secret', '1700000000', body)).toBe(false);
    expect(JSON.parse(body)).toMatchObject({
      version: 1,
      key: 'key.1',
      type: 'dispatch',
      incident: { number: '2026-000123', seenAt: '2026-11-20T15:41:36.000Z' },
    });
  });

  it.each([
    ['120', 120_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30_000],
    ['99999999', 15 * 60_000],
    ['-5', null],
    ['soon', null],
    ['Fri, 20 Nov 2020 10:00:00 GMT', null],
    [undefined, null],
  ])('takes Retry-After %s for %s ms', (header, wanted) => {
    expect(parseRetryAfter(header, Date.UTC(2026, 10, 20, 10, 0, 0))).toBe(wanted);
  });
});
