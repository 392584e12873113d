import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#main/kernel/ids.ts';
import { newIncident, openDesk, type Desk } from '../../../helpers/incident-desk.ts';

let desk: Desk;
const ids: Record<string, string> = {};
beforeAll(async () => {
  desk = await openDesk();
  const log = async (name: string, changes: Parameters<typeof newIncident>[0]) =>
    (ids[name] = (await desk.as(desk.inspector).incidents.create(newIncident(changes))).id);
  await log('crash', { categoryKey: 'crash', place: 'вул. Ґонти, 7', text: "П'яний водій збив огорожу біля під’їзду" });
  await log('fire', { categoryKey: 'fire', place: 'пр. Волі, 12', text: 'Дим з вікна третього поверху' });
  await log('litter', { categoryKey: 'litter', place: 'пр. Волі, 2', text: 'Смітники переповнені' });
});
afterAll(() => desk.close());

async function found(search: string): Promise<string[]> {
  const { rows } = await desk.as(desk.inspector).incidents.list({ filter: { search } });
  return rows.map((row) => Object.entries(ids).find(([, id]) => id === row.id)?.[0] ?? '?');
}

describe('full-text search', () => {
  it('takes words in any order, as beginnings, newest first', async () => {
    expect(await found('волі')).toEqual(['litter', 'fire']);
    expect(await found('вікна дим')).toEqual(['fire']);
    expect(await found('переп')).toEqual(['litter']);
    expect(await found('дим смітники')).toEqual([]);
  });

  it.each(['гонти', 'Ґонти', 'пяний', 'п’яний', 'ПʼЯНИЙ', 'підʼїзду', "під'їзду"])('finds %s however it is spelled', async (typed) => {
    expect(await found(typed)).toEqual(['crash']);
  });

  it('finds the category by its name in either language, and the author', async () => {
    expect(await found('пожежа')).toEqual(['fire']);
    expect(await found('smoke')).toEqual(['fire']);
    expect(await found('коваль')).toHaveLength(3);
  });

  it('finds a number, its parts and its last digits, but no digits from its middle', async () => {
    const { number } = await desk.incidents.get(ids['fire'] ?? '');
    expect(await found(number)).toEqual(['fire']);
    expect(await found(number.slice(-4))).toEqual(['fire']);
    expect(await found(number.slice(0, 4))).toHaveLength(3);
    expect(await found('0000')).not.toContain('?');
  });

  it('finds what was added later', async () => {
    await desk.as(desk.inspector).incidents.addEntry({ id: ids['fire'] ?? '', key: newId(), text: 'Евакуйовано мешканців' });
    expect(await found('евакуйовано')).toEqual(['fire']);
    expect(await found('дим')).toEqual(['fire']);
  });
});
