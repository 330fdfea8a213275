import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { once } from './once.js';

/** The folder of this package, and what its manifest says. */
interface Package {
  readonly folder: string;
  readonly version: string;
}

/** Where this package is: what it brings beside its code lies there. Throws where its manifest is not found. */
export const ownPackage = once((): Package => packageAbove(import.meta.dirname));

/** How far above depends on how the program was built, so that the manifest is looked for. */
function packageAbove(folder: string): Package {
  const file = join(folder, 'package.json');
  const manifest: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (isOurs(manifest)) return { folder, version: manifest.version };
  if (dirname(folder) === folder) throw new Error('there must be a package.json of arks-monitoring above the program');
  return packageAbove(dirname(folder));
}

function isOurs(manifest: unknown): manifest is { readonly version: string } {
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'name' in manifest &&
    manifest.name === 'arks-monitoring' &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  );
}
