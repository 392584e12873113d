/**
 * Chords as they are written in the design: `F2`, `I`, `Ctrl+Enter`, `Shift+R`, `G I` (one after the other), `/`.
 * They are matched by `KeyboardEvent.code`, the place on the board, so they work in the Ukrainian layout as well.
 */
export interface Stroke {
  code: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}

const NAMED_CODES: Record<string, string> = {
  '/': 'Slash',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ',': 'Comma',
  '.': 'Period',
  '-': 'Minus',
  '=': 'Equal',
  ArrowUp: 'ArrowUp',
  ArrowDown: 'ArrowDown',
  ArrowLeft: 'ArrowLeft',
  ArrowRight: 'ArrowRight',
  Esc: 'Escape',
  Enter: 'Enter',
  Space: 'Space',
  Tab: 'Tab',
  Del: 'Delete',
  Backspace: 'Backspace',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
};

const SHOWN: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** Keys of the number pad count as the same key. */
const SAME_KEY: Record<string, string> = { NumpadEnter: 'Enter', NumpadSubtract: 'Minus', NumpadDivide: 'Slash' };

function codeOf(name: string): string {
  if (/^[A-Z]$/.test(name)) return `Key${name}`;
  if (/^[0-9]$/.test(name)) return `Digit${name}`;
  if (/^F([1-9]|1[0-2])$/.test(name)) return name;
  const code = NAMED_CODES[name];
  if (code === undefined) throw new Error(`unknown key name: ${name}`);
  return code;
}

function parseStroke(text: string): Stroke {
  const names = text.split('+');
  const key = names.pop() ?? '';
  const stroke: Stroke = { code: codeOf(key), ctrl: false, alt: false, shift: false };
  for (const name of names) {
    if (name === 'Ctrl') stroke.ctrl = true;
    else if (name === 'Alt') stroke.alt = true;
    else if (name === 'Shift') stroke.shift = true;
    else throw new Error(`unknown modifier: ${name}`);
  }
  return stroke;
}

/** Throws on a chord that names no key: a typing error in the program. */
export function parseChord(chord: string): Stroke[] {
  return chord.split(' ').map(parseStroke);
}

/** The stroke of an event, with the number pad's keys named as the others. */
export function strokeOf(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): Stroke {
  const numpadDigit = /^Numpad([0-9])$/.exec(event.code);
  const code = numpadDigit ? `Digit${numpadDigit[1]}` : (SAME_KEY[event.code] ?? event.code);
  return { code, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey };
}

export function isSameStroke(a: Stroke, b: Stroke): boolean {
  return a.code === b.code && a.ctrl === b.ctrl && a.alt === b.alt && a.shift === b.shift;
}

/** As people read it on a key cap: `Ctrl Enter`. */
export function chordLabel(chord: string): string {
  return chord
    .split(/[+ ]/)
    .map((name) => SHOWN[name] ?? name)
    .join(' ');
}

/** For aria-keyshortcuts, which wants the names of the UI Events specification. */
export function ariaKeyShortcut(chord: string): string {
  return chord.replaceAll('Ctrl', 'Control').replaceAll('Esc', 'Escape').replaceAll('Del', 'Delete');
}
