import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../app/synthesis.js';
import { loadFolder } from '../files/load.js';
import type { Problem } from '../lib/problem.js';
import { knownNames } from '../rules/known-names.js';

interface Proposed {
  /** The folder of environment files, which may not be there yet. */
  readonly folder: string;
  readonly name: string;
  readonly text: string;
}

/**
 * What synth would refuse of an environment if it was written beside those of a folder, with their shared settings; nothing where it
 * would synthesize. Works on copies: nothing is changed.
 */
export async function problemsOf({ folder, name, text }: Proposed): Promise<readonly Problem[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'arks-init-'));
  try {
    const [copy, output] = [join(temporary, 'environments'), join(temporary, 'output')];
    mkdirSync(output);
    if (existsSync(folder)) cpSync(folder, copy, { recursive: true });
    else mkdirSync(copy);
    writeFileSync(join(copy, `${name}.yaml`), text);
    const { problems } = await synthesize({
      loaded: loadFolder(copy, knownNames, [name]),
      folder: output,
      tell: () => {},
    });
    const named = (words: string) => words.replaceAll(copy, folder);
    return problems.map((problem) => ({ ...problem, file: named(problem.file), message: named(problem.message) }));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
