/** Names of parts: what every system writes to the same place, and nothing else. */
import { MalformedPackage } from './malformed.ts';

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9 ._()+,=@-]*$/;
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
const MAX_PATH_CHARS = 240;

/** Throws MalformedPackage for a path that is absolute, leaves its folder, or reads differently on another system. */
export function checkPath(path: string): void {
  const shown = JSON.stringify(path.slice(0, 120));
  if (path.length === 0 || path.length > MAX_PATH_CHARS) throw new MalformedPackage(`a name is empty or too long: ${shown}`);
  for (const segment of path.split('/')) {
    if (!SEGMENT.test(segment) || /[. ]$/.test(segment) || RESERVED.test(segment)) throw new MalformedPackage(`a name is not allowed: ${shown}`);
  }
}

/** Throws MalformedPackage when two paths are the same but for case, or a file's path is another's folder. */
export function checkTwins(files: readonly string[], folders: readonly string[] = []): void {
  const seen = new Set<string>();
  for (const path of [...files, ...folders]) {
    const folded = path.toLowerCase();
    if (seen.has(folded)) throw new MalformedPackage(`a name appears twice: ${JSON.stringify(path)}`);
    seen.add(folded);
  }
  const foldedFiles = new Set(files.map((path) => path.toLowerCase()));
  for (const path of seen) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (foldedFiles.has(path.slice(0, slash))) throw new MalformedPackage(`a name is both file and folder: ${JSON.stringify(path.slice(0, slash))}`);
    }
  }
}
