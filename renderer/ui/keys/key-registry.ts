/**
 * All keys in force. Screens register and take back; the nearest scope wins, and while a dialog is open only its own
 * keys act. The palette and the list of keys are read from here, so a key that acts is a key that is shown.
 */
import { isSameStroke, parseChord, strokeOf, type Stroke } from './chord.ts';

/** Nearest last. `dialog` shuts out everything else while one is registered. */
export const KEY_SCOPES = ['app', 'page', 'panel', 'dialog'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** Returning false passes the key on to the next scope. */
export type KeyHandler = (event: KeyboardEvent) => void | boolean;

export interface KeyEntry {
  chord: string;
  scope: KeyScope;
  /** Catalogue key of what it does; null keeps it out of the palette. */
  labelKey: string | null;
  labelValues: Record<string, string>;
  /** Acts inside text fields too although it is a single key. */
  inText: boolean;
  /** Acts again while held. */
  repeats: boolean;
  handler: KeyHandler;
}

interface Registered extends KeyEntry {
  strokes: Stroke[];
  order: number;
}

/** How long the first key of a sequence waits for the second. */
const SEQUENCE_TIMEOUT_MS = 1_500;

export class KeyRegistry {
  #entries: Registered[] = [];
  #listeners = new Set<() => void>();
  #order = 0;
  #first: { stroke: Stroke; at: number } | null = null;
  #snapshot: readonly KeyEntry[] = [];

  /** Returns what takes the key back. */
  add(entry: KeyEntry): () => void {
    const registered: Registered = { ...entry, strokes: parseChord(entry.chord), order: this.#order++ };
    this.#entries.push(registered);
    this.#changed();
    return () => {
      this.#entries = this.#entries.filter((other) => other !== registered);
      this.#changed();
    };
  }

  /** Keys that would act now, nearest scope first. */
  list = (): readonly KeyEntry[] => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs the key's entry. True when something took it. */
  handle(event: KeyboardEvent, nowMs: number): boolean {
    if (event.isComposing || event.defaultPrevented || isModifierAlone(event.code)) return false;
    const stroke = strokeOf(event);
    const first = this.#first;
    this.#first = null;
    const acting = this.#acting().filter((entry) => mayActIn(entry, event) && (!event.repeat || entry.repeats));
    if (first !== null && nowMs - first.at <= SEQUENCE_TIMEOUT_MS && this.#run(acting, event, [first.stroke, stroke])) return true;
    if (acting.some((entry) => entry.strokes.length === 2 && isSameStroke(entry.strokes[0] as Stroke, stroke))) {
      this.#first = { stroke, at: nowMs };
      this.#run(acting, event, [stroke]);
      return true;
    }
    return this.#run(acting, event, [stroke]);
  }

  #run(acting: readonly Registered[], event: KeyboardEvent, strokes: readonly Stroke[]): boolean {
    for (const entry of acting) {
      if (entry.strokes.length !== strokes.length) continue;
      if (!entry.strokes.every((stroke, n) => isSameStroke(stroke, strokes[n] as Stroke))) continue;
      if (entry.handler(event) !== false) return true;
    }
    return false;
  }

  #acting(): Registered[] {
    const isModal = this.#entries.some((entry) => entry.scope === 'dialog');
    return this.#entries
      .filter((entry) => !isModal || entry.scope === 'dialog')
      .sort((a, b) => KEY_SCOPES.indexOf(b.scope) - KEY_SCOPES.indexOf(a.scope) || b.order - a.order);
  }

  #changed(): void {
    this.#snapshot = this.#acting();
    for (const listener of this.#listeners) listener();
  }
}

function isModifierAlone(code: string): boolean {
  return /^(Control|Alt|Shift|Meta)(Left|Right)$/.test(code) || code === 'CapsLock';
}

const TEXT_INPUTS = new Set(['text', 'search', 'password', 'email', 'tel', 'url', 'number', 'date', 'time', 'datetime-local']);

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && TEXT_INPUTS.has(target.type);
}

/** Enter, Space and Tab belong to the control that has the focus; single keys type inside a text field. */
function mayActIn(entry: KeyEntry, event: KeyboardEvent): boolean {
  const hasModifier = event.ctrlKey || event.altKey || event.metaKey;
  const isFunctionKey = /^F\d+$/.test(event.code);
  if (isTextField(event.target)) return hasModifier || isFunctionKey || entry.inText;
  const isNative = event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Space';
  if (isNative && !hasModifier && event.target instanceof Element && event.target.closest('button, a[href], input, summary, [role="option"]'))
    return entry.inText;
  return true;
}

/** The one registry of this window. */
export const keyRegistry = new KeyRegistry();

/** Listens on a window; returns what stops it. */
export function listenForKeys(target: Window, registry: KeyRegistry = keyRegistry): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (registry.handle(event, performance.now())) event.preventDefault();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
