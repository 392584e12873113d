/** Which of a camera's own events become alarms: a table of topics, most telling first. */
import type { Severity } from '#shared/domain/severity.ts';

export interface EventKind {
  /** Key of the text `alarms.event.<event>`. */
  event: string;
  severity: Severity;
}

/**
 * Plain motion is not among them: it is reported beside every other event by most cameras and would bury the rest.
 * Topic paths without prefix, from the ONVIF topic namespace and the demo city's cameras.
 */
const KINDS: readonly (readonly [RegExp, EventKind])[] = [
  [/\/Collision$/i, { event: 'crash', severity: 1 }],
  [/\/(Smoke|Fire)(Detected)?$/i, { event: 'smoke', severity: 1 }],
  [/FloodDetector\/|\/Water$/i, { event: 'burst-main', severity: 2 }],
  [/\/Unattended(Object|Bag)$/i, { event: 'unattended-bag', severity: 2 }],
  [/CrowdDetector\/|\/Crowd$/i, { event: 'crowd', severity: 3 }],
  [/\/(Tamper|GlobalSceneChange)(\/|$)/i, { event: 'tamper', severity: 2 }],
];

/** The alarm of a topic such as `tns1:RuleEngine/TrafficDetector/Collision`, or null. */
export function eventKindOf(topic: string): EventKind | null {
  const path = topic
    .split('/')
    .map((step) => step.slice(step.indexOf(':') + 1))
    .join('/');
  return KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

const STATE_NAMES = ['State', 'IsMotion', 'IsTamper', 'IsInside', 'Value', 'LogicalState'];

/** true or false for a property's state, null for an event that has none. */
export function stateOf(data: Readonly<Record<string, string>>): boolean | null {
  const name = STATE_NAMES.find((one) => data[one] !== undefined);
  const value = name === undefined ? undefined : data[name]?.toLowerCase();
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return null;
}
