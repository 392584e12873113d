/** Events by PullPoint (ONVIF Core, event service; WS-BaseNotification 1.3). */
import { AppError } from '#shared/contract/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import { believe, hostOf } from './address-gate.ts';
import type { DeviceConnection } from './connection.ts';
import { referenceHeaders } from './reference-parameters.ts';
import { SERVICE_NAMESPACE, type ServiceAddresses } from './services.ts';
import { attribute, child, children, escapeXml, textOf, type XmlNode } from './xml.ts';

const EVENTS = SERVICE_NAMESPACE.events;
const NOTIFICATION = 'http://docs.oasis-open.org/wsn/b-2';
const PULL_ACTION = `${EVENTS}/PullPointSubscription/PullMessagesRequest`;
const CREATE_ACTION = `${EVENTS}/EventPortType/CreatePullPointSubscriptionRequest`;
const MANAGER_ACTION = 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager';
const LIFE_SECONDS = 60;
/** Some devices close a waiting call after 10 s. */
const WAIT_SECONDS = 8;
const WAIT_GRACE_MS = 7_000;
const MESSAGES_AT_ONCE = 50;
const MAX_ITEMS = 40;

export interface DeviceEvent {
  /** As the device names it, prefix included: `tns1:VideoSource/MotionAlarm`. */
  topic: string;
  /** `Initialized`: the state when we subscribed, `Changed`, `Deleted`, or '' for an event without state. */
  operation: string;
  source: Record<string, string>;
  data: Record<string, string>;
}

export interface PullPoint {
  /** Waits some seconds for events; resolves with what came, perhaps nothing. */
  pull(signal?: AbortSignal): Promise<DeviceEvent[]>;
  /** Prolongs it. Due after two thirds of `lifeMs`. */
  renew(): Promise<void>;
  /** Asks for the present state of everything, as `Initialized` events. Devices may refuse. */
  synchronize(): Promise<void>;
  unsubscribe(): Promise<void>;
  readonly lifeMs: number;
}

export async function createPullPoint(connection: DeviceConnection, services: ServiceAddresses, clock: Clock): Promise<PullPoint> {
  const operation = 'CreatePullPointSubscription';
  const url = services.events;
  if (!url) throw new AppError('CAMERA_FAULT', 'the device offers no events', { operation, reason: 'no-events' });
  const end = () => new Date(clock.now() + (connection.clockOffsetMs ?? 0) + LIFE_SECONDS * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const create = (until: string) =>
    connection.call({
      operation,
      url,
      action: CREATE_ACTION,
      header: addressing(CREATE_ACTION, url),
      body: `<CreatePullPointSubscription xmlns="${EVENTS}"><InitialTerminationTime>${until}</InitialTerminationTime></CreatePullPointSubscription>`,
    });
  // A duration is what the specification prefers; some devices take only a time.
  let isAbsolute = false;
  const created = await create(`PT${LIFE_SECONDS}S`).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'CAMERA_FAULT') throw error;
    isAbsolute = true;
    return await create(end());
  });
  const given = textOf(child(created.node, 'SubscriptionReference', 'Address'));
  const address = believe(given, hostOf(connection.serviceUrl), 'http', operation);
  const parameters = referenceHeaders(created.text);
  const ask = (name: string, action: string, namespace: string, inner: string, options: { deadlineMs?: number; signal?: AbortSignal | undefined } = {}) =>
    connection.call({
      operation: name,
      url: address,
      action,
      header: `${addressing(action, given)}${parameters}`,
      body: `<${name} xmlns="${namespace}">${inner}</${name}>`,
      ...options,
    });

  return {
    lifeMs: LIFE_SECONDS * 1000,
    async pull(signal) {
      const inner = `<Timeout>PT${WAIT_SECONDS}S</Timeout><MessageLimit>${MESSAGES_AT_ONCE}</MessageLimit>`;
      const { node } = await ask('PullMessages', PULL_ACTION, EVENTS, inner, { deadlineMs: WAIT_SECONDS * 1000 + WAIT_GRACE_MS, signal });
      return children(node, 'NotificationMessage')
        .slice(0, MESSAGES_AT_ONCE * 2)
        .map(readEvent)
        .filter(({ topic }) => topic !== '');
    },
    async renew() {
      await ask('Renew', `${MANAGER_ACTION}/RenewRequest`, NOTIFICATION, `<TerminationTime>${isAbsolute ? end() : `PT${LIFE_SECONDS}S`}</TerminationTime>`);
    },
    async synchronize() {
      await ask('SetSynchronizationPoint', `${EVENTS}/PullPointSubscription/SetSynchronizationPointRequest`, EVENTS, '');
    },
    async unsubscribe() {
      await ask('Unsubscribe', `${MANAGER_ACTION}/UnsubscribeRequest`, NOTIFICATION, '');
    },
  };
}

function addressing(action: string, to: string): string {
  return `<a:Action>${action}</a:Action><a:To>${escapeXml(to)}</a:To>`;
}

function readEvent(notification: XmlNode): DeviceEvent {
  const message = child(notification, 'Message', 'Message');
  return {
    topic: textOf(child(notification, 'Topic')).trim().slice(0, 300),
    operation: attribute(message, 'PropertyOperation').slice(0, 20),
    source: items(child(message, 'Source')),
    data: items(child(message, 'Data')),
  };
}

function items(node: XmlNode | undefined): Record<string, string> {
  return Object.fromEntries(
    children(node, 'SimpleItem')
      .slice(0, MAX_ITEMS)
      .map((item) => [attribute(item, 'Name').slice(0, 100), attribute(item, 'Value').slice(0, 300)]),
  );
}
