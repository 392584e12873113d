/** The journal of each incident: append-only, chained by hash. Nothing in it is ever changed. */
import type { JOURNAL_KINDS, JournalEntry } from '#shared/contract/incidents.ts';
import type { ReadDb, WriteTrx } from '../../db/db.ts';
import type { IncidentJournalTable, IncidentTable } from '../../db/tables/incidents.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import { CHAIN_START, chainHash, firstBrokenSeq } from '../../kernel/hash-chain.ts';
import { newId } from '../../kernel/ids.ts';

export type JournalKind = (typeof JOURNAL_KINDS)[number];

export interface NewJournalEntry {
  incidentId: string;
  kind: JournalKind;
  /** Person or service; null = the system. */
  by: string | null;
  text?: string;
  /** Fills the catalogue's text `journal.<kind>`; the README lists the fields of each kind. */
  data?: Readonly<Record<string, string>>;
  /** Makes a repeated request count once. */
  key?: string;
}

export interface Appended {
  id: string;
  seq: number;
  /** False when the key was already there: then nothing was written. */
  isNew: boolean;
}

/** Where a journal ends, as its incident's row says. */
type JournalEnd = Pick<IncidentTable, 'journal_rows' | 'journal_hash'>;

/** Before the first entry. */
export const EMPTY_JOURNAL: JournalEnd = { journal_rows: 0, journal_hash: CHAIN_START };

/** Appends inside the transaction of what the entry tells about. The incident must exist. */
export async function appendToJournal(trx: WriteTrx, clock: Clock, entry: NewJournalEntry): Promise<Appended> {
  if (entry.key !== undefined) {
    const known = await trx
      .selectFrom('incident_journal')
      .select(['id', 'seq'])
      .where('incident_id', '=', entry.incidentId)
      .where('key', '=', entry.key)
      .executeTakeFirst();
    if (known) return { ...known, isNew: false };
  }
  const end = await trx.selectFrom('incident').select(['journal_rows', 'journal_hash']).where('id', '=', entry.incidentId).executeTakeFirstOrThrow();
  const row = chainEntry(end, entry, clock.now());
  await trx.insertInto('incident_journal').values(row).execute();
  await trx.updateTable('incident').set(endAfter(row)).where('id', '=', entry.incidentId).execute();
  return { id: row.id, seq: row.seq, isNew: true };
}

/** Writes the first entries of an incident that the same transaction has just made; returns them and where they end. */
export async function beginJournal(
  trx: WriteTrx,
  incidentId: string,
  entries: readonly NewJournalEntry[],
  at: number,
): Promise<{ rows: IncidentJournalTable[]; end: JournalEnd }> {
  let end = EMPTY_JOURNAL;
  const rows = entries.map((entry) => {
    const row = chainEntry(end, entry, at);
    end = endAfter(row);
    return row;
  });
  await trx.insertInto('incident_journal').values(rows).execute();
  await trx.updateTable('incident').set(end).where('id', '=', incidentId).execute();
  return { rows, end };
}

function chainEntry(end: JournalEnd, entry: NewJournalEntry, at: number): IncidentJournalTable {
  const row = {
    id: newId(),
    incident_id: entry.incidentId,
    seq: end.journal_rows + 1,
    at,
    kind: entry.kind,
    by: entry.by === null ? null : wellFormed(entry.by),
    text: wellFormed(entry.text ?? ''),
    data: canonicalJson(Object.fromEntries(Object.entries(entry.data ?? {}).map(([name, value]) => [name, wellFormed(value)]))),
    key: entry.key ?? null,
  };
  return { ...row, prev_hash: end.journal_hash, hash: chainHash(end.journal_hash, row) };
}

function endAfter(row: IncidentJournalTable): JournalEnd {
  return { journal_rows: row.seq, journal_hash: row.hash };
}

/** The seq of the first entry that does not fit, or null. `end` is what the incident says of its journal: a cut tail shows too. */
export function firstBrokenEntry(rows: readonly IncidentJournalTable[], end: JournalEnd): number | null {
  const broken = firstBrokenSeq(rows, content);
  if (broken !== null) return broken;
  const last = rows.at(-1);
  if (rows.length === end.journal_rows && (last === undefined || last.hash === end.journal_hash)) return null;
  return Math.min(rows.length, end.journal_rows) + 1;
}

const INCIDENTS_A_PAGE = 200;

/** Checks the journal of every incident, from the first; a broken one is named with its first entry that does not fit. */
export async function verifyJournals(read: ReadDb): Promise<{ journals: number; broken: { number: string; brokenAtSeq: number }[] }> {
  const broken: { number: string; brokenAtSeq: number }[] = [];
  let journals = 0;
  for (let after = 0; ;) {
    const page = await read
      .selectFrom('incident')
      .select(['seq', 'id', 'number', 'journal_rows', 'journal_hash'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(INCIDENTS_A_PAGE)
      .execute();
    for (const incident of page) {
      // Entries that came after the incident's row was read are left for the next time.
      const rows = await read
        .selectFrom('incident_journal')
        .selectAll()
        .where('incident_id', '=', incident.id)
        .where('seq', '<=', incident.journal_rows)
        .orderBy('seq')
        .execute();
      const brokenAtSeq = firstBrokenEntry(rows, incident);
      if (brokenAtSeq !== null) broken.push({ number: incident.number, brokenAtSeq });
    }
    const last = page.at(-1);
    if (!last) return { journals, broken };
    journals += page.length;
    after = last.seq;
  }
}

/** What the hash of an entry covers: the row without its two hashes. */
function content(row: IncidentJournalTable): Record<string, unknown> {
  const { prev_hash: _prev, hash: _hash, ...rest } = row;
  return rest;
}

/** RFC 8785 knows no lone surrogates; they become U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

export function toJournalEntry(row: IncidentJournalTable): JournalEntry {
  return {
    id: row.id,
    seq: row.seq,
    at: row.at,
    kind: row.kind as JournalKind,
    by: row.by,
    text: row.text,
    data: JSON.parse(row.data) as Record<string, string>,
    hash: row.hash,
  };
}
