import { expect, it } from 'vitest';
import { hrefOf, parseRoute } from '#renderer/app/routes.ts';

it('reads pages, ids and questions back as they were written', () => {
  const route = parseRoute(hrefOf('archive', undefined, { camera: 'a b', from: '5' }));
  expect(route.page).toBe('archive');
  expect(route.query.get('camera')).toBe('a b');
  expect(parseRoute(hrefOf('incidents', '0193'))).toMatchObject({ page: 'incidents', id: '0193' });
});
it('goes to the monitor for an address it does not know', () => {
  expect(parseRoute('#/nowhere/1').page).toBe('monitor');
  expect(parseRoute('').page).toBe('monitor');
});
