import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApiObject, Yaml } from 'cdk8s';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/files/load.js';
import { InvalidEnvironments } from '../../src/lib/problem.js';
import { knownNames } from '../../src/rules/known-names.js';

const FOLDER = join(import.meta.dirname, '../../examples');
/** Where the results of an example stand, in a folder of its name. */
export const RESULTS = join(FOLDER, 'results');
/** The comment that names the objects in which a reader sees what the example does. */
const SHOWS = /^# Shows: (.+)$/m;

/** An environment file that shows one thing. */
export interface Example {
  readonly name: string;
  readonly text: string;
  /** `Kind.name` of the objects that are worth a look. */
  readonly shows: readonly string[];
}

/** Every environment file of examples/, sorted by name. */
export function examples(): readonly Example[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      const shows = SHOWS.exec(text)?.[1]?.split(' ') ?? [];
      return { name: basename(file, '.yaml'), text, shows };
    });
}

/** The environment of an example, whose folders lie beside its file. Throws InvalidEnvironments where its file is not right. */
export function environmentOfExample({ name, text }: Pick<Example, 'name' | 'text'>): Environment {
  const read = readEnvironment(`examples/${name}.yaml`, text, knownNames);
  if ('problems' in read) throw new InvalidEnvironments(read.problems);
  return read.environment;
}

/**
 * What synth writes of the objects that an example shows, by file name. Throws InvalidEnvironments where its file is not right,
 * and where it shows nothing or an object that is not there.
 */
export function resultsOf({ name, text, shows }: Example): Readonly<Record<string, string>> {
  const objects = createApp([environmentOfExample({ name, text })], 'unused')
    .charts.flatMap((chart) => chart.node.findAll())
    .filter((child) => child instanceof ApiObject);
  if (shows.length === 0) throw new Error(`examples/${name}.yaml must name what it shows: # Shows: <Kind>.<name> ...`);
  return Object.fromEntries(
    shows.map((shown) => {
      const found = objects.find((object) => `${object.kind}.${object.name}` === shown);
      if (found === undefined) throw new Error(`examples/${name}.yaml must make what it shows, got no ${shown}`);
      return [`${shown}.k8s.yaml`, Yaml.stringify(found.toJson())];
    }),
  );
}
