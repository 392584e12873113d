import { createReport } from '../../../main/launcher/steps/report.mjs';

/** A report that keeps its lines instead of printing them. */
export function silentReport(): ReturnType<typeof createReport> & { lines: string[] } {
  const lines: string[] = [];
  const report = createReport({ output: { write: (text: string) => lines.push(text.trimEnd()) } });
  return { ...report, lines };
}
