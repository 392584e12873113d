import { expect, test } from 'vitest';
import { searchCategories } from '#shared/domain/categories.ts';
import { matchedPart } from '#renderer/features/composer/matched-part.ts';

const keys = (text: string, language: 'uk' | 'en'): string[] => searchCategories(text, language).map((category) => category.key);

test.each([
  ['дтп', 'uk', 'crash-injured'],
  ['acc', 'en', 'crash-injured'],
  ['acc', 'uk', 'crash-injured'],
  ['дим', 'uk', 'fire'],
  ['smo', 'en', 'fire'],
  ['бій', 'uk', 'fight'],
] as const)('three letters "%s" (%s) put %s first', (text, language, key) => {
  expect(keys(text, language)[0]).toBe(key);
});

test('both crashes are offered, nothing unrelated', () => {
  expect(keys('дтп', 'uk')).toEqual(expect.arrayContaining(['crash-injured', 'crash']));
  expect(keys('дтп', 'uk')).not.toContain('fire');
});

test('the typed beginning is marked where a word begins', () => {
  expect(matchedPart('Пожежа або дим', 'дим')).toEqual(['Пожежа або ', 'дим', '']);
  expect(matchedPart('ДТП з потерпілими', 'дтп')).toEqual(['', 'ДТП', ' з потерпілими']);
  expect(matchedPart('Підпал', 'пал')).toEqual(['Підпал', '', '']);
  expect(matchedPart('Бійка', '')).toEqual(['Бійка', '', '']);
});
