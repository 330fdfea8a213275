import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATIONS_FOLDER } from './config/argocd.js';

/**
 * Puts beside the Applications of the environments that were chosen those of the others, as they are in an output folder:
 * Applications of all environments share a folder, which is replaced whole.
 */
export function keepOtherApplications(target: string, finished: string): void {
  const [there, here] = [join(target, APPLICATIONS_FOLDER), join(finished, APPLICATIONS_FOLDER)];
  if (!existsSync(there) || !existsSync(here)) return;
  const own = readdirSync(here);
  for (const file of readdirSync(there)) if (!own.includes(file)) cpSync(join(there, file), join(here, file));
}
