/** What a duty desk of the demo sees: the list of messages, each with the link it would open. */
import { mail } from '#shared/i18n/uk/mail.ts';
import type { InboxMessage } from './message-store.ts';

const STYLE =
  'body{font:15px/1.4 sans-serif;margin:24px;background:#0d131b;color:#e8edf2}table{border-collapse:collapse}th,td{text-align:start;padding:6px 16px 6px 0;border-block-end:1px solid #2a3644;vertical-align:top}th{color:#9fb0c0;font-weight:500}a{color:#5fb8e8}';

export function inboxPage(messages: readonly InboxMessage[]): string {
  const { inbox } = mail;
  const head = [inbox.received, inbox.service, inbox.number, inbox.subject, inbox.deliveries, inbox.page]
    .map((name) => `<th>${escapeHtml(name)}</th>`)
    .join('');
  const table = messages.length === 0 ? `<p>${escapeHtml(inbox.empty)}</p>` : `<table><tr>${head}</tr>${messages.map(row).join('')}</table>`;
  return `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>${escapeHtml(inbox.title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(inbox.title)}</h1>${table}</body></html>`;
}

function row(message: InboxMessage): string {
  const link = message.responseUrl === null ? '' : `<a href="${escapeHtml(message.responseUrl)}">${escapeHtml(mail.inbox.page)}</a>`;
  const cells = [new Date(message.at).toLocaleTimeString('uk'), message.service, message.number ?? '', message.subject, String(message.deliveries)].map(
    (text) => `<td>${escapeHtml(text)}</td>`,
  );
  return `<tr>${cells.join('')}<td>${link}</td></tr>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
