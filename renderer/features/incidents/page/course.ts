/** The course of events as lanes on one clock: clips, then each service. Pure; UTC milliseconds. */
import type { Incident } from '#shared/contract/incidents.ts';
import { isFinished, isTakenOver, type DispatchState } from '#shared/domain/dispatch-status.ts';
import { isOpenState } from '#shared/domain/incident-status.ts';

export interface Span {
  from: number;
  to: number;
  kind: 'clip' | 'normal' | 'present' | 'overdue' | 'refused';
  /** Catalogue key of the word in it, or null. */
  wordKey: string | null;
}

export interface Mark {
  at: number;
  kind: 'fact' | 'present' | 'refused' | 'seen' | 'attempt';
}

export interface Lane {
  key: string;
  label: string;
  spans: Span[];
  marks: Mark[];
}

export interface Course {
  from: number;
  to: number;
  isRunning: boolean;
  lanes: Lane[];
  /** Every moment that something happened, in order, to step through. */
  moments: number[];
}

type Dispatch = Incident['dispatchList'][number];

const PRESENT_WORD: Partial<Record<DispatchState, string>> = {
  accepted: 'dispatch.state.accepted',
  'en-route': 'dispatch.state.en-route',
  'on-scene': 'dispatch.state.on-scene',
};

function dispatchLane(dispatch: Dispatch, end: number): Lane {
  const { facts, createdAt, acceptDueAt, state, stateSince } = dispatch;
  const laneEnd = isFinished(state) ? stateSince : end;
  const takenAt = facts.find((fact) => isTakenOver(fact.state))?.at ?? null;
  const refusedAt = state === 'refused' ? stateSince : null;
  const spans: Span[] = [];
  const untilTaken = takenAt ?? refusedAt ?? laneEnd;
  spans.push({ from: createdAt, to: Math.min(untilTaken, Math.max(createdAt, acceptDueAt)), kind: 'normal', wordKey: null });
  if (untilTaken > acceptDueAt) spans.push({ from: acceptDueAt, to: untilTaken, kind: 'overdue', wordKey: 'dispatch.overdue' });
  if (takenAt !== null) {
    const isPresent = isTakenOver(state) && state !== 'done';
    spans.push({ from: takenAt, to: isPresent ? stateSince : laneEnd, kind: 'normal', wordKey: null });
    if (isPresent) spans.push({ from: stateSince, to: laneEnd, kind: 'present', wordKey: PRESENT_WORD[state] ?? null });
  }
  if (refusedAt !== null) spans.push({ from: refusedAt, to: laneEnd, kind: 'refused', wordKey: 'dispatch.noService' });
  const marks = facts
    .filter((fact) => fact.state !== 'queued')
    .map((fact): Mark => ({
      at: fact.at,
      kind: fact.state === 'refused' ? 'refused' : fact.state === state && isTakenOver(state) && state !== 'done' ? 'present' : 'fact',
    }));
  const failed = dispatch.attempts.filter((attempt) => attempt.result === 'failed').map((attempt): Mark => ({ at: attempt.at, kind: 'attempt' }));
  return { key: dispatch.id, label: dispatch.serviceCode, spans, marks: [{ at: createdAt, kind: 'fact' }, ...failed, ...marks] };
}

/** Some air before the first thing, so that its mark is whole. */
const AIR_SHARE = 0.02;
/** A course of a few seconds is not blown up to the whole width. */
const SHORTEST_MS = 30_000;

export function courseOf(incident: Incident, now: number): Course {
  const isRunning = isOpenState(incident.state);
  const last = Math.max(incident.loggedAt, incident.stateSince, ...incident.dispatchList.map((dispatch) => dispatch.stateSince));
  const end = isRunning ? Math.max(now, last) : last;
  const clips = incident.clips;
  const start = Math.min(incident.seenAt, ...clips.map((clip) => clip.from));
  // The axis ends now, or with the last fact: everything unfinished reaches its end.
  const length = Math.max(SHORTEST_MS, end - start);
  const clipLane: Lane[] =
    clips.length === 0
      ? []
      : [
          {
            key: 'clips',
            label: [...new Set(clips.map((clip) => clip.cameraNumber))].join(', '),
            spans: clips.map((clip) => ({ from: clip.from, to: Math.min(clip.to, end), kind: 'clip', wordKey: null })),
            marks: [{ at: incident.seenAt, kind: 'seen' }],
          },
        ];
  const lanes = [...clipLane, ...incident.dispatchList.map((dispatch) => dispatchLane(dispatch, end))];
  const moments = [...new Set([incident.seenAt, ...incident.journal.map((entry) => entry.at)])].sort((a, b) => a - b);
  return { from: end - length * (1 + AIR_SHARE), to: end, isRunning, lanes, moments };
}

const STEPS_MS = [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 86_400_000, 604_800_000];

/** Round moments for the axis, at most `most` of them. */
export function axisTicks(from: number, to: number, most = 8): number[] {
  const step = STEPS_MS.find((each) => (to - from) / each <= most) ?? STEPS_MS.at(-1) ?? 1;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}
