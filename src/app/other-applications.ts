import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATIONS_FOLDER } from '../config/argocd.js';
import type { Environment } from '../config/environment.js';
import { ENVIRONMENT_LABEL } from '../config/own-keys.js';
import { applicationOf } from '../files/applications.js';
import { foundIn, type Parts } from '../files/parts.js';
import { valueAt } from '../files/shown.js';
import { placeOf } from '../files/written.js';
import { parseYamlFile } from '../files/yaml-file.js';
import { type Problem, placeText } from '../lib/problem.js';

/** An environment that was chosen, and where its settings stand. */
type Chosen = Pick<Environment, 'file' | 'name'> & { readonly argocd?: Environment['argocd'] };

/**
 * Puts beside the Applications of the environments that were chosen those of the others, as they are in an output folder:
 * Applications of all environments share a folder, which is replaced whole. An Application that a chosen environment had
 * before, under another name or none now, is not kept.
 */
export function keepOtherApplications(chosen: readonly Chosen[], target: string, finished: string): void {
  const [there, here] = [join(target, APPLICATIONS_FOLDER), join(finished, APPLICATIONS_FOLDER)];
  if (!existsSync(there)) return;
  const own = existsSync(here) ? readdirSync(here) : [];
  mkdirSync(here, { recursive: true });
  for (const { file } of ofOthers(chosen, there)) if (!own.includes(file)) cpSync(join(there, file), join(here, file));
}

/** Each Application of another environment in an output folder whose name a chosen one has, too. */
export function takenApplicationNames(chosen: readonly Parts[], target: string): readonly Problem[] {
  const there = join(target, APPLICATIONS_FOLDER);
  if (!existsSync(there)) return [];
  const others = ofOthers(
    chosen.map(({ environment }) => environment),
    there,
  );
  const taken = (environment: Chosen) => {
    const name = applicationOf(environment)?.name;
    const first = others.find(({ file, of }) => of !== undefined && file === `Application.${name}.k8s.yaml`);
    if (first === undefined) return [];
    const place = placeText(applicationFile(join(there, first.file)).position(['metadata', 'name']));
    const message = `argocd.name must be unique, got "${name}", as in ${place} of ${first.of}`;
    return [{ ...placeOf(environment, ['argocd', 'name']), message }];
  };
  return chosen.flatMap((one) => foundIn(one, taken));
}

function ofOthers(chosen: readonly Chosen[], folder: string) {
  const names = chosen.map(({ name }) => name);
  return readdirSync(folder)
    .map((file) => ({ file, of: environmentOf(join(folder, file)) }))
    .filter(({ of }) => of === undefined || !names.includes(of));
}

/** The environment whose Application a file holds, where it says that. */
function environmentOf(file: string): string | undefined {
  const name = valueAt(applicationFile(file).value, ['metadata', 'labels', ENVIRONMENT_LABEL]);
  return typeof name === 'string' ? name : undefined;
}

function applicationFile(file: string) {
  return parseYamlFile(file, readFileSync(file, 'utf8'));
}
