import { expect, it } from 'vitest';
import { filterPalette } from '#renderer/ui/palette-filter.ts';

const ITEMS = [
  { label: 'Показати К-021', detail: 'Київський майдан' },
  { label: 'Показати К-114', detail: 'пр. Соборності / пр. Молоді' },
  { label: 'Новий інцидент біля К-114', detail: 'пр. Соборності / пр. Молоді' },
  { label: 'Підтвердити тривогу' },
];

it('finds by words in any order, without minding case and dashes', () => {
  expect(filterPalette(ITEMS, 'к114 показати').map((item) => item.label)).toEqual(['Показати К-114']);
});
it('finds by place', () => {
  expect(filterPalette(ITEMS, 'майдан').map((item) => item.label)).toEqual(['Показати К-021']);
});
it('shows everything for nothing, and nothing for nonsense', () => {
  expect(filterPalette(ITEMS, ' ')).toHaveLength(4);
  expect(filterPalette(ITEMS, 'щщщ')).toHaveLength(0);
});
