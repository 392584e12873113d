/** The recording feature on a real database and a real stream, with the neighbours it asks for. */
import type { Camera } from '#shared/contract/cameras.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { createAudit, type AuditService } from '#main/features/audit/index.ts';
import { createRecording, type RecordingFeature } from '#main/features/recording/index.ts';
import { newId } from '#main/kernel/ids.ts';
import { Tickets } from '#main/kernel/tickets.ts';
import type { Actor } from '#main/transport/context.ts';
import type { TestKernel } from '../kernel.ts';
import type { StreamServer } from './stream-server.ts';

export const INSPECTOR: Actor = { accountId: '01930000-0000-7000-8000-000000000001', login: 'inspector', name: 'Olena Kovalchuk', role: 'inspector' };

export interface RecordingBench {
  kernel: TestKernel;
  feature: RecordingFeature;
  audit: AuditService;
  tickets: Tickets;
  cameras: Camera[];
  settings: Settings;
  raised: Map<string, string>;
  gateway: { isUp: boolean };
  /** Tells the recorder that the register has changed. */
  camerasChanged(): void;
}

export function makeCamera(patch: Partial<Camera> = {}): Camera {
  return {
    id: newId(),
    number: 'К-014',
    place: 'Театральний майдан',
    district: 'Центр',
    position: { lat: 50.7472, lng: 25.3254 },
    azimuthDeg: 90,
    fovDeg: 70,
    heightM: 6,
    hasPtz: false,
    maker: 'Demo',
    model: 'D1',
    serial: 'S-0014',
    firmware: '1.0',
    address: 'http://127.0.0.1:8000/onvif/device_service',
    endpoint: 'urn:uuid:00000000-0000-0000-0000-000000000014',
    isRecorded: true,
    profiles: [{ role: 'main', token: 'main', name: 'main', codec: 'H264', width: 320, height: 180, framesPerSecond: 10 }],
    state: 'streaming',
    stateSince: 0,
    stateReason: null,
    ...patch,
  };
}

const SETTINGS: Settings = {
  centreNameUk: 'Луцьк',
  centreNameEn: 'Lutsk',
  deskName: '01',
  timeZone: 'Europe/Kyiv',
  discoveryInterfaces: [],
  map: { kind: 'plan', source: '', attribution: '' },
  recording: { retentionDays: 30, quotaGiB: 20, reserveGiB: 0.1 },
  smtp: { host: '127.0.0.1', port: 25, from: 'a@b.invalid', startTls: 'never' },
  responseOrigin: '',
};

/** Builds the feature; nothing is started. */
export function makeRecording(kernel: TestKernel, server: StreamServer | null, options: { cameras?: Camera[]; segmentMs?: number } = {}): RecordingBench {
  const listeners = new Set<() => void>();
  const audit = createAudit(kernel).service;
  const raised = new Map<string, string>();
  const bench = {
    kernel,
    audit,
    tickets: new Tickets(kernel.clock),
    cameras: options.cameras ?? [makeCamera()],
    settings: structuredClone(SETTINGS),
    raised,
    gateway: { isUp: true },
    camerasChanged: () => listeners.forEach((listener) => listener()),
  };
  const feature = createRecording(
    kernel,
    {
      cameras: {
        all: () => bench.cameras,
        find: (id) => bench.cameras.find((camera) => camera.id === id) ?? null,
        onChange(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      gateway: {
        get isUp() {
          return bench.gateway.isUp;
        },
        onUp: () => () => undefined,
        openMp4: (_cameraId, _role, signal) => (server ? server.openMp4(signal) : Promise.reject(new Error('no stream in this test'))),
      },
      settings: { current: () => bench.settings },
      audit,
      alarms: {
        raise(alarm) {
          raised.set(alarm.key, alarm.kind);
          return Promise.resolve({
            id: newId(),
            kind: alarm.kind,
            severity: alarm.severity,
            startedAt: 0,
            endedAt: null,
            acknowledgedAt: null,
            acknowledgedBy: null,
            cameraId: null,
            incidentId: null,
            dispatchId: null,
            data: {},
          });
        },
        end(key) {
          raised.delete(key);
          return Promise.resolve();
        },
      },
      tickets: bench.tickets,
    },
    options.segmentMs === undefined ? {} : { segmentMs: options.segmentMs },
  );
  return { ...bench, feature };
}
