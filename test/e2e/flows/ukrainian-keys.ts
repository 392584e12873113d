/** Keys as a Ukrainian keyboard sends them: the place on the board is Latin, the character is not. */
import type { CDPSession, Page } from '@playwright/test';

const LAYOUT: Readonly<Record<string, string>> = {
  KeyQ: 'й',
  KeyW: 'ц',
  KeyE: 'у',
  KeyR: 'к',
  KeyT: 'е',
  KeyY: 'н',
  KeyU: 'г',
  KeyI: 'ш',
  KeyO: 'щ',
  KeyP: 'з',
  KeyA: 'ф',
  KeyS: 'і',
  KeyD: 'в',
  KeyF: 'а',
  KeyG: 'п',
  KeyH: 'р',
  KeyJ: 'о',
  KeyK: 'л',
  KeyL: 'д',
  KeyZ: 'я',
  KeyX: 'ч',
  KeyC: 'с',
  KeyV: 'м',
  KeyB: 'и',
  KeyN: 'т',
  KeyM: 'ь',
};
const CODE_OF = new Map(Object.entries(LAYOUT).map(([code, letter]) => [letter, code]));
const ALT = 1;

export class UkrainianKeys {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<UkrainianKeys> {
    return new UkrainianKeys(await page.context().newCDPSession(page));
  }

  /** Presses the key at this place, such as KeyI, alone or with Alt. */
  async press(code: string, withAlt = false): Promise<void> {
    const key = LAYOUT[code];
    if (key === undefined) throw new Error(`no letter lies at ${code}`);
    const event = { key, code, windowsVirtualKeyCode: code.charCodeAt(3), modifiers: withAlt ? ALT : 0 };
    await this.#session.send('Input.dispatchKeyEvent', { type: withAlt ? 'rawKeyDown' : 'keyDown', ...event, ...(withAlt ? {} : { text: key }) });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async type(word: string): Promise<void> {
    for (const letter of word) await this.press(CODE_OF.get(letter) ?? '');
  }
}
