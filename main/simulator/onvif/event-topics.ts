import type { SceneEvent } from '../types.ts';
import { VIDEO_SOURCE_CONFIGURATION_TOKEN, VIDEO_SOURCE_TOKEN } from './services/media.ts';

/** A property topic: its state is told when it changes and when a client asks for a synchronization point. */
export interface EventTopic {
  /** Path under tns1:, for instance "RuleEngine/TrafficDetector/Collision". */
  path: string;
  /** Name and value of the source items that tell instances of the topic apart. */
  source: readonly { name: string; value: string }[];
  /** Name of the boolean data item. */
  data: string;
  /** Scene events that make it true; null for any. */
  raisedBy: SceneEvent | null;
}

const ANALYTICS_TOKEN = 'vac0';

function rule(path: string, ruleName: string, raisedBy: SceneEvent): EventTopic {
  return {
    path: `RuleEngine/${path}`,
    source: [
      { name: 'VideoSourceConfigurationToken', value: VIDEO_SOURCE_CONFIGURATION_TOKEN },
      { name: 'VideoAnalyticsConfigurationToken', value: ANALYTICS_TOKEN },
      { name: 'Rule', value: ruleName },
    ],
    data: 'State',
    raisedBy,
  };
}

/** Topics by which a camera reports what happens in its scene; listed in ../README.md and kept stable. */
export const EVENT_TOPICS: Readonly<Record<SceneEvent, EventTopic>> = {
  crash: rule('TrafficDetector/Collision', 'collision', 'crash'),
  smoke: rule('FireDetector/Smoke', 'smoke', 'smoke'),
  'burst-main': rule('FloodDetector/Water', 'water', 'burst-main'),
  'unattended-bag': rule('IdleObjectDetector/UnattendedObject', 'unattended', 'unattended-bag'),
  crowd: rule('CrowdDetector/Crowd', 'crowd', 'crowd'),
};

/** Raised beside every other topic, as common cameras do (ONVIF Imaging 5.1.2.1). */
export const MOTION_TOPIC: EventTopic = {
  path: 'VideoSource/MotionAlarm',
  source: [{ name: 'Source', value: VIDEO_SOURCE_TOKEN }],
  data: 'State',
  raisedBy: null,
};

/** Topics of a camera whose scene knows these events. */
export function topicsFor(events: readonly SceneEvent[]): EventTopic[] {
  return [...events.map((event) => EVENT_TOPICS[event]), MOTION_TOPIC];
}

export function isRaised(topic: EventTopic, active: SceneEvent | null): boolean {
  return active !== null && (topic.raisedBy === null || topic.raisedBy === active);
}

/** The camera's wstop:TopicSet. */
export function topicSet(topics: readonly EventTopic[]): string {
  interface Branch {
    children: Map<string, Branch>;
    leaf: EventTopic | null;
  }
  const root: Branch = { children: new Map(), leaf: null };
  for (const topic of topics) {
    let branch = root;
    for (const step of topic.path.split('/')) {
      const next: Branch = branch.children.get(step) ?? { children: new Map(), leaf: null };
      branch.children.set(step, next);
      branch = next;
    }
    branch.leaf = topic;
  }
  const write = (branch: Branch, depth: number): string =>
    [...branch.children]
      .map(([name, inner]) => {
        const element = depth === 0 ? `tns1:${name}` : name;
        return `<${element}${inner.leaf ? ' wstop:topic="true"' : ''}>${inner.leaf ? messageDescription(inner.leaf) : write(inner, depth + 1)}</${element}>`;
      })
      .join('');
  return `<wstop:TopicSet>${write(root, 0)}</wstop:TopicSet>`;
}

function messageDescription(topic: EventTopic): string {
  const item = (name: string, type: string): string => `<tt:SimpleItemDescription Name="${name}" Type="${type}"/>`;
  const sources = topic.source.map(({ name }) => item(name, name === 'Rule' ? 'xsd:string' : 'tt:ReferenceToken')).join('');
  return (
    '<tt:MessageDescription xmlns:xsd="http://www.w3.org/2001/XMLSchema" IsProperty="true">' +
    `<tt:Source>${sources}</tt:Source><tt:Data>${item(topic.data, 'xsd:boolean')}</tt:Data></tt:MessageDescription>`
  );
}
