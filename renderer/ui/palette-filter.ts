/** Words in any order, each the beginning or the inside of a word; whole beginnings come first. */

interface Searched {
  label: string;
  detail?: string;
}

const fold = (text: string): string =>
  text
    .toLocaleLowerCase('uk')
    .normalize('NFD')
    .replace(/[\u0300-\u036f’'ʼ-]/g, '');

/** Keeps the given order among equals. */
export function filterPalette<Item extends Searched>(items: readonly Item[], query: string): Item[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...items];
  const scored: { item: Item; score: number }[] = [];
  for (const item of items) {
    const text = fold(`${item.label} ${item.detail ?? ''}`);
    const starts = words.filter((word) => text.startsWith(word) || text.includes(` ${word}`)).length;
    if (words.every((word) => text.includes(word))) scored.push({ item, score: starts });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ item }) => item);
}
