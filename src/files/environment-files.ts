import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { type Problem, type ProblemPlace, startOf } from '../lib/problem.js';

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
  return orProblem({ file: folder }, () =>
    (existsSync(folder) ? readdirSync(folder) : []).filter((name) => YAML_FILE_IN_ANY_CASE.test(name)).sort(),
  );
}

/**
 * YAML files in folders of the folder, each a problem: nothing reads them, and a cluster would be left out in silence. What lies in
 * a folder that an environment names is read by that.
 */
export function misplacedFiles(folder: string, named: readonly string[] = []): readonly Problem[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) !== path && !path.startsWith('.') && YAML_FILE_IN_ANY_CASE.test(path))
    .filter((path) => !named.some((one) => join(folder, path).startsWith(join(one, sep))))
    .sort()
    .map((path) => ({
      ...startOf(join(folder, path)),
      message:
        `must be in ${folder} itself, since its subfolders are not searched for environments, found it in ` +
        `${join(folder, dirname(path))}`,
    }));
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
    return {
      problem: { ...startOf(file), message: `an environment file must end in .yaml or .yml, got "${extname(file)}"` },
    };
  }
  return orProblem(startOf(file), () =>
    statSync(file).isFile()
      ? decoded(file, readFileSync(file))
      : { problem: { ...startOf(file), message: 'must be a file, found something else with that name' } },
  );
}

/** In another encoding, names would be written to objects with signs that nobody typed. */
function decoded(file: string, bytes: Buffer): { readonly text: string } | { readonly problem: Problem } {
  if (!isUtf8(bytes)) return { problem: { ...startOf(file), message: 'must be UTF-8 text, found another encoding' } };
  return { text: bytes.toString('utf8') };
}

function orProblem<T>(place: ProblemPlace, read: () => T): T | { readonly problem: Problem } {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    // Node says "EACCES: permission denied, open '<path>'".
    return { problem: { ...place, message: `cannot be read: ${error.message.split(',', 1)[0]}` } };
  }
}
