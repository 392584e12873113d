// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KeyRegistry, listenForKeys, type KeyEntry } from '#renderer/ui/keys/key-registry.ts';

const registry = new KeyRegistry();
const stop = listenForKeys(window, registry);
const takeBack: (() => void)[] = [];

function add(chord: string, handler: KeyEntry['handler'], more: Partial<KeyEntry> = {}): void {
  takeBack.push(registry.add({ chord, scope: 'page', labelKey: null, labelValues: {}, inText: false, repeats: false, handler, ...more }));
}

function press(init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

afterEach(() => {
  for (const back of takeBack.splice(0)) back();
  document.body.replaceChildren();
});

describe('keys', () => {
  it('act by their place on the board: I is ш in the Ukrainian layout', () => {
    const compose = vi.fn();
    add('I', compose);
    const event = press({ code: 'KeyI', key: 'ш' });
    expect(compose).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it('tell a chord from its letter', () => {
    const take = vi.fn();
    const acknowledge = vi.fn();
    add('Alt+A', take);
    add('A', acknowledge);
    press({ code: 'KeyA', key: 'ф', altKey: true });
    expect(take).toHaveBeenCalledOnce();
    expect(acknowledge).not.toHaveBeenCalled();
  });

  it('type inside a text field, but for chords and function keys', () => {
    const letter = vi.fn();
    const chord = vi.fn();
    const silence = vi.fn();
    add('J', letter);
    add('Ctrl+Enter', chord);
    add('F8', silence);
    const field = document.body.appendChild(document.createElement('textarea'));
    expect(press({ code: 'KeyJ', key: 'о' }, field).defaultPrevented).toBe(false);
    press({ code: 'Enter', key: 'Enter', ctrlKey: true }, field);
    press({ code: 'F8', key: 'F8' }, field);
    expect(letter).not.toHaveBeenCalled();
    expect(chord).toHaveBeenCalledOnce();
    expect(silence).toHaveBeenCalledOnce();
  });

  it('leave Enter to the button that has the focus', () => {
    const open = vi.fn();
    add('Enter', open);
    const button = document.body.appendChild(document.createElement('button'));
    press({ code: 'Enter', key: 'Enter' }, button);
    expect(open).not.toHaveBeenCalled();
  });

  it('of a dialog shut out all others', () => {
    const page = vi.fn();
    const dialog = vi.fn();
    add('A', page, { scope: 'app' });
    add('Esc', page, { scope: 'page' });
    add('Esc', dialog, { scope: 'dialog' });
    press({ code: 'KeyA' });
    press({ code: 'Escape' });
    expect(page).not.toHaveBeenCalled();
    expect(dialog).toHaveBeenCalledOnce();
    expect(registry.list()).toHaveLength(1);
  });

  it('pass on to the next scope when a handler does not take them', () => {
    const inner = vi.fn(() => false);
    const outer = vi.fn();
    add('Esc', outer, { scope: 'app' });
    add('Esc', inner, { scope: 'panel' });
    press({ code: 'Escape' });
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).toHaveBeenCalledOnce();
  });

  it('come in sequences, and the first key alone still acts', () => {
    const ptz = vi.fn();
    const preset = vi.fn();
    const tile = vi.fn();
    add('P', ptz);
    add('P 2', preset);
    add('2', tile);
    press({ code: 'KeyP' });
    press({ code: 'Numpad2' });
    press({ code: 'Digit2' });
    expect(ptz).toHaveBeenCalledOnce();
    expect(preset).toHaveBeenCalledOnce();
    expect(tile).toHaveBeenCalledOnce();
  });

  it('do not act again while held unless they say so', () => {
    const once = vi.fn();
    const again = vi.fn();
    add('I', once);
    add('J', again, { repeats: true });
    press({ code: 'KeyI', repeat: true });
    press({ code: 'KeyJ', repeat: true });
    expect(once).not.toHaveBeenCalled();
    expect(again).toHaveBeenCalledOnce();
  });

  it('are gone when taken back', () => {
    const handler = vi.fn();
    add('S', handler);
    takeBack.pop()?.();
    press({ code: 'KeyS' });
    expect(handler).not.toHaveBeenCalled();
    stop();
  });
});
