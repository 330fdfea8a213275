import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATIONS_FOLDER } from '../config/argocd.js';
import type { Environment } from '../config/environment.js';
import { ENVIRONMENT_LABEL } from '../config/own-keys.js';
import { applicationOf } from '../files/applications.js';
import { valueAt } from '../files/schema-problems.js';
import { writtenAt } from '../files/written.js';
import { parseYamlFile } from '../files/yaml-file.js';

/**
 * Puts beside the Applications of the environments that were chosen those of the others, as they are in an output folder:
 * Applications of all environments share a folder, which is replaced whole. An Application that a chosen environment had
 * before, under another name or none now, is not kept.
 * Throws with every Application of another environment whose name a chosen one has, too.
 */
export function keepOtherApplications(
  chosen: readonly Pick<Environment, 'argocd' | 'file' | 'name'>[],
  target: string,
  finished: string,
): void {
  const [there, here] = [join(target, APPLICATIONS_FOLDER), join(finished, APPLICATIONS_FOLDER)];
  if (!existsSync(there)) return;
  const own = existsSync(here) ? readdirSync(here) : [];
  const names = chosen.map(({ name }) => name);
  const before = readdirSync(there).map((file) => ({ file, of: environmentOf(join(there, file)) }));
  const others = before.filter(({ of }) => of === undefined || !names.includes(of));
  const taken = chosen.flatMap((environment) => {
    const name = applicationOf(environment)?.name;
    const first = others.find(({ file, of }) => of !== undefined && file === `Application.${name}.k8s.yaml`);
    if (first === undefined) return [];
    const where = `${join(there, first.file)} of ${first.of}`;
    return [`argocd.name must be unique, got "${name}", as in ${where} ${writtenAt(environment, ['argocd', 'name'])}`];
  });
  if (taken.length > 0) throw new Error(taken.join('\n'));
  mkdirSync(here, { recursive: true });
  for (const { file } of others) if (!own.includes(file)) cpSync(join(there, file), join(here, file));
}

/** The environment whose Application a file holds, where it says that. */
function environmentOf(file: string): string | undefined {
  const name = valueAt(parseYamlFile(file, readFileSync(file, 'utf8')).value, [
    'metadata',
    'labels',
    ENVIRONMENT_LABEL,
  ]);
  return typeof name === 'string' ? name : undefined;
}
