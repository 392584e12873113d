/** What a package says in words: how to check it, what it proves, and the page that plays it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const PROVES = [
  'Every listed file is unchanged since the holder of the signing key made this package.',
  'The clips are copies of the recorded pictures without transcoding; each recording was hashed while it was written.',
  'The journal and the chain of custody are whole up to the export: no entry was changed, removed or put in between.',
] as const;

export const DOES_NOT_PROVE = [
  'That the camera saw the truth, or that its own clock was right.',
  'The time of export beyond what the desk itself says; no time authority has signed it.',
  'Who holds the signing key: compare the fingerprint of the certificate with one had by another way.',
] as const;

export const CLOCK_NOTE =
  "Times are the desk's clock in UTC. A frame's time is its arrival at the recorder (the least delay seen counts), not the camera's own clock; network and camera delay are not taken off.";

export interface InstructionFacts {
  root: string;
  caseNumber: string;
  fingerprint: string;
}

/** VERIFY.txt: Ukrainian, then English, from the bundled templates. */
export async function instructionsText(resourcesDir: string, facts: InstructionFacts): Promise<string> {
  const templates = await Promise.all(['uk', 'en'].map((language) => readFile(join(resourcesDir, 'evidence', `VERIFY.${language}.txt`), 'utf8')));
  return templates.map((template) => fill(template, facts)).join(`\n${'='.repeat(100)}\n\n`);
}

function fill(template: string, facts: InstructionFacts): string {
  return template.replace(/\{\{(root|caseNumber|fingerprint)\}\}/g, (_, name: keyof InstructionFacts) => facts[name]);
}

export interface PlayerClip {
  path: string;
  title: string;
  times: string;
}

/**
 * A page without script and without network that plays the clips. It never says whether anything is genuine: a forged
 * package can carry a forged page.
 */
export function playerPage(title: string, clips: readonly PlayerClip[], pictures: readonly PlayerClip[]): string {
  const videos = clips.map(
    ({ path, title: name, times }) =>
      `<section><h2>${escape(name)}</h2><p>${escape(times)}</p><video controls preload="metadata" src="../${escape(path)}"></video></section>`,
  );
  const images = pictures.map(
    ({ path, title: name, times }) => `<section><h2>${escape(name)}</h2><p>${escape(times)}</p><img alt="${escape(name)}" src="../${escape(path)}"></section>`,
  );
  const style =
    'body{background:#10151b;color:#dde4ec;font:15px/1.5 sans-serif;margin:24px;max-width:1280px}h1{font-size:20px}h2{font-size:15px;margin:24px 0 0}p{margin:4px 0}video,img{width:100%;background:#000}';
  return `<!doctype html>
<html lang="uk">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; media-src 'self' file:; img-src 'self' file:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p>Ця сторінка лише показує записи. Чи є пакет незміненим, перевіряють за VERIFY.txt, а не тут.</p>
<p>This page only plays the recordings. Whether the package is unchanged is checked as VERIFY.txt says, not here.</p>
${[...videos, ...images].join('\n')}
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
