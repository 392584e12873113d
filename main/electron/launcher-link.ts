/** Ends the program when the one that started it is gone, however it went. No electron here. */

/**
 * Calls back once when standard input ends, which the system sees to when its writer dies. Only when the starter asked
 * for it (LUBART_ENDS_WITH_STDIN=1): started from a desktop menu there is nobody at the other end.
 */
export function whenLauncherIsGone(env: NodeJS.ProcessEnv, callback: () => void, input: NodeJS.ReadableStream = process.stdin): void {
  if (env['LUBART_ENDS_WITH_STDIN'] !== '1') return;
  let isCalled = false;
  const once = () => {
    if (isCalled) return;
    isCalled = true;
    callback();
  };
  input.on('end', once);
  input.on('error', once);
  input.resume();
}
