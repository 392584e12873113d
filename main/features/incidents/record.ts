/** The incident as other features write to it: journal entries, and states that follow from their facts. */
import { sql } from 'kysely';
import { AppError } from '#shared/contract/errors.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { findIncidentStep, type IncidentState } from '#shared/domain/incident-status.ts';
import type { WriteTrx } from '../../db/db.ts';
import { indexIncident } from '../../db/dialects/sqlite/incident-search.ts';
import type { IncidentTable } from '../../db/tables/incidents.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { appendToJournal, type Appended, type NewJournalEntry } from './journal.ts';

/** Entries whose text people will look for. */
const SEARCHED_KINDS = ['fact', 'correction', 'message', 'dispatch-state'] as const;

export interface IncidentRecord {
  journal: {
    /** Appends in the caller's transaction; announce `incidents.changed` after the commit. */
    append(trx: WriteTrx, entry: NewJournalEntry): Promise<Appended>;
  };
  /** Takes a step that follows from another fact, where the table has such a step; otherwise nothing happens. */
  follow(trx: WriteTrx, incidentId: string, to: IncidentState): Promise<void>;
  /** Sets the state, with its fact and journal entry. The caller has checked that the step is allowed. */
  setState(trx: WriteTrx, incident: Pick<IncidentTable, 'id' | 'state'>, to: IncidentState, by: string | null, text: string): Promise<void>;
  /** Writes the words by which the incident is found. */
  index(trx: WriteTrx, incidentId: string): Promise<void>;
}

export function createIncidentRecord(kernel: Kernel): IncidentRecord {
  const record: IncidentRecord = {
    journal: {
      async append(trx, entry) {
        const appended = await appendToJournal(trx, kernel.clock, entry);
        const isSearched = SEARCHED_KINDS.some((kind) => kind === entry.kind) && (entry.text ?? '') !== '';
        if (appended.isNew && isSearched) await record.index(trx, entry.incidentId);
        return appended;
      },
    },
    async follow(trx, incidentId, to) {
      const incident = await findIncident(trx, incidentId);
      const step = findIncidentStep(incident.state as IncidentState, to);
      if (step?.by === 'system') await record.setState(trx, incident, to, null, '');
    },
    async setState(trx, incident, to, by, text) {
      const at = kernel.clock.now();
      await trx.updateTable('incident').set({ state: to, state_since: at }).where('id', '=', incident.id).execute();
      await trx
        .insertInto('incident_fact')
        .values((insert) => ({
          incident_id: incident.id,
          seq: insert
            .selectFrom('incident_fact')
            .select(sql<number>`coalesce(max(seq), 0) + 1`.as('seq'))
            .where('incident_id', '=', incident.id),
          state: to,
          at,
          by,
        }))
        .execute();
      await record.journal.append(trx, { incidentId: incident.id, kind: 'state', by, text, data: { from: incident.state, to } });
    },
    async index(trx, incidentId) {
      const incident = await findIncident(trx, incidentId);
      const entries = await trx
        .selectFrom('incident_journal')
        .select('text')
        .where('incident_id', '=', incidentId)
        .where('kind', 'in', SEARCHED_KINDS)
        .where('text', '!=', '')
        .orderBy('seq')
        .execute();
      await indexIncident(trx, incident.seq, incident.number, [...searchedTexts(incident), ...entries.map((entry) => entry.text)]);
    },
  };
  return record;
}

/** What an incident is found by before anything was added to it. */
export function searchedTexts(incident: Pick<IncidentTable, 'category_key' | 'place' | 'district' | 'camera_number' | 'author' | 'text'>): string[] {
  const { category_key: category, place, district, camera_number: camera, author, text } = incident;
  return [categoryName(category, 'uk'), categoryName(category, 'en'), place, district, camera ?? '', author, text];
}

/** The incident's row inside a transaction. NOT_FOUND when there is none. */
export async function findIncident(trx: WriteTrx, id: string) {
  const incident = await trx.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  if (!incident) throw new AppError('NOT_FOUND', 'there is no such incident', { what: 'incident', id });
  return incident;
}
