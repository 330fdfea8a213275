import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';

/** Files by their text, each with the environments that it is of. */
export class OwnedFiles {
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
interface RefusedFile {
  readonly environments: readonly string[];
  /** What it said against it. */
  readonly words: string;
}

/** What promtool is asked of files: whether they are rules, or configurations that name files of elsewhere. */
const CHECKS = { rules: ['rules'], configurations: ['config', '--syntax-only'] } as const;
const TAKEN = /^Checking (\S+)\n+ *SUCCESS/gm;

/** Those of these files that promtool does not take, each with whose it is. Throws where it could not be asked. */
export async function refusedFiles(
  promtool: string,
  of: keyof typeof CHECKS,
  { files }: OwnedFiles,
): Promise<readonly RefusedFile[]> {
  if (files.length === 0) return [];
  const named = files.map(([text, environments], index) => ({ name: `${index}.yml`, text, environments }));
  const contents = Object.fromEntries(named.map(({ name, text }) => [name, text]));
  const { output } = await runPromtool(promtool, ['check', ...CHECKS[of], ...Object.keys(contents)], contents);
  const taken = new Set([...output.matchAll(TAKEN)].map(([, name]) => name));
  return named
    .filter(({ name }) => !taken.has(name))
    .map(({ name, environments }) => ({ environments, words: wordsOn(name, output) }));
}

/** Problems go to another stream than the names of files, and say whose they are; without any the whole is what there is. */
function wordsOn(name: string, output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith(`${name}:`) || line.includes(` ${name}: `));
  return (lines.length === 0 ? output : lines.join('\n').replaceAll(`${name}: `, '')).slice(0, 300);
}
