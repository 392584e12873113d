/** Full-text search over incidents with SQLite's FTS5. The words are folded and split by us, so that search and index agree. */
import { sql, type SqlBool } from 'kysely';
import { searchWords } from '#shared/domain/search-fold.ts';
import type { WriteTrx } from '../../db.ts';

/**
 * `content=''` keeps no second copy of the texts, `contentless_delete` lets a row be replaced when facts are added
 * (SQLite 3.43), `detail=none` is enough since words are only asked for one by one.
 */
export const CREATE_INCIDENT_SEARCH =
  "create virtual table incident_search using fts5 (words, content='', contentless_delete=1, detail=none, prefix='2 3', tokenize='unicode61 remove_diacritics 0')";

const MAX_WORDS_PER_INCIDENT = 5_000;
const MAX_QUERY_WORDS = 12;
const DIGITS = /^\d+$/;

/** Replaces the words by which an incident is found. */
export async function indexIncident(trx: WriteTrx, seq: number, number: string, texts: readonly string[]): Promise<void> {
  await sql`delete from incident_search where rowid = ${seq}`.execute(trx);
  await indexNewIncident(trx, seq, number, texts);
}

/** Writes the words of an incident that has none yet. */
export async function indexNewIncident(trx: WriteTrx, seq: number, number: string, texts: readonly string[]): Promise<void> {
  const words = [...new Set([...numberWords(number), ...texts.flatMap(searchWords)])].slice(0, MAX_WORDS_PER_INCIDENT).join(' ');
  await sql`insert into incident_search (rowid, words) values (${seq}, ${words})`.execute(trx);
}

/** The number's words: its parts, and every ending of it marked with `n`, so that the last digits find it and nothing else. */
function numberWords(number: string): string[] {
  const digits = number.replaceAll(/\D/g, '');
  const endings = Array.from({ length: Math.max(0, digits.length - 1) }, (_, at) => `n${digits.slice(at)}`);
  return [...searchWords(number), ...endings];
}

/**
 * The MATCH expression for what a person typed: every word must be there, in any order, each may be the beginning of a
 * word; digits may also be the end of a number. null when nothing searchable was typed. Every word is quoted and
 * holds only letters and digits, so nothing typed can become an operator of FTS5.
 */
export function incidentMatch(typed: string): string | null {
  const words = searchWords(typed).slice(0, MAX_QUERY_WORDS);
  if (words.length === 0) return null;
  return words.map((word) => (DIGITS.test(word) && word.length > 1 ? `("${word}"* OR "n${word}")` : `"${word}"*`)).join(' AND ');
}

/** The condition `incident_search` rows must meet. */
export function matchesIncident(match: string) {
  return sql<SqlBool>`incident_search match ${match}`;
}
