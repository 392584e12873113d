/** The words of a mail. */
import type { Language } from '#shared/contract/scalars.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import { textsOf } from '../texts.ts';
import type { DispatchContent, OutgoingMessage } from './channel.ts';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

/** Subject, text and HTML in the addressee's language. `pictureId`: content id of the picture inside, if any. */
export function composeMail(message: OutgoingMessage, pictureId: string | null): ComposedMail {
  const { language } = message.to;
  const t = textsOf(language);
  const centre = message.centreName[language];
  const subjectOf = (text: string) => (message.to.isDemo ? t('mail.demo', { text }) : text);
  const footer = t('mail.footer', { centre });
  if (!message.content) {
    const text = t('mail.testText');
    return { subject: subjectOf(t('mail.testSubject', { centre })), text: `${text}\n\n${footer}\n`, html: page([`<p>${escapeHtml(text)}</p>`, small(footer)]) };
  }
  const { content } = message;
  const category = t(`categories.${content.categoryKey}.name`);
  const severity = t(`common.severity.${SEVERITY_NAME[content.severity]}`);
  const subject = subjectOf(t('mail.subject', { severity, category, place: content.place, number: content.incidentNumber }));
  const addressed = t('mail.for', { code: message.to.code, service: message.to.name[language] });
  const facts = factsOf(content, message, category, severity);
  const taken = content.picture ? t('mail.picture', { time: timeOf(content.picture.takenAt, language, message.timeZone) }) : null;
  const text = [
    addressed,
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    '',
    `${t('mail.respond')}:`,
    content.responseUrl,
    '',
    t('mail.respondHint'),
    '',
    footer,
    '',
  ].join('\n');
  const html = page([
    small(addressed),
    `<h1 style="font-size:20px;margin:4px 0 12px">${escapeHtml(severity)}: ${escapeHtml(category)}</h1>`,
    `<table cellpadding="0" cellspacing="0">${facts.map(([name, value]) => factRow(name, value)).join('')}</table>`,
    `<p><a href="${escapeHtml(content.responseUrl)}" style="display:inline-block;padding:12px 20px;background:#0b6bb3;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(t('mail.respond'))}</a></p>`,
    pictureId && taken ? `<p><img src="cid:${pictureId}" alt="${escapeHtml(taken)}" style="max-width:100%"><br>${escapeHtml(taken)}</p>` : '',
    small(t('mail.respondHint')),
    small(footer),
  ]);
  return { subject, text, html };
}

function factsOf(content: DispatchContent, message: OutgoingMessage, category: string, severity: string): [string, string][] {
  const { language } = message.to;
  const t = textsOf(language);
  const facts: [string, string | null][] = [
    [t('mail.number'), content.incidentNumber],
    [t('mail.category'), category],
    [t('mail.severity'), severity],
    [t('mail.priority'), `P${content.priority}`],
    [t('mail.place'), content.place],
    [t('mail.district'), content.district || null],
    [t('mail.position'), content.position ? `${content.position.lat.toFixed(6)}, ${content.position.lng.toFixed(6)}` : null],
    [t('mail.camera'), content.cameraNumber],
    [t('mail.seen'), timeOf(content.seenAt, language, message.timeZone)],
    [t('mail.text'), content.text || null],
    [t('mail.note'), content.note || null],
    [t('mail.acceptBy'), timeOf(content.acceptDueAt, language, message.timeZone)],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

function timeOf(ms: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ms);
}

const page = (parts: readonly string[]): string =>
  `<!doctype html><html><body style="font-family:sans-serif;font-size:15px;color:#111111;background:#ffffff;max-width:640px">${parts.join('\n')}</body></html>`;
const small = (text: string): string => `<p style="font-size:13px;color:#555555">${escapeHtml(text)}</p>`;
const factRow = (name: string, value: string): string =>
  `<tr><td style="padding:2px 16px 2px 0;color:#555555;vertical-align:top">${escapeHtml(name)}</td><td style="padding:2px 0;white-space:pre-line">${escapeHtml(value)}</td></tr>`;

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
