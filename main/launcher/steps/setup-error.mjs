/**
 * A set-up failure the person at the keyboard can do something about. Printed without a stack;
 * `message` says what is wrong, `advice` what to type or change.
 */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {string} [advice]
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, advice, options) {
    super(message, options);
    this.name = 'SetupError';
    this.advice = advice;
  }
}
