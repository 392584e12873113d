/** What happens to an incident after it was logged: new facts, steps of its checklist, states. */
import { AppError } from '#shared/contract/errors.ts';
import { findCategory } from '#shared/domain/categories.ts';
import { findIncidentStep, type IncidentState } from '#shared/domain/incident-status.ts';
import { roleMay } from '#shared/domain/permissions.ts';
import type { WriteTrx } from '../../db/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { IncidentDeps } from './index.ts';
import { findIncident } from './record.ts';

export class IncidentChanges {
  readonly #kernel: Kernel;
  readonly #deps: IncidentDeps;

  constructor(kernel: Kernel, deps: IncidentDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
  }

  /** Adds a fact, or a correction of an entry of the same incident; the same key counts once. NOT_FOUND. */
  async addEntry(input: { id: string; key: string; text: string; corrects: string | null }, actor: Actor): Promise<void> {
    await this.#change(input.id, async (trx) => {
      await findIncident(trx, input.id);
      const corrected = input.corrects === null ? null : await findEntry(trx, input.id, input.corrects);
      const appended = await this.#deps.record.journal.append(trx, {
        incidentId: input.id,
        kind: corrected ? 'correction' : 'fact',
        by: actor.name,
        text: input.text,
        key: input.key,
        ...(corrected ? { data: { corrects: corrected.id, seq: String(corrected.seq) } } : {}),
      });
      if (appended.isNew) await this.#audit(trx, actor, 'incidents.addEntry', input.id, { entry: appended.id, seq: appended.seq });
    });
  }

  /** Marks a step of the category's checklist as done; the first name stays. BAD_INPUT for a step it does not have. */
  async tickStep(input: { id: string; step: string }, actor: Actor): Promise<void> {
    await this.#change(input.id, async (trx) => {
      const incident = await findIncident(trx, input.id);
      if (findCategory(incident.category_key)?.sop.includes(input.step) !== true)
        throw new AppError('BAD_INPUT', `the category has no step ${input.step}`, { field: 'step' });
      const done = await trx
        .insertInto('incident_step')
        .values({ incident_id: input.id, step: input.step, done_at: this.#kernel.clock.now(), done_by: actor.name })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (done.numInsertedOrUpdatedRows === 0n) return;
      await this.#deps.record.journal.append(trx, { incidentId: input.id, kind: 'sop', by: actor.name, data: { step: input.step } });
      await this.#audit(trx, actor, 'incidents.tickStep', input.id, { step: input.step });
    });
  }

  /** Takes a step of the domain's table. STEP_NOT_ALLOWED, NOT_ALLOWED (role), BAD_INPUT (what it requires), NOT_FOUND (original). */
  async changeState(input: { id: string; to: IncidentState; reason: string }, actor: Actor): Promise<void> {
    await this.#change(input.id, async (trx) => {
      const incident = await findIncident(trx, input.id);
      const step = findIncidentStep(incident.state as IncidentState, input.to);
      if (!step || step.by === 'system')
        throw new AppError('STEP_NOT_ALLOWED', `an incident does not go from ${incident.state} to ${input.to} by hand`, { from: incident.state, to: input.to });
      if (!roleMay(actor.role, step.by))
        throw new AppError('NOT_ALLOWED', `the role ${actor.role} may not take this step`, { action: 'incidents.changeState', role: actor.role });
      const required = step.requires[0];
      if (required && input.reason === '')
        throw new AppError('BAD_INPUT', `this step requires its ${required}`, { field: 'reason', reason: `${required}-required` });
      const duplicateOf = required === 'original' ? await findOriginal(trx, input.reason, incident.id) : incident.duplicate_of;
      const outcome = input.to === 'in-progress' ? null : required ? input.reason : incident.outcome;
      await trx.updateTable('incident').set({ outcome, duplicate_of: duplicateOf }).where('id', '=', incident.id).execute();
      await this.#deps.record.setState(trx, incident, input.to, actor.name, input.reason);
      await this.#audit(trx, actor, 'incidents.changeState', incident.id, { from: incident.state, to: input.to, reason: input.reason });
    });
  }

  async #change(id: string, change: (trx: WriteTrx) => Promise<void>): Promise<void> {
    await this.#kernel.db.write(change);
    this.#kernel.bus.announce('incidents.changed', [id]);
  }

  #audit(trx: WriteTrx, actor: Actor, action: string, objectId: string, detail: Record<string, unknown>): Promise<void> {
    return this.#deps.audit.append(trx, { actor, action, objectType: 'incident', objectId, detail });
  }
}

async function findEntry(trx: WriteTrx, incidentId: string, entryId: string) {
  const entry = await trx
    .selectFrom('incident_journal')
    .select(['id', 'seq'])
    .where('incident_id', '=', incidentId)
    .where('id', '=', entryId)
    .executeTakeFirst();
  if (!entry) throw new AppError('NOT_FOUND', 'this incident has no such entry', { what: 'entry', id: entryId });
  return entry;
}

/** The incident that a duplicate repeats, by number or id; never itself. */
async function findOriginal(trx: WriteTrx, named: string, self: string): Promise<string> {
  const original = await trx
    .selectFrom('incident')
    .select('id')
    .where((where) => where.or([where('number', '=', named), where('id', '=', named)]))
    .where('id', '!=', self)
    .executeTakeFirst();
  if (!original) throw new AppError('NOT_FOUND', 'there is no such original', { what: 'incident', id: named });
  return original.id;
}
