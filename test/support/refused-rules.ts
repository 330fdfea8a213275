import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';

/** Files of rules by their text, each with the environments that it is of. */
export class OwnedRules {
  readonly #owners = new Map<string, Set<string>>();

  /** Says of a file that an environment has it, too. */
  add(text: string, environment: string): void {
    this.#owners.set(text, (this.#owners.get(text) ?? new Set()).add(environment));
  }

  get files(): readonly (readonly [text: string, environments: readonly string[]])[] {
    return [...this.#owners].map(([text, environments]) => [text, [...environments]]);
  }
}

/** A file that promtool did not take. */
interface RefusedRules {
  readonly environments: readonly string[];
  /** What it said against it. */
  readonly words: string;
}

const TAKEN = /^Checking (\S+)\n+ *SUCCESS/gm;

/** Those of these files that promtool does not take, each with whose it is. Throws where it could not be asked. */
export async function refusedRules(promtool: string, { files }: OwnedRules): Promise<readonly RefusedRules[]> {
  if (files.length === 0) return [];
  const named = files.map(([text, environments], index) => ({ name: `${index}.yml`, text, environments }));
  const contents = Object.fromEntries(named.map(({ name, text }) => [name, text]));
  const { output } = await runPromtool(promtool, ['check', 'rules', ...Object.keys(contents)], contents);
  const taken = new Set([...output.matchAll(TAKEN)].map(([, name]) => name));
  return named
    .filter(({ name }) => !taken.has(name))
    .map(({ name, environments }) => ({ environments, words: wordsOn(name, output) }));
}

/** Problems go to another stream than the names of files, and begin with one; without any the whole is what there is. */
function wordsOn(name: string, output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith(`${name}:`));
  return (lines.length === 0 ? output : lines.join('\n').replaceAll(`${name}: `, '')).slice(0, 300);
}
