/**
 * How text is made comparable for search, the same for the category list and for the log: case, the many apostrophes
 * of Ukrainian keyboards, and Ґ typed as Г make no difference.
 */

/** Apostrophes and quotes that people type inside a Ukrainian word: U+0027, 02BC, 2019, 2018, 0060, 00B4, 2032, FF07, 02B9. */
const APOSTROPHES = /['\u02bc\u2019\u2018`\u00b4\u2032\uff07\u02b9]/gu;
const WORD = /[\p{L}\p{N}\p{Co}]+/gu;

/** Folded text: NFKC, lower case, apostrophes removed (so that a word typed without one is found), Ґ as Г. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(APOSTROPHES, '').replaceAll('ґ', 'г');
}

/** The folded words of a text: runs of letters and digits, everything else separates. */
export function searchWords(text: string): string[] {
  return foldForSearch(text).match(WORD) ?? [];
}
