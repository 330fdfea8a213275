import { ownPackage } from '../lib/package-folder.js';

/** The version of the package that this file is of. Throws where it is of none. */
export function version(): string {
  return ownPackage().version;
}
