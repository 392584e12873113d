/** Incidents, dispatch, alarms and the response feature on a real database, with real receivers, as app.ts would join them. */
import { randomBytes } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import type { Camera } from '#shared/contract/cameras.ts';
import type { NewIncident } from '#shared/contract/incidents.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { createAlarms, type AlarmsFeature } from '#main/features/alarms/index.ts';
import { createAudit } from '#main/features/audit/index.ts';
import { createDispatch, type DispatchFeature } from '#main/features/dispatch/index.ts';
import { createIncidentRecord, createIncidents, type IncidentRecord, type IncidentsFeature, type LockRequest } from '#main/features/incidents/index.ts';
import { createResponse, type ResponseFeature } from '#main/features/response/index.ts';
import { DEFAULT_SETTINGS } from '#main/features/settings/defaults.ts';
import { newId } from '#main/kernel/ids.ts';
import { Tickets } from '#main/kernel/tickets.ts';
import type { Actor } from '#main/transport/context.ts';
import { createApi } from '#main/transport/guard.ts';
import { openTestKernel, type TestKernel } from './kernel.ts';

export const CAMERA_ID = newId();
export const SECOND_CAMERA_ID = newId();

export function testCamera(id: string, number: string): Camera {
  return {
    id,
    number,
    place: 'пр. Соборності / пр. Молоді',
    district: '33 мікрорайон',
    position: { lat: 50.7467, lng: 25.3512 },
    azimuthDeg: 30,
    fovDeg: 70,
    heightM: 6,
    hasPtz: false,
    maker: 'test',
    model: 'test',
    serial: number,
    firmware: '1',
    address: '127.0.0.1',
    endpoint: `urn:uuid:${id}`,
    isRecorded: true,
    profiles: [],
    state: 'streaming',
    stateSince: 0,
    stateReason: null,
  };
}

export interface DeskOptions {
  kernel?: TestKernel;
  settings?: Partial<Settings>;
  httpOrigin?: () => string;
  attemptDeadlineMs?: number;
}

export interface Desk {
  kernel: TestKernel;
  audit: ReturnType<typeof createAudit>;
  alarms: AlarmsFeature;
  record: IncidentRecord;
  dispatch: DispatchFeature;
  incidents: IncidentsFeature;
  response: ResponseFeature;
  locks: LockRequest[];
  router: ReturnType<typeof routerOf>;
  /** The contract as an account uses it (null: nobody is signed in), through schemas and the door. */
  as(actor: Actor | null): ReturnType<typeof clientOf>;
  inspector: Actor;
  supervisor: Actor;
  administrator: Actor;
  /** Ends the features, not the database. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

const account = (role: Actor['role']): Actor => ({ accountId: newId(), login: role, name: role === 'inspector' ? 'Олена Коваль' : role, role });

/** Builds the features as a starting host would. With `kernel` on an existing database, as after a restart. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const kernel = options.kernel ?? (await openTestKernel());
  const settings = (): Settings => ({ ...DEFAULT_SETTINGS, ...options.settings });
  const cameras = new Map([testCamera(CAMERA_ID, 'К-114'), testCamera(SECOND_CAMERA_ID, 'К-115')].map((camera) => [camera.id, camera]));
  const cameraPort = { find: (id: string) => cameras.get(id) ?? null };
  const locks: LockRequest[] = [];
  const audit = createAudit(kernel);
  const record = createIncidentRecord(kernel);
  const alarms = createAlarms(kernel, { audit: audit.service });
  const dispatch = createDispatch(kernel, {
    audit: audit.service,
    record,
    alarms,
    settings,
    httpOrigin: options.httpOrigin ?? (() => 'http://127.0.0.1:1'),
    ...(options.attemptDeadlineMs === undefined ? {} : { attemptDeadlineMs: options.attemptDeadlineMs }),
  });
  const lockRecording = (_trx: unknown, request: LockRequest) => {
    locks.push(request);
    return Promise.resolve();
  };
  const incidents = createIncidents(kernel, {
    audit: audit.service,
    record,
    dispatch,
    cameras: cameraPort,
    lockRecording,
    settings,
    tickets: new Tickets(kernel.clock),
  });
  const response = createResponse(kernel, {
    audit: audit.service,
    record,
    dispatch,
    cameras: cameraPort,
    readPicture: (sha256) => incidents.readPicture(sha256),
    settings,
    isDemo: () => true,
  });
  await alarms.start();
  await dispatch.start();
  const [inspector, supervisor, administrator] = await enterAccounts(kernel);
  const actorOf = (token: string) => Promise.resolve([inspector, supervisor, administrator].find((actor) => actor.accountId === token) ?? null);
  const api = createApi({ actorOf, recordCall: () => Promise.resolve(), observe: (run) => audit.service.observe(run) }, kernel.log);
  const router = routerOf(api, { incidents, dispatch, alarms, response });
  return {
    kernel,
    audit,
    alarms,
    record,
    dispatch,
    incidents,
    response,
    locks,
    router,
    as: (actor) => clientOf(router, actor),
    inspector,
    supervisor,
    administrator,
    stop: () => dispatch.stop(),
    async close() {
      await dispatch.stop();
      await kernel.close();
    },
  };
}

function routerOf(api: ReturnType<typeof createApi>, features: Pick<Desk, 'incidents' | 'dispatch' | 'alarms' | 'response'>) {
  return {
    incidents: features.incidents.procedures(api),
    dispatch: features.dispatch.procedures(api),
    alarms: features.alarms.procedures(api),
    response: features.response.procedures(api),
  };
}

function clientOf(router: ReturnType<typeof routerOf>, actor: Actor | null) {
  return createRouterClient(router, {
    context: { connection: { kind: 'port', peer: 'test' }, reqHeaders: new Headers(actor ? { authorization: `Bearer ${actor.accountId}` } : {}) },
  });
}

async function enterAccounts(kernel: TestKernel): Promise<[Actor, Actor, Actor]> {
  const actors: [Actor, Actor, Actor] = [account('inspector'), account('supervisor'), account('administrator')];
  for (const actor of actors) {
    const known = await kernel.db.read.selectFrom('account').select('id').where('login', '=', actor.login).executeTakeFirst();
    if (known) actor.accountId = known.id;
    else
      await kernel.db.write((trx) =>
        trx
          .insertInto('account')
          .values({
            id: actor.accountId,
            login: actor.login,
            name: actor.name,
            role: actor.role,
            language: 'uk',
            password_hash: 'x',
            is_demo: 1,
            created_at: 0,
            disabled_at: null,
          })
          .execute(),
      );
  }
  return actors;
}

export interface TestService {
  code: string;
  kind?: string;
  channel: 'email' | 'webhook';
  address: string;
  secret?: string;
  acceptWithinMs?: number;
}

/** Enters a service; returns its id. */
export async function enterService(kernel: TestKernel, service: TestService): Promise<string> {
  const id = newId();
  await kernel.db.write((trx) =>
    trx
      .insertInto('service')
      .values({
        id,
        code: service.code,
        name_uk: `Служба ${service.code}`,
        name_en: `Service ${service.code}`,
        kind: service.kind ?? 'police',
        language: 'uk',
        channel: service.channel,
        address: service.address,
        secret_sealed: service.channel === 'webhook' ? kernel.secrets.seal(service.secret ?? randomBytes(16).toString('hex')) : null,
        phone: service.code,
        accept_within_ms: service.acceptWithinMs ?? 60_000,
        is_demo: 0,
        last_heard_at: null,
        last_failed_at: null,
        created_at: 0,
      })
      .execute(),
  );
  return id;
}

/** A new incident as the composer sends it. */
export function newIncident(changes: Partial<NewIncident> = {}): NewIncident {
  return {
    key: newId(),
    categoryKey: 'other',
    severity: 2,
    seenAt: Date.now() - 20_000,
    cameraId: CAMERA_ID,
    place: 'пр. Соборності / пр. Молоді',
    district: '33 мікрорайон',
    position: { lat: 50.7467, lng: 25.3512 },
    text: 'Зіткнення двох авто, одна людина сидить на бордюрі',
    dispatches: [],
    ...changes,
  };
}
