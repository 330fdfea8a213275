import type { Environment } from '../config/environment.js';
import { SURFACES, surfaceFacts, withEnabled } from '../config/surfaces.js';
import { observed } from '../lib/observed.js';
import { environmentName } from './environment-files.js';
import { isMapping } from './merged.js';
import { rightSettings } from './right-settings.js';
import { valueAt } from './shown.js';
import { asWrittenIn, writtenIn } from './written.js';
import type { Path, YamlFile } from './yaml-file.js';

/** What is known of an environment that may be wrong somewhere. */
export interface Parts {
  /** Its settings; in the place of what is wrong stands something of the right type that nobody has written. */
  readonly environment: Environment;
  /** Where that is. */
  readonly wrong: readonly Path[];
}

/** An environment in which nothing is wrong. */
export function whole(environment: Parts['environment']): Parts {
  return { environment, wrong: [] };
}

/**
 * What a check finds in an environment, as far as it is known: nothing where it has read anything that is wrong, since nobody knows what
 * was meant there. The smaller the check, the more is told at once.
 */
export function foundIn<Found>(
  { environment, wrong }: Parts,
  check: (environment: Parts['environment']) => readonly Found[],
): readonly Found[] {
  if (wrong.length === 0) return check(environment);
  const { result, hasRead } = observed(environment, (view) => check(asWrittenIn(environment, view)));
  return wrong.some(hasRead) ? [] : result;
}

/** What the file of an environment says where it is right. */
export function partsOf(yaml: YamlFile): Parts {
  const { settings, wrong } = isMapping(yaml.value) ? rightSettings(yaml.value) : { ...rightSettings({}), wrong: [[]] };
  const { surfaces, runtimes } = settings;
  const environment = {
    ...settings,
    surfaces: withEnabled(surfaces, runtimes),
    name: environmentName(yaml.file),
    file: yaml.file,
  };
  return { environment: writtenIn(yaml, environment), wrong: [...wrong, ...undecided(yaml.value, wrong)] };
}

/** Which surfaces are on where nobody says it depends on all runtimes. */
function undecided(value: unknown, wrong: readonly Path[]): readonly Path[] {
  if (!wrong.some(([section]) => section === 'runtimes')) return [];
  const paths = SURFACES.filter((name) => surfaceFacts[name].runtimes !== undefined).map((name) => [
    ...['surfaces', name, 'enabled'],
  ]);
  return [['runtimes'], ...paths.filter((path) => valueAt(value, path) === undefined)];
}
