/**
 * The life of an incident as one pure table: who may take which step and what the step requires.
 * open -> dispatched -> in-progress -> resolved -> reviewed, or closed as false or duplicate.
 */
import type { Permission } from './permissions.ts';

export const INCIDENT_STATES = ['open', 'dispatched', 'in-progress', 'resolved', 'reviewed', 'closed-false', 'closed-duplicate'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export type IncidentRequirement = 'outcome' | 'reason' | 'original';

export interface IncidentStep {
  from: IncidentState;
  to: IncidentState;
  /** `system`: only follows from another fact (a dispatch was sent or accepted), nobody presses it. */
  by: Permission | 'system';
  requires: readonly IncidentRequirement[];
}

export const INCIDENT_STEPS: readonly IncidentStep[] = [
  { from: 'open', to: 'dispatched', by: 'system', requires: [] },
  { from: 'open', to: 'in-progress', by: 'system', requires: [] },
  { from: 'dispatched', to: 'in-progress', by: 'system', requires: [] },
  { from: 'open', to: 'resolved', by: 'incidents.log', requires: ['outcome'] },
  { from: 'dispatched', to: 'resolved', by: 'incidents.log', requires: ['outcome'] },
  { from: 'in-progress', to: 'resolved', by: 'incidents.log', requires: ['outcome'] },
  { from: 'open', to: 'closed-false', by: 'incidents.log', requires: ['reason'] },
  { from: 'dispatched', to: 'closed-false', by: 'incidents.log', requires: ['reason'] },
  { from: 'in-progress', to: 'closed-false', by: 'incidents.log', requires: ['reason'] },
  { from: 'open', to: 'closed-duplicate', by: 'incidents.log', requires: ['original'] },
  { from: 'dispatched', to: 'closed-duplicate', by: 'incidents.log', requires: ['original'] },
  { from: 'in-progress', to: 'closed-duplicate', by: 'incidents.log', requires: ['original'] },
  { from: 'resolved', to: 'reviewed', by: 'incidents.review', requires: [] },
  { from: 'resolved', to: 'in-progress', by: 'incidents.review', requires: ['reason'] },
];

/** The step between two states, or null when there is none. */
export function findIncidentStep(from: IncidentState, to: IncidentState): IncidentStep | null {
  return INCIDENT_STEPS.find((step) => step.from === from && step.to === to) ?? null;
}

/** States in which somebody still has to do something. */
export function isOpenState(state: IncidentState): boolean {
  return state === 'open' || state === 'dispatched' || state === 'in-progress';
}
