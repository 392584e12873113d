/** The stepper of a dispatch line: which facts there are, which is present, what stands in the way. Pure. */
import type { Dispatch } from '#shared/contract/dispatch.ts';
import { isTakenOver, type DispatchState } from '#shared/domain/dispatch-status.ts';

export const STEP_NAMES = ['queued', 'delivered', 'accepted', 'en-route', 'on-scene', 'done'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  name: StepName;
  /** Catalogue key under `dispatch.step.`; differs from the name when a thing did not happen. */
  labelKey: string;
  /** `done` with a line to the next, `present`, `late` (red square), `refused` (hollow diamond), `todo`. */
  kind: 'done' | 'present' | 'late' | 'refused' | 'todo';
  /** The line after it goes only half way: the next step is awaited. */
  isHalf: boolean;
  at: number | null;
  /** When it is due, where it has not happened. */
  dueAt: number | null;
  by: string | null;
  /** What else is known, such as that the message was opened. */
  note: { key: 'opened' | 'attempts' | 'noAnswer' | 'cause'; value: string } | null;
}

const REACHED: Record<DispatchState, number> = {
  queued: 0,
  undeliverable: 0,
  delivered: 1,
  opened: 1,
  refused: 1,
  accepted: 2,
  'en-route': 3,
  'on-scene': 4,
  done: 5,
  cancelled: 0,
};

function lastFact(dispatch: Dispatch, state: DispatchState) {
  return dispatch.facts.filter((fact) => fact.state === state).at(-1) ?? null;
}

/** A cancelled dispatch keeps the steps it had reached. */
function reachedOf(dispatch: Dispatch): number {
  if (dispatch.state !== 'cancelled') return REACHED[dispatch.state];
  return Math.max(0, ...dispatch.facts.map((fact) => REACHED[fact.state]));
}

export function dispatchSteps(dispatch: Dispatch, now: number): Step[] {
  const reached = reachedOf(dispatch);
  const isUnderWay = isTakenOver(dispatch.state) && dispatch.state !== 'done';
  return STEP_NAMES.map((name, n): Step => {
    const fact = lastFact(dispatch, name);
    const step: Step = { name, labelKey: name, kind: 'todo', isHalf: false, at: fact?.at ?? null, dueAt: null, by: fact?.by ?? null, note: null };
    if (name === 'queued') step.at ??= dispatch.createdAt;
    if (n <= reached) {
      step.kind = isUnderWay && n === reached ? 'present' : 'done';
      step.isHalf = n === reached && dispatch.state !== 'done' && dispatch.state !== 'cancelled' && !isUnderWay;
    } else {
      step.at = null;
      step.by = null;
    }
    if (name === 'delivered') return deliveredStep(step, dispatch);
    return name === 'accepted' ? acceptedStep(step, dispatch, now) : step;
  });
}

function deliveredStep(step: Step, dispatch: Dispatch): Step {
  if (dispatch.state === 'undeliverable') {
    return { ...step, kind: 'late', labelKey: 'not-delivered', at: dispatch.stateSince, note: { key: 'attempts', value: String(dispatch.attempts.length) } };
  }
  if (step.kind === 'todo' && dispatch.attempts.length > 0)
    return { ...step, dueAt: dispatch.nextAttemptAt, note: { key: 'attempts', value: String(dispatch.attempts.length) } };
  return step;
}

function acceptedStep(step: Step, dispatch: Dispatch, now: number): Step {
  if (dispatch.state === 'refused') {
    const fact = lastFact(dispatch, 'refused');
    return { ...step, kind: 'refused', labelKey: 'refused', at: fact?.at ?? dispatch.stateSince, by: fact?.by ?? null };
  }
  if (step.kind !== 'todo' || dispatch.state === 'cancelled') return step;
  const opened = lastFact(dispatch, 'opened');
  const isLate = now > dispatch.acceptDueAt;
  return {
    ...step,
    kind: isLate ? 'late' : 'todo',
    labelKey: isLate ? 'not-accepted' : 'accepted',
    dueAt: dispatch.acceptDueAt,
    note: opened ? { key: 'opened', value: String(opened.at) } : isLate ? { key: 'noAnswer', value: '' } : null,
  };
}

/** The line's frame: escalated lines are tinted, refused and undeliverable ones have an edge. */
export function lineTone(dispatch: Pick<Dispatch, 'state' | 'acceptDueAt' | 'escalation'>, now: number): 'esc' | 'ref' | null {
  if (dispatch.state === 'refused') return 'ref';
  const isAwaited = dispatch.state === 'queued' || dispatch.state === 'delivered' || dispatch.state === 'opened' || dispatch.state === 'undeliverable';
  if (isAwaited && (now > dispatch.acceptDueAt || dispatch.escalation > 0 || dispatch.state === 'undeliverable')) return 'esc';
  return null;
}
