/**
 * The life of one dispatch (one incident sent to one service) as a pure table. Technical delivery, acceptance by a
 * person and refusal with its cause are three facts, each with its own time and name. Only `accepted` means that the
 * service has taken it over.
 */
export const DISPATCH_STATES = ['queued', 'delivered', 'opened', 'accepted', 'refused', 'en-route', 'on-scene', 'done', 'cancelled', 'undeliverable'] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

/** What a responder may press on the response page (or report by a signed callback). */
export const RESPONDER_ACTIONS = ['accept', 'refuse', 'en-route', 'on-scene', 'done'] as const;
export type ResponderAction = (typeof RESPONDER_ACTIONS)[number];

/** The order in which a dispatch normally moves; a later fact is never undone by an earlier one that arrives late. */
const RANK: Record<DispatchState, number> = {
  queued: 0,
  undeliverable: 1,
  delivered: 2,
  opened: 3,
  refused: 4,
  accepted: 5,
  'en-route': 6,
  'on-scene': 7,
  done: 8,
  cancelled: 9,
};

const AFTER_ACTION: Record<ResponderAction, DispatchState> = {
  accept: 'accepted',
  refuse: 'refused',
  'en-route': 'en-route',
  'on-scene': 'on-scene',
  done: 'done',
};

const MAY_FOLLOW: Record<ResponderAction, readonly DispatchState[]> = {
  accept: ['queued', 'undeliverable', 'delivered', 'opened', 'refused'],
  refuse: ['queued', 'undeliverable', 'delivered', 'opened', 'accepted'],
  'en-route': ['queued', 'undeliverable', 'delivered', 'opened', 'accepted', 'refused'],
  'on-scene': ['accepted', 'en-route'],
  done: ['accepted', 'en-route', 'on-scene'],
};

/** The state an action leads to, or null when it may not be taken now. En route without a press on accept accepts too. */
export function stateAfterAction(state: DispatchState, action: ResponderAction): DispatchState | null {
  return MAY_FOLLOW[action].includes(state) ? AFTER_ACTION[action] : null;
}

/** Actions open in a state, in the order of the buttons. */
export function actionsIn(state: DispatchState): ResponderAction[] {
  return RESPONDER_ACTIONS.filter((action) => stateAfterAction(state, action) !== null);
}

/** True when a technical fact (delivered, opened, undeliverable) may still move the state: never backwards. */
export function mayAdvance(from: DispatchState, to: DispatchState): boolean {
  return RANK[to] > RANK[from] && from !== 'cancelled';
}

/** A person of the service has taken it over. */
export function isTakenOver(state: DispatchState): boolean {
  return state === 'accepted' || state === 'en-route' || state === 'on-scene' || state === 'done';
}

/** Nothing more is expected. */
export function isFinished(state: DispatchState): boolean {
  return state === 'done' || state === 'cancelled';
}
