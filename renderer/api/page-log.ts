/**
 * What the page notes for whoever looks into it later: the only place of the renderer that writes to the console. In the
 * desktop program the host keeps these lines with its own log.
 */
const output = globalThis.console;

/** Notes a failure that was dealt with; `doing` says what was being done, without secrets. */
export function logFailure(doing: string, error: unknown): void {
  output.warn(doing, error);
}
