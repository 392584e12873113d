import { describe, expect, it } from 'vitest';
import { CATEGORIES, categoryForEvent, categoryName, findCategory, searchCategories, SERVICE_KINDS } from '#shared/domain/categories.ts';
import { foldForSearch, searchWords } from '#shared/domain/search-fold.ts';
import { RESOURCES } from '#shared/i18n/index.ts';

const keys = (text: string, language: 'uk' | 'en' = 'uk') => searchCategories(text, language).map((category) => category.key);

describe('the table of categories', () => {
  it('has a name and every checklist step in both languages', () => {
    for (const language of ['uk', 'en'] as const) {
      const texts: Record<string, unknown> = RESOURCES[language].translation.categories;
      const steps: Record<string, unknown> = RESOURCES[language].translation.categories.sop;
      for (const category of CATEGORIES) {
        expect(texts[category.key], `${language} ${category.key}`).toHaveProperty('name');
        for (const step of category.sop) expect(steps[step], `${language} ${step}`).toBeTypeOf('string');
      }
    }
  });

  it('proposes each service once, with a time in which it must accept', () => {
    for (const { key, services } of CATEGORIES) {
      expect(new Set(services.map((one) => one.kind)).size, key).toBe(services.length);
      for (const one of services) {
        expect(SERVICE_KINDS).toContain(one.kind);
        expect(one.acceptWithinMs).toBeGreaterThan(0);
      }
    }
    expect(new Set(CATEGORIES.map((category) => category.key)).size).toBe(CATEGORIES.length);
  });

  it('knows what a camera event proposes', () => {
    expect(categoryForEvent('smoke')?.key).toBe('fire');
    expect(categoryForEvent('no-such-event')).toBeNull();
    expect(findCategory('constructor')).toBeNull();
    expect(categoryName('no-such', 'uk')).toBe('no-such');
  });
});

describe('search by typing', () => {
  it('puts names before synonyms, and the more severe first', () => {
    expect(keys('дтп').slice(0, 2)).toEqual(['crash-injured', 'crash']);
    expect(keys('пож')[0]).toBe('fire');
    expect(keys('ава')).toContain('crash');
  });

  it('takes words in any order and only as beginnings', () => {
    expect(keys('потерпілими дтп')[0]).toBe('crash-injured');
    expect(keys('терпілими')).toEqual([]);
  });

  it('finds Ukrainian words at an English desk and the other way round', () => {
    expect(keys('дтп', 'en')[0]).toBe('crash-injured');
    expect(keys('manhole', 'uk')[0]).toBe('open-manhole');
  });

  it.each(["п'яний", 'пʼяний', 'п’яний', 'пяний', "П'ЯНИЙ"])('does not mind how the apostrophe of %s is typed', (typed) => {
    expect(keys(typed)).toContain('drunk-person');
  });

  it('takes Ґ for Г and ignores signs', () => {
    expect(keys('ґаз')).toContain('gas-smell');
    expect(keys('  "дтп" ')[0]).toBe('crash-injured');
  });

  it('gives all of them for an empty text', () => {
    expect(keys('  ')).toHaveLength(CATEGORIES.length);
  });
});

describe('folding', () => {
  it('leaves й and ї what they are', () => {
    expect(foldForSearch('Їжак, Йод')).toBe('їжак, йод');
    expect(searchWords('вул. Д’Артаньяна, 5-А')).toEqual(['вул', 'дартаньяна', '5', 'а']);
  });
});
