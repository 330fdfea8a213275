import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Problem } from './problem.js';

const YAML_FILE = /\.ya?ml$/;
/** What is meant as an environment: passing one over in silence would leave a cluster out. */
const YAML_FILE_IN_ANY_CASE = /\.ya?ml$/i;

type FileText = { readonly file: string; readonly text: string } | { readonly problem: Problem };

/** The environment files of a folder with their texts, sorted by name, or why one cannot be had; other files are passed over. */
export function environmentFiles(folder: string): readonly FileText[] {
  const names = orProblem(folder, () => (existsSync(folder) ? readdirSync(folder) : []));
  if (!Array.isArray(names)) return [names];
  return names
    .filter((name) => YAML_FILE_IN_ANY_CASE.test(name))
    .sort()
    .map((name) => fileText(join(folder, name)));
}

/** The environment that a file describes: its name without the ending. */
export function environmentName(file: string): string {
  return basename(file).replace(YAML_FILE, '');
}

function fileText(file: string): FileText {
  if (!YAML_FILE.test(file)) {
    return { problem: { file, message: `an environment file must end in .yaml or .yml, got "${extname(file)}"` } };
  }
  return orProblem(file, () =>
    statSync(file).isFile()
      ? { file, text: readFileSync(file, 'utf8') }
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
