/** An incident with locked recordings, and the feature that exports it; everything real but the neighbours' schedules. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEvidence, type EvidenceFeature } from '#main/features/evidence/index.ts';
import type { EvidencePackage } from '#shared/contract/evidence.ts';
import type { Actor } from '#main/transport/context.ts';
import { CAMERA_ID, SECOND_CAMERA_ID, newIncident, openDesk, type Desk } from '../incident-desk.ts';
import { JPEG } from '../jpeg.ts';
import { openTestKernel, type TestKernel } from '../kernel.ts';
import { until } from '../until.ts';
import { fillArchive } from './fill-archive.ts';
import { makeCamera, makeRecording, type RecordingBench } from './recording.ts';
import { makeStream } from './stream-server.ts';

export interface EvidenceBench {
  kernel: TestKernel;
  desk: Desk;
  recording: RecordingBench;
  evidence: EvidenceFeature;
  actor: Actor;
  incidentId: string;
  incidentNumber: string;
  /** UTC milliseconds of the first recorded picture. */
  recordedFrom: number;
  recordedTo: number;
  /** Exports and waits for the end. */
  export(purpose?: string): Promise<EvidencePackage>;
  fileOf(row: EvidencePackage): string;
  close(): Promise<void>;
}

/** Two cameras with twelve seconds each, locked for an incident with one picture. */
export async function openEvidenceBench(): Promise<EvidenceBench> {
  const kernel = await openTestKernel();
  const desk = await openDesk({ kernel });
  const cameras = [
    makeCamera({ id: CAMERA_ID, number: 'К-114', isRecorded: false }),
    makeCamera({ id: SECOND_CAMERA_ID, number: 'К-115', isRecorded: false, place: 'вул. Лесі Українки' }),
  ];
  const recording = makeRecording(kernel, null, { cameras });
  await recording.feature.start();
  const recordedFrom = Date.now() - 60_000;
  const recordedTo = await fillArchive(kernel, CAMERA_ID, makeStream({ seconds: 12 }), recordedFrom);
  await fillArchive(kernel, SECOND_CAMERA_ID, makeStream({ seconds: 12, size: '256x144' }), recordedFrom + 500);
  const actor = desk.supervisor;
  const client = desk.as(desk.inspector);
  const picture = await client.incidents.savePicture({ cameraId: CAMERA_ID, takenAt: recordedFrom + 3_000, jpegBase64: JPEG.toString('base64') });
  const incident = await client.incidents.create(newIncident({ seenAt: recordedFrom + 3_000, pictureIds: [picture.id] }));
  await kernel.db.write((trx) =>
    recording.feature.lock(trx, {
      incidentId: incident.id,
      incidentNumber: incident.number,
      cameraIds: [CAMERA_ID, SECOND_CAMERA_ID],
      from: recordedFrom + 1_000,
      to: recordedFrom + 9_000,
      reason: 'logged',
      actor: desk.inspector,
    }),
  );
  const evidence = createEvidence(kernel, {
    audit: recording.audit,
    cameras: { find: (id) => cameras.find((camera) => camera.id === id) ?? null },
    incidents: desk.incidents,
    recording: recording.feature,
    settings: () => recording.settings,
    tickets: recording.tickets,
  });
  await evidence.start();
  return {
    kernel,
    desk,
    recording,
    evidence,
    actor,
    incidentId: incident.id,
    incidentNumber: incident.number,
    recordedFrom,
    recordedTo,
    async export(purpose = 'Запит поліції № 17/4') {
      const asked = await evidence.export(actor, incident.id, purpose);
      return until('the package is finished', async () =>
        (await evidence.packages(incident.id)).find((row) => row.id === asked.id && (row.state === 'done' || row.state === 'failed')),
      );
    },
    fileOf: (row) => join(kernel.config.dataDir, 'evidence', row.fileName ?? ''),
    async close() {
      await evidence.stop();
      await recording.feature.stop();
      await desk.stop();
      await kernel.close();
    },
  };
}

/** Writes a file below a folder, folders made as needed. */
export function put(folder: string, path: string, content: Buffer | string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}
