import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Path of a bundled resource: `resources/` is looked for beside this program and above it, which finds it in the
 * sources, in the build and in a package alike. Throws when it is nowhere.
 */
export function findResource(name: string): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(directory, 'resources', name);
    if (existsSync(path)) return path;
    const above = dirname(directory);
    if (above === directory) throw new Error(`The bundled file resources/${name} is missing`);
    directory = above;
  }
}
