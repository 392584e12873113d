/** The whole contract. Adding a call touches its feature's file here, one handler and one hook. */
import type { ContractRouterClient } from '@orpc/contract';
import { access } from './access.ts';
import { alarms } from './alarms.ts';
import { audit } from './audit.ts';
import { cameras } from './cameras.ts';
import { discovery } from './discovery.ts';
import { dispatch } from './dispatch.ts';
import { events } from './events.ts';
import { evidence } from './evidence.ts';
import { host } from './host.ts';
import { incidents } from './incidents.ts';
import { map } from './map.ts';
import { recording } from './recording.ts';
import { response } from './response.ts';
import { settings } from './settings.ts';
import { wall } from './wall.ts';

export const contract = { access, alarms, audit, cameras, discovery, dispatch, events, evidence, host, incidents, map, recording, response, settings, wall };

export type Contract = typeof contract;
/** The typed client, the same over MessagePort, WebSocket and HTTP. */
export type Client = ContractRouterClient<Contract>;
