import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#main/kernel/ids.ts';
import type { CameraTable } from '#main/db/tables/cameras.ts';
import { openTestKernel, type TestKernel } from '../helpers/kernel.ts';

let kernel: TestKernel;
beforeEach(async () => {
  kernel = await openTestKernel();
});
afterEach(() => kernel.close());

function camera(change: Partial<CameraTable> = {}): CameraTable {
  return {
    id: newId(),
    number: 'К-1',
    place: '',
    district: '',
    lat: 50.75,
    lng: 25.32,
    azimuth_deg: 10,
    fov_deg: 70,
    height_m: 5,
    has_ptz: 0,
    maker: '',
    model: '',
    serial: '',
    firmware: '',
    mac: null,
    service_url: 'http://127.0.0.1/',
    endpoint: newId(),
    credentials: 'sealed',
    is_recorded: 1,
    created_at: 1,
    updated_at: 1,
    removed_at: null,
    ...change,
  };
}
const insert = (change: Partial<CameraTable> = {}) => kernel.db.write((trx) => trx.insertInto('camera').values(camera(change)).execute());

describe('the register’s tables', () => {
  it.each([{ lat: 91 }, { lng: null }, { azimuth_deg: 360 }, { fov_deg: 0 }, { height_m: -1 }, { has_ptz: 2 }])('refuse %j', async (change) => {
    await expect(insert(change as Partial<CameraTable>)).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
  });

  it('hold an endpoint once while its camera is there, and again after it left', async () => {
    await insert({ endpoint: 'urn:1' });
    await expect(insert({ endpoint: 'urn:1' })).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
    await kernel.db.write((trx) => trx.updateTable('camera').set({ removed_at: 2 }).where('endpoint', '=', 'urn:1').execute());
    await insert({ endpoint: 'urn:1' });
  });

  it('hold profiles and states of known cameras only', async () => {
    await expect(
      kernel.db.write((trx) => trx.insertInto('camera_state').values({ seq: 1, camera_id: newId(), at: 1, state: 'streaming', reason: null }).execute()),
    ).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
    const row = camera();
    await kernel.db.write((trx) => trx.insertInto('camera').values(row).execute());
    await expect(
      kernel.db.write((trx) => trx.insertInto('camera_state').values({ seq: 1, camera_id: row.id, at: 1, state: 'asleep', reason: null }).execute()),
    ).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
  });

  it('hold one demo city at most', async () => {
    const city = { id: 1, port_base: 20_000, secrets: 'x', created_at: 1 };
    await kernel.db.write((trx) => trx.insertInto('demo_city').values(city).execute());
    await expect(
      kernel.db.write((trx) =>
        trx
          .insertInto('demo_city')
          .values({ ...city, id: 2 })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
  });
});
