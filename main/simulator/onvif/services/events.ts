import { parseDurationMs, parseTerminationMs } from '../duration.ts';
import { topicSet, topicsFor } from '../event-topics.ts';
import { SERVICE_PATH, serviceAddress } from '../onvif-camera.ts';
import { PullPoint, type Notification } from '../pull-point.ts';
import type { Call, Service } from '../service.ts';
import { invalidArgument } from '../soap-message.ts';
import { child, childText, escapeXml, NAMESPACE } from '../soap-xml.ts';
import { fault, parseTopicFilter } from '../topic-filter.ts';
import { EVENT_CAPABILITIES, MAX_PULL_POINTS } from './event-capabilities.ts';

const DEFAULT_LIFETIME_MS = 60_000;
const MAX_LIFETIME_MS = 60 * 60_000;
const MAX_PULL_TIMEOUT_MS = 60_000;
const MAX_MESSAGES = 100;

/** Namespace of the reference parameter that names a subscription. */
const REFERENCE_NAMESPACE = 'urn:demo-city:subscription';

/** One camera's event service (ONVIF Core 9): its pull points and what answers for them. */
export interface EventService {
  services: readonly Service[];
  /** Ends all subscriptions, as a restart of the camera does. */
  reset(): void;
}

export function createEventService(): EventService {
  const pullPoints = new Map<string, PullPoint>();

  function dropExpired(nowMs: number): void {
    for (const [id, point] of pullPoints) {
      if (point.terminationMs > nowMs) continue;
      point.end();
      pullPoints.delete(id);
    }
  }

  /** The subscription a request is sent to: by its address, and its reference parameter if that is copied back. */
  function pullPointOf({ path, request, nowMs }: Call): PullPoint {
    dropExpired(nowMs);
    const id = path.startsWith(SERVICE_PATH.subscription) ? path.slice(SERVICE_PATH.subscription.length) : null;
    const reference = request.header?.children.find((part) => part.namespace === REFERENCE_NAMESPACE)?.text.trim() ?? null;
    const point = pullPoints.get(id ?? reference ?? '');
    if (!point || (id !== null && reference !== null && id !== reference)) throw fault('ResourceUnknownFault', 'There is no such subscription');
    return point;
  }

  function create({ camera, request, nowMs }: Call): string {
    dropExpired(nowMs);
    if (pullPoints.size >= MAX_PULL_POINTS) throw fault('SubscribeCreationFailedFault', 'There are too many subscriptions');
    const termination = childText(request.operation, 'InitialTerminationTime');
    const filter = parseTopicFilter(child(request.operation, 'Filter'));
    const point = new PullPoint(topicsFor(camera.description.events), filter, camera.events, lifetime(termination, nowMs));
    pullPoints.set(point.id, point);
    return (
      '<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>' +
      `<wsa:Address>${serviceAddress(camera, `${SERVICE_PATH.subscription}${point.id}`)}</wsa:Address>` +
      `<wsa:ReferenceParameters><dc:SubscriptionId xmlns:dc="${REFERENCE_NAMESPACE}">${point.id}</dc:SubscriptionId></wsa:ReferenceParameters>` +
      `</tev:SubscriptionReference>${times('wsnt', nowMs, point.terminationMs)}</tev:CreatePullPointSubscriptionResponse>`
    );
  }

  async function pull(call: Call): Promise<string> {
    const point = pullPointOf(call);
    const timeoutMs = parseDurationMs(childText(call.request.operation, 'Timeout') ?? '');
    const limit = Number(childText(call.request.operation, 'MessageLimit') ?? Number.NaN);
    if (timeoutMs === null) throw invalidArgument('ter:InvalidArgVal', 'Timeout is not a duration');
    if (!Number.isInteger(limit) || limit < 1) throw invalidArgument('ter:InvalidArgVal', 'MessageLimit is not a positive number');
    // A client that is pulling is alive: its subscription does not run out under it.
    const waitMs = Math.min(timeoutMs, MAX_PULL_TIMEOUT_MS);
    point.terminationMs = Math.max(point.terminationMs, call.nowMs + waitMs + DEFAULT_LIFETIME_MS);
    const messages = await point.pull(Math.min(limit, MAX_MESSAGES), waitMs, call.signal);
    if (point.ended) throw fault('ResourceUnknownFault', 'The subscription ended');
    return `<tev:PullMessagesResponse>${times('tev', Date.now(), point.terminationMs)}${messages.map(notification).join('')}</tev:PullMessagesResponse>`;
  }

  function renew(call: Call): string {
    const point = pullPointOf(call);
    point.terminationMs = lifetime(childText(call.request.operation, 'TerminationTime'), call.nowMs);
    return `<wsnt:RenewResponse><wsnt:TerminationTime>${iso(point.terminationMs)}</wsnt:TerminationTime><wsnt:CurrentTime>${iso(call.nowMs)}</wsnt:CurrentTime></wsnt:RenewResponse>`;
  }

  function unsubscribe(call: Call): string {
    const point = pullPointOf(call);
    point.end();
    pullPoints.delete(point.id);
    return '<wsnt:UnsubscribeResponse/>';
  }

  return {
    services: [
      {
        namespace: NAMESPACE.tev,
        withoutCredentials: new Set(['GetServiceCapabilities']),
        operations: {
          GetServiceCapabilities: () => `<tev:GetServiceCapabilitiesResponse>${EVENT_CAPABILITIES}</tev:GetServiceCapabilitiesResponse>`,
          GetEventProperties: ({ camera }) => eventProperties(topicSet(topicsFor(camera.description.events))),
          CreatePullPointSubscription: create,
          PullMessages: pull,
          SetSynchronizationPoint: (call) => {
            pullPointOf(call).synchronize();
            return '<tev:SetSynchronizationPointResponse/>';
          },
        },
      },
      { namespace: NAMESPACE.wsnt, withoutCredentials: new Set(), operations: { Renew: renew, Unsubscribe: unsubscribe } },
    ],
    reset() {
      for (const point of pullPoints.values()) point.end();
      pullPoints.clear();
    },
  };
}

function lifetime(text: string | null, nowMs: number): number {
  if (text === null || text === '') return nowMs + DEFAULT_LIFETIME_MS;
  const until = parseTerminationMs(text, nowMs);
  if (until === null || until <= nowMs) throw fault('UnacceptableTerminationTimeFault', 'The termination time cannot be accepted');
  if (until > nowMs + MAX_LIFETIME_MS) return nowMs + MAX_LIFETIME_MS;
  return until;
}

function eventProperties(topics: string): string {
  return (
    '<tev:GetEventPropertiesResponse><tev:TopicNamespaceLocation>http://www.onvif.org/onvif/ver10/topics/topicns.xml</tev:TopicNamespaceLocation>' +
    `<wsnt:FixedTopicSet>true</wsnt:FixedTopicSet>${topics}` +
    '<wsnt:TopicExpressionDialect>http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet</wsnt:TopicExpressionDialect>' +
    '<wsnt:TopicExpressionDialect>http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete</wsnt:TopicExpressionDialect>' +
    '<tev:MessageContentFilterDialect>http://www.onvif.org/ver10/tev/messageContentFilter/ItemFilter</tev:MessageContentFilterDialect>' +
    '<tev:MessageContentSchemaLocation>http://www.onvif.org/ver10/schema/onvif.xsd</tev:MessageContentSchemaLocation></tev:GetEventPropertiesResponse>'
  );
}

function notification({ topic, operation, state, atMs }: Notification): string {
  const item = (name: string, value: string): string => `<tt:SimpleItem Name="${escapeXml(name)}" Value="${escapeXml(value)}"/>`;
  return (
    '<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">' +
    `tns1:${topic.path}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="${iso(atMs)}" PropertyOperation="${operation}">` +
    `<tt:Source>${topic.source.map(({ name, value }) => item(name, value)).join('')}</tt:Source>` +
    `<tt:Data>${item(topic.data, String(state))}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`
  );
}

function times(prefix: 'wsnt' | 'tev', nowMs: number, terminationMs: number): string {
  return `<${prefix}:CurrentTime>${iso(nowMs)}</${prefix}:CurrentTime><${prefix}:TerminationTime>${iso(terminationMs)}</${prefix}:TerminationTime>`;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
