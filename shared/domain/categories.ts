/** Categories of incident: the table, and how the composer's list finds one by typing. */
import type { Language } from '../contract/scalars.ts';
import { categories as englishTexts } from '../i18n/en/categories.ts';
import { categories as ukrainianTexts } from '../i18n/uk/categories.ts';
import { CATEGORY_TABLE } from './categories-table.ts';
import { searchWords } from './search-fold.ts';
import type { Severity } from './severity.ts';

export const SERVICE_KINDS = ['police', 'ambulance', 'fire', 'gas', 'water', 'power', 'roads', 'guard'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export interface ProposedService {
  kind: ServiceKind;
  priority: 1 | 2 | 3;
  /** How long the service has until a person must have accepted, in milliseconds. */
  acceptWithinMs: number;
}

export interface Category {
  key: string;
  severity: Severity;
  /** Other words that find it; the names themselves are in the catalogue. */
  synonyms: Readonly<Record<Language, readonly string[]>>;
  /** Steps of the checklist, in order: keys of `categories.sop`. */
  sop: readonly string[];
  services: readonly ProposedService[];
}

export const CATEGORIES: readonly Category[] = CATEGORY_TABLE;

const byKey = new Map(CATEGORIES.map((category) => [category.key, category]));

/** The category of a key, or null for one that this version does not know. */
export function findCategory(key: string): Category | null {
  return byKey.get(key) ?? null;
}

const NAMES: Record<Language, Readonly<Record<string, unknown>>> = { uk: ukrainianTexts, en: englishTexts };

/** The category's name from the catalogue, or its key when there is none. For places without i18next, such as search. */
export function categoryName(key: string, language: Language): string {
  const entry = NAMES[language][key];
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string' ? entry.name : key;
}

/** Words of one category, best place to be found in first: own name, own synonyms, name and synonyms of the other language. */
function searchFields(category: Category, language: Language): string[][] {
  const other: Language = language === 'uk' ? 'en' : 'uk';
  return [
    searchWords(categoryName(category.key, language)),
    category.synonyms[language].flatMap(searchWords),
    searchWords(categoryName(category.key, other)),
    category.synonyms[other].flatMap(searchWords),
  ];
}

const FIELDS: Record<Language, ReadonlyMap<string, string[][]>> = {
  uk: new Map(CATEGORIES.map((category) => [category.key, searchFields(category, 'uk')])),
  en: new Map(CATEGORIES.map((category) => [category.key, searchFields(category, 'en')])),
};

const WORST_FIELD = 1_000;

/** How far a typed word is from the category: 0 = begins its name; higher = later word, synonym, other language; null = nowhere. */
function distanceOf(word: string, fields: readonly string[][]): number | null {
  for (const [field, words] of fields.entries()) {
    const at = words.findIndex((candidate) => candidate.startsWith(word));
    if (at >= 0) return field * WORST_FIELD + at;
  }
  return null;
}

/**
 * Categories in which every typed word begins some word of a name or synonym, in either language; the nearest first,
 * among equals the more severe. An empty text gives all of them in the table's order.
 */
export function searchCategories(text: string, language: Language): Category[] {
  const typed = searchWords(text);
  if (typed.length === 0) return [...CATEGORIES];
  const found = CATEGORIES.flatMap((category) => {
    const fields = FIELDS[language].get(category.key) ?? [];
    let distance = 0;
    for (const word of typed) {
      const wordDistance = distanceOf(word, fields);
      if (wordDistance === null) return [];
      distance += wordDistance;
    }
    return [{ category, distance }];
  });
  return found.sort((a, b) => a.distance - b.distance || a.category.severity - b.category.severity).map(({ category }) => category);
}

/** The category that a camera's own event proposes. */
const EVENT_CATEGORY: Readonly<Record<string, string>> = {
  crash: 'crash-injured',
  smoke: 'fire',
  'burst-main': 'burst-main',
  'unattended-bag': 'unattended-bag',
  crowd: 'crowd',
};

/** The category to propose for a camera event (its name without namespace), or null. */
export function categoryForEvent(event: string): Category | null {
  const key = EVENT_CATEGORY[event];
  return key === undefined ? null : findCategory(key);
}
