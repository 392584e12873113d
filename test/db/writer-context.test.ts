/** Writes that share a commit keep apart what their callers keep in async context: the door counts audit rows by it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestKernel, type TestKernel } from '../helpers/kernel.ts';

let kernel: TestKernel;

beforeAll(async () => {
  kernel = await openTestKernel();
});
afterAll(() => kernel.close());

it('runs each write in the context of its own caller, also from the second of a group on', async () => {
  const caller = new AsyncLocalStorage<number>();
  const callers = [1, 2, 3, 4, 5, 6];
  const seen = await Promise.all(
    callers.map((number) =>
      caller.run(number, () =>
        kernel.db.write(async (trx) => {
          const before = caller.getStore();
          await trx.selectFrom('audit_log').select('seq').execute();
          return [before, caller.getStore()];
        }),
      ),
    ),
  );
  expect(seen).toEqual(callers.map((number) => [number, number]));
});
