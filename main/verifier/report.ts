/** A verdict for people and for programs. */
import type { Verdict, Verification } from '#shared/contract/evidence.ts';

export const EXIT_CODES: Record<Verdict, number> = { valid: 0, 'valid-unknown-signer': 2, incomplete: 3, altered: 4, unsigned: 5, malformed: 6 };

/** Plain text: the verdict, what is known of the package, then one line per part. Control characters are made visible. */
export function reportText(verification: Verification): string {
  const { verdict, summary, caseNumber, exportedAt, exportedBy, signerFingerprint, parts } = verification;
  const lines = [`${verdict.toUpperCase()}`, summary];
  if (caseNumber !== null)
    lines.push(
      `case ${caseNumber}, exported ${exportedAt === null ? '?' : new Date(exportedAt).toISOString()} by ${exportedBy ?? '?'} (as the desk says; the time is not proved by others)`,
    );
  if (signerFingerprint !== null) lines.push(`signer's certificate, SHA-256: ${signerFingerprint}`);
  for (const { path, result, detail } of parts) lines.push(`${result.padEnd(8)} ${path}${detail === null ? '' : `  (${detail})`}`);
  return `${lines.map(visible).join('\n')}\n`;
}

function visible(line: string): string {
  return line.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
