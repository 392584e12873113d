import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestKernel, type TestKernel } from '../helpers/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openTestKernel();
});
afterAll(() => kernel.close());

it('takes a write that comes at whatever moment after the one before was acknowledged', async () => {
  const count = (name: string) => kernel.db.write((trx) => trx.insertInto('counter').values({ name, value: 1 }).execute());
  for (let turns = 0; turns < 20; turns += 1) {
    await count(`first-${turns}`);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    await count(`second-${turns}`);
  }
  const { rows } = await kernel.db.read
    .selectFrom('counter')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  expect(rows).toBe(40);
});
