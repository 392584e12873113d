import { XMLParser } from 'fast-xml-parser';

/** Namespaces by the prefixes this device uses in its answers. */
export const NAMESPACE = {
  env: 'http://www.w3.org/2003/05/soap-envelope',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsnt: 'http://docs.oasis-open.org/wsn/b-2',
  wsrfbf: 'http://docs.oasis-open.org/wsrf/bf-2',
  wstop: 'http://docs.oasis-open.org/wsn/t-1',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  ter: 'http://www.onvif.org/ver10/error',
  tt: 'http://www.onvif.org/ver10/schema',
  tns1: 'http://www.onvif.org/ver10/topics',
  tds: 'http://www.onvif.org/ver10/device/wsdl',
  trt: 'http://www.onvif.org/ver10/media/wsdl',
  tptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  tev: 'http://www.onvif.org/ver10/events/wsdl',
  timg: 'http://www.onvif.org/ver20/imaging/wsdl',
} as const;

/** An element of a request: children and attributes by local name, text decoded. Repeated children stay in order. */
export interface XmlElement {
  name: string;
  namespace: string | null;
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  text: string;
}

/** A document that is not well-formed, or holds what is refused (document types, undefined prefixes, depth). */
export class XmlRefused extends Error {}

const MAX_DEPTH = 40;
const MAX_ELEMENTS = 5_000;

type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Parses a document into its root element. Throws XmlRefused; never expands entities beyond the five predefined ones. */
export function parseXml(text: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) throw new XmlRefused('Document types are refused');
  let nodes: Node[];
  try {
    nodes = parser.parse(text, true) as Node[];
  } catch (error) {
    throw new XmlRefused(`Not well-formed: ${error instanceof Error ? error.message : String(error)}`);
  }
  const budget = { elements: MAX_ELEMENTS };
  const roots = elementsOf(nodes, new Map(), 0, budget);
  const [root] = roots;
  if (!root || roots.length !== 1) throw new XmlRefused('A document has exactly one root element');
  return root;
}

/** First child of a local name, or null. */
export function child(element: XmlElement | null | undefined, name: string): XmlElement | null {
  return element?.children.find((candidate) => candidate.name === name) ?? null;
}

/** Trimmed text of a child, or null when there is no such child. */
export function childText(element: XmlElement | null | undefined, name: string): string | null {
  return child(element, name)?.text.trim() ?? null;
}

/** Escapes text for element content and attribute values. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function elementsOf(nodes: readonly Node[], inherited: ReadonlyMap<string, string>, depth: number, budget: { elements: number }): XmlElement[] {
  if (depth > MAX_DEPTH) throw new XmlRefused('Nested too deeply');
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (tag === undefined) continue;
    if (--budget.elements < 0) throw new XmlRefused('Too many elements');
    const attributes = new Map<string, string>();
    let scope = inherited;
    for (const [key, value] of Object.entries((node[':@'] as Node | undefined) ?? {})) {
      const decoded = decodeEntities(String(value));
      if (key === 'xmlns' || key.startsWith('xmlns:')) scope = new Map(scope).set(key === 'xmlns' ? '' : key.slice(6), decoded);
      else attributes.set(key.slice(key.indexOf(':') + 1), decoded);
    }
    const inner = node[tag] as Node[];
    const colon = tag.indexOf(':');
    const prefix = colon < 0 ? '' : tag.slice(0, colon);
    const namespace = scope.get(prefix) ?? null;
    if (prefix !== '' && namespace === null) throw new XmlRefused(`Prefix ${prefix} is not declared`);
    const text = inner.map((part) => (typeof part['#text'] === 'string' ? part['#text'] : '')).join('');
    elements.push({
      name: tag.slice(colon + 1),
      namespace,
      attributes,
      children: elementsOf(inner, scope, depth + 1, budget),
      text: decodeEntities(text),
    });
  }
  return elements;
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return PREDEFINED[name] ?? whole;
    const code = name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
