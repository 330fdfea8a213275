import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Problem } from './problem.js';

const YAML_FILE = /\.ya?ml$/;
/** What is meant as an environment: passing one over in silence would leave a cluster out. */
const YAML_FILE_IN_ANY_CASE = /\.ya?ml$/i;
/** How the names of files begin that hold settings for several environments, and are none themselves. */
const SHARED = '_';

/** The shared file that lies below every other. */
export const DEFAULTS = '_defaults.yaml';
/** The key by which a file names the shared file that it lies on. */
export const EXTENDS = 'extends';

/** The names of the YAML files of a folder, sorted; none where there is no folder, or why it cannot be read. */
export function yamlFiles(folder: string): readonly string[] | { readonly problem: Problem } {
  return orProblem(folder, () =>
    (existsSync(folder) ? readdirSync(folder) : []).filter((name) => YAML_FILE_IN_ANY_CASE.test(name)).sort(),
  );
}

/** Whether a file holds shared settings. */
export function isShared(file: string): boolean {
  return basename(file).startsWith(SHARED);
}

/** The environment that a file describes: its name without the ending. */
export function environmentName(file: string): string {
  return basename(file).replace(YAML_FILE_IN_ANY_CASE, '');
}

/** The text of one of the YAML files of a folder, or why it cannot be had. */
export function textOf(folder: string, name: string): { readonly text: string } | { readonly problem: Problem } {
  const file = join(folder, name);
  if (!YAML_FILE.test(file)) {
    return { problem: { file, message: `an environment file must end in .yaml or .yml, got "${extname(file)}"` } };
  }
  return orProblem(file, () =>
    statSync(file).isFile()
      ? { text: readFileSync(file, 'utf8') }
      : { problem: { file, message: 'must be a file, found something else of that name' } },
  );
}

function orProblem<T>(file: string, read: () => T): T | { readonly problem: Problem } {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    // Node says "EACCES: permission denied, open '<path>'".
    return { problem: { file, message: `cannot be read: ${error.message.split(',', 1)[0]}` } };
  }
}
