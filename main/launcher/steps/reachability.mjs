/** Whether the place that serves prebuilt programs answers at all; a machine without it must not wait for minutes. */
const PROBE_TIMEOUT_MS = 4_000;

/**
 * @param {string} url
 * @param {{ timeoutMs?: number, fetchUrl?: typeof fetch }} [options]
 * @returns {Promise<boolean>} true when the address answers with success within the time
 */
export async function isReachable(url, { timeoutMs = PROBE_TIMEOUT_MS, fetchUrl = fetch } = {}) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const controller = new AbortController();
  // Raced, because a name lookup that hangs does not listen to the signal.
  const tooLate = new Promise((/** @type {(reachable: false) => void} */ resolve) => {
    timer = setTimeout(() => {
      controller.abort();
      resolve(false);
    }, timeoutMs);
  });
  const answer = fetchUrl(url, { method: 'HEAD', redirect: 'follow', signal: controller.signal }).then(
    (response) => response.ok,
    () => false, // Not reachable is an answer, not a failure.
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
