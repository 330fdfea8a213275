import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of the package that this file is of. Throws where it is of none. */
export function version(): string {
  return versionAbove(import.meta.dirname);
}

/** How far above depends on how the program was built, so that the manifest is looked for. */
function versionAbove(folder: string): string {
  const file = join(folder, 'package.json');
  const manifest: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (isOurs(manifest)) return manifest.version;
  if (dirname(folder) === folder) throw new Error('there must be a package.json of arks-monitoring above the program');
  return versionAbove(dirname(folder));
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
