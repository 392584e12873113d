/**
 * What a person sees while things are prepared: one line for each step with its seconds, and in between
 * progress, rewritten in place on a terminal and repeated every few seconds in a log.
 *
 * @typedef {(text: string) => void} Progress
 * @typedef {{
 *   line: (text: string) => void,
 *   warn: (text: string) => void,
 *   step: <T>(title: string, work: (progress: Progress) => Promise<{ text: string, value: T }>) => Promise<T>,
 * }} Report
 * @typedef {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} Output
 */

const TERMINAL_INTERVAL_MS = 250;
const LOG_INTERVAL_MS = 10_000;

/**
 * @param {{ output?: Output, nowMs?: () => number, logIntervalMs?: number }} [options]
 * @returns {Report}
 */
export function createReport({ output = process.stdout, nowMs = Date.now, logIntervalMs = LOG_INTERVAL_MS } = {}) {
  const isTerminal = output.isTTY === true;

  /** @param {string} text */
  const line = (text) => void output.write(`${text}\n`);

  /** @param {string} text */
  const rewrite = (text) => void output.write(`\r\x1b[2K${text.slice(0, (output.columns ?? 80) - 1)}`);

  return {
    line,
    warn: (text) => line(`! ${text}`),
    async step(title, work) {
      const startedMs = nowMs();
      let latest = '';
      const seconds = () => ((nowMs() - startedMs) / 1000).toFixed(1);
      const tick = () => {
        const text = `- ${title}${latest === '' ? '' : `: ${latest}`} ... ${seconds()} s`;
        if (isTerminal) rewrite(text);
        else line(text);
      };
      const timer = setInterval(tick, isTerminal ? TERMINAL_INTERVAL_MS : logIntervalMs);
      try {
        const done = await work((text) => {
          latest = text;
        });
        if (isTerminal) rewrite('');
        line(`- ${title}: ${done.text} (${seconds()} s)`);
        return done.value;
      } catch (error) {
        if (isTerminal) rewrite('');
        line(`- ${title}: failed (${seconds()} s)`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}
