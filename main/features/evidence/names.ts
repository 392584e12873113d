/** Names inside a package: plain ASCII, the same on every system. */

/** Ukrainian letters in Latin (resolution of the Cabinet of Ministers No. 55 of 2010, the form inside a word). */
// prettier-ignore
const LATIN: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ю: 'iu', я: 'ia',
};

/** Letters, digits and hyphens; never empty. */
export function asciiName(text: string): string {
  const latin = [...text.normalize('NFC')].map((letter) => {
    const found = LATIN[letter.toLowerCase()];
    if (found === undefined) return letter;
    return letter === letter.toLowerCase() ? found : found.charAt(0).toUpperCase() + found.slice(1);
  });
  const plain = latin
    .join('')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return plain || 'x';
}

/** `20261120T100000Z` */
export function compactTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** Two digits, more when needed. */
export function ordinal(number: number): string {
  return String(number).padStart(2, '0');
}
