/**
 * WS-Addressing: the ReferenceParameters of a subscription must come back as header blocks of every message to it,
 * as they were given (WS-Addressing 1.0 Core 3.3, SOAP Binding 3.1), names and prefixes included.
 */
import { XMLParser } from 'fast-xml-parser';
import { refuseDoctype } from './xml.ts';

const MAX_LENGTH = 8_192;
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';

type Ordered = { [name: string]: unknown };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 100,
});

/** Header blocks for messages to the subscription in `answer`, or ''. `answer` must have been parsed without a fault before. */
export function referenceHeaders(answer: string): string {
  refuseDoctype(answer);
  const document = parser.parse(answer.slice(Math.max(0, answer.indexOf('<')))) as Ordered[];
  const found = find(document, {});
  if (!found) return '';
  const blocks = found.nodes.map((node) => write(node, found.namespaces)).join('');
  return blocks.length > MAX_LENGTH ? '' : blocks;
}

function find(nodes: readonly Ordered[], outer: Readonly<Record<string, string>>): { nodes: Ordered[]; namespaces: Record<string, string> } | null {
  for (const node of nodes) {
    const name = nameOf(node);
    if (name === null) continue;
    const namespaces = { ...outer, ...declarations(attributesOf(node)) };
    const inner = childrenOf(node, name);
    if (local(name) === 'ReferenceParameters') return { nodes: inner.filter((one) => nameOf(one) !== null), namespaces };
    const deeper = find(inner, namespaces);
    if (deeper) return deeper;
  }
  return null;
}

function write(node: Ordered, namespaces: Readonly<Record<string, string>> | null): string {
  const name = nameOf(node);
  if (name === null) return typeof node['#text'] === 'string' ? rawText(node['#text']) : '';
  const own = attributesOf(node);
  const all = namespaces ? { ...namespaces, ...own, 'xmlns:lbwsa': ADDRESSING, 'lbwsa:IsReferenceParameter': 'true' } : own;
  const attributes = Object.entries(all)
    .map(([key, value]) => ` ${key}="${rawText(value).replaceAll('"', '&quot;')}"`)
    .join('');
  return `<${name}${attributes}>${childrenOf(node, name)
    .map((one) => write(one, null))
    .join('')}</${name}>`;
}

/** References were left unread, so `&` stays; what could open a tag cannot be in a text that was parsed. */
function rawText(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const NAME = /^[\p{L}_][\p{L}\p{N}._-]*(:[\p{L}_][\p{L}\p{N}._-]*)?$/u;

function nameOf(node: Ordered): string | null {
  return Object.keys(node).find((key) => key !== ':@' && NAME.test(key)) ?? null;
}

function childrenOf(node: Ordered, name: string): Ordered[] {
  const inner = node[name];
  return Array.isArray(inner) ? (inner as Ordered[]) : [];
}

function attributesOf(node: Ordered): Record<string, string> {
  const attributes = node[':@'];
  if (typeof attributes !== 'object' || attributes === null) return {};
  return Object.fromEntries(Object.entries(attributes).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && NAME.test(pair[0])));
}

function declarations(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:')));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
