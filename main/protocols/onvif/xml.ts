/**
 * XML from devices, which are strangers: no document types, no entities but the five of XML itself and numeric ones,
 * bounded depth, everything stays text (a serial number 0123 is not a number).
 */
import { XMLParser } from 'fast-xml-parser';

const MAX_DEPTH = 100;

/** An element: text, or children by local name (an array when repeated), attributes as `@name`. */
export type XmlNode = string | { [name: string]: XmlNode | XmlNode[] | undefined };

/** Why a text is not taken for XML. */
export class XmlRefused extends Error {
  readonly reason: 'doctype' | 'ill-formed';

  constructor(reason: 'doctype' | 'ill-formed', message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'XmlRefused';
    this.reason = reason;
  }
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/** Parses a document. Throws XmlRefused. */
export function parseXml(text: string): XmlNode {
  refuseDoctype(text);
  try {
    return decoded(parser.parse(text.slice(Math.max(0, text.indexOf('<')))) as XmlNode);
  } catch (error) {
    throw new XmlRefused('ill-formed', 'not well-formed XML', { cause: error });
  }
}

/** Document types can name outside entities and expand without end; SOAP forbids them (SOAP 1.2 part 1, section 5). */
export function refuseDoctype(text: string): void {
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw new XmlRefused('doctype', 'document types are not taken');
}

/** The element's text, or '' when it is missing or not a text. */
export function textOf(node: XmlNode | XmlNode[] | undefined): string {
  const one = Array.isArray(node) ? node[0] : node;
  if (typeof one === 'string') return one;
  const inner = one?.['#text'];
  return typeof inner === 'string' ? inner : '';
}

/** The first child of that local name. */
export function child(node: XmlNode | XmlNode[] | undefined, ...path: string[]): XmlNode | undefined {
  let at: XmlNode | XmlNode[] | undefined = node;
  for (const name of path) {
    const one: XmlNode | undefined = Array.isArray(at) ? at[0] : at;
    if (typeof one !== 'object' || !Object.hasOwn(one, name)) return undefined;
    at = one[name];
  }
  return Array.isArray(at) ? at[0] : at;
}

/** All children of that local name. */
export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  if (typeof node !== 'object' || !Object.hasOwn(node, name)) return [];
  const found = node[name];
  return found === undefined ? [] : Array.isArray(found) ? found : [found];
}

/** The attribute, or ''. */
export function attribute(node: XmlNode | undefined, name: string): string {
  return textOf(child(node, `@${name}`));
}

/** A finite number, or null. */
export function numberOf(node: XmlNode | undefined): number | null {
  const text = textOf(node);
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Makes a text safe as element content and as attribute value; characters that XML 1.0 cannot hold are left out. */
export function escapeXml(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function decoded(node: XmlNode): XmlNode {
  if (typeof node === 'string') return decodeText(node);
  const result: { [name: string]: XmlNode | XmlNode[] | undefined } = Object.create(null) as Record<string, never>;
  for (const [name, value] of Object.entries(node)) {
    if (value === undefined) continue;
    result[name] = Array.isArray(value) ? value.map(decoded) : decoded(value);
  }
  return result;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Replaces the references of XML itself, once, and drops control characters that a name has no use for. */
export function decodeText(text: string): string {
  return text
    .replace(
      /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g,
      (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
        if (name !== undefined) return NAMED[name] ?? whole;
        const point = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
        return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? '\ufffd' : String.fromCodePoint(point);
      },
    )
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}
