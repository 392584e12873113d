/** Who looked at which incident: one audit row for a look, not one for each time a screen asks again. */
import type { Clock } from '../../kernel/clock.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';

/** Coming back later than this after the last look is another look. */
const ONE_LOOK_MS = 15 * 60_000;
const MAX_REMEMBERED = 5_000;

export class IncidentViews {
  readonly #clock: Clock;
  readonly #audit: Pick<AuditService, 'record'>;
  /** When each look was last written down, oldest first; a restart forgets, and then writes one row too many. */
  readonly #writtenAt = new Map<string, number>();

  constructor(clock: Clock, audit: Pick<AuditService, 'record'>) {
    this.#clock = clock;
    this.#audit = audit;
  }

  /** Writes the look down unless it was within the last quarter of an hour. */
  async note(incidentId: string, actor: Actor): Promise<void> {
    const key = `${actor.accountId} ${incidentId}`;
    const now = this.#clock.monotonicMs();
    const before = this.#writtenAt.get(key);
    if (before !== undefined && now - before < ONE_LOOK_MS) return;
    this.#remember(key, now);
    try {
      await this.#audit.record({ actor, action: 'incidents.view', objectType: 'incident', objectId: incidentId });
    } catch (error) {
      this.#writtenAt.delete(key);
      throw error;
    }
  }

  #remember(key: string, now: number): void {
    this.#writtenAt.delete(key);
    this.#writtenAt.set(key, now);
    const [oldest] = this.#writtenAt.keys();
    if (this.#writtenAt.size > MAX_REMEMBERED && oldest !== undefined) this.#writtenAt.delete(oldest);
  }
}
