/** What the desk learns of a camera that freezes, goes away, comes back, or sees something. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventKindOf, stateOf } from '#main/features/health/event-kinds.ts';
import { openCameraRig, type CameraRig } from '../../../helpers/camera-rig.ts';
import { until } from '../../../helpers/until.ts';
import { CREDENTIALS, startTestCity, type TestCity } from '../../simulator/network/test-city.ts';

let city: TestCity;
let rig: CameraRig;
let simulatedId: string;
let cameraId: string;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 4 });
  rig = await openCameraRig({ start: ['gateway', 'health'] });
  await rig.discovery.adopt(
    city.simulator.cameras.map((camera) => ({ endpoint: `urn:test:${camera.description.id}`, address: `${city.onvif(camera.description.id)}/device_service` })),
    CREDENTIALS,
    null,
  );
  const simulated = city.simulator.cameras.find(({ description }) => description.events.includes('unattended-bag'));
  simulatedId = simulated?.description.id ?? '';
  cameraId = rig.cameras.all().find(({ number }) => number === simulated?.description.name)?.id ?? '';
});
afterAll(async () => {
  await rig?.close();
  await city?.close();
});

const state = () => rig.cameras.find(cameraId)?.state;

describe('pictures', () => {
  it('stream, stall while the camera is frozen, and stream again', async () => {
    await until('it streams', () => state() === 'streaming');
    await city.control(`/cameras/${simulatedId}/freeze`);
    await until('it is stalled', () => state() === 'stalled');
    await city.control(`/cameras/${simulatedId}/thaw`);
    await until('it streams again', () => state() === 'streaming');
  });

  it('are known to be gone when the camera is, with why', async () => {
    await city.control(`/cameras/${simulatedId}/down`);
    await until('it is unreachable', () => state() === 'unreachable');
    expect(rig.cameras.find(cameraId)?.stateReason).toBe('noAnswer');
    expect(rig.cameras.all().filter((camera) => camera.state === 'streaming')).toHaveLength(3);
    await city.control(`/cameras/${simulatedId}/up`);
    await until('it streams again', () => state() === 'streaming');
  });
});

describe('what a camera reports', () => {
  const open = () => rig.alarms.openKeys(`event:${cameraId}:`);

  it('raises one alarm and ends it', async () => {
    // The subscription was lost with the camera and must be made anew first.
    await until('an alarm', async () => {
      if (open().length > 0) return true;
      await city.control(`/cameras/${simulatedId}/event?name=unattended-bag&seconds=3`);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return open().length > 0;
    });
    expect(open()).toEqual([`event:${cameraId}:tns1:RuleEngine/IdleObjectDetector/UnattendedObject`]);
    const rows = await rig.kernel.db.read.selectFrom('alarm').selectAll().where('camera_id', '=', cameraId).where('kind', '=', 'camera-event').execute();
    expect(rows[0]).toMatchObject({ severity: 2, ended_at: null });
    expect(JSON.parse(rows[0]?.data ?? '{}')).toMatchObject({ event: 'unattended-bag', place: 'вул. Лесі Українки, 24' });
    await until('it is over', () => open().length === 0);
  });
});

describe('telling events apart', () => {
  it.each([
    ['tns1:RuleEngine/TrafficDetector/Collision', 'crash'],
    ['tns1:RuleEngine/FireDetector/Smoke', 'smoke'],
    ['tns1:RuleEngine/FloodDetector/Water', 'burst-main'],
    ['tns1:RuleEngine/CrowdDetector/Crowd', 'crowd'],
    ['tns1:RuleEngine/tnsaxis:TamperDetector/Tamper', 'tamper'],
    ['tns1:VideoSource/GlobalSceneChange/ImagingService', 'tamper'],
    ['tns1:VideoSource/MotionAlarm', undefined],
    ['tns1:RecordingConfig/JobState', undefined],
    ['', undefined],
  ])('%s is %s', (topic, event) => {
    expect(eventKindOf(topic)?.event).toBe(event);
  });

  it('reads a state in the ways devices write it', () => {
    expect([stateOf({ State: 'true' }), stateOf({ IsMotion: '0' }), stateOf({ State: 'FALSE' }), stateOf({ Count: '3' })]).toEqual([true, false, false, null]);
  });
});
