/** A failed attempt in one line for the attempts' table, without addresses or secrets in it. */
export function describeFailure(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'no answer within the deadline';
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? `SMTP ${error.responseCode}` : null;
  return answer ?? code ?? error.name;
}
