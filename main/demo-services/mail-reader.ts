/** Just enough of MIME (RFC 2045, 2047) to show a mail of ours: headers, and the first text part. */
export interface ReadMail {
  headers: ReadonlyMap<string, string>;
  text: string;
}

const MAX_DEPTH = 4;

export function readMail(raw: string): ReadMail {
  const { headers, body } = splitEntity(raw);
  return { headers: new Map([...headers].map(([name, value]) => [name, decodeWords(value)])), text: textOf(headers, body, 0) ?? '' };
}

function splitEntity(raw: string): { headers: Map<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(raw);
  const head = end ? raw.slice(0, end.index) : raw;
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end ? raw.slice(end.index + end[0].length) : '' };
}

function textOf(headers: ReadonlyMap<string, string>, body: string, depth: number): string | null {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined && depth < MAX_DEPTH) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      const entity = splitEntity(part.replace(/^\r?\n/, ''));
      const text = textOf(entity.headers, entity.body, depth + 1);
      if (text !== null) return text;
    }
    return null;
  }
  if (!type.toLowerCase().startsWith('text/plain')) return null;
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(body.replaceAll(/=\r?\n/g, '')) : body;
}

function decodeQuotedPrintable(text: string): string {
  return Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
}

/** Encoded words in headers; white space between two of them does not count. */
function decodeWords(value: string): string {
  const joined = value.replaceAll(/(\?=)\s+(=\?)/g, '$1$2');
  return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_match, form: string, text: string) =>
    form.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : decodeQuotedPrintable(text.replaceAll('_', ' ')),
  );
}
