import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { SURFACES } from '../../src/config/surfaces.js';
import { ENTRIES, PEERS } from './entries.js';
import { settingsTypes } from './settings-types.js';

/** Declarations that name libraries which are inside the package, or insides that nobody may rely on, as their users read them. */
const WRITTEN: Readonly<Record<string, (emitted: string) => string>> = {
  'src/config/environment.d.ts': settingsTypes,
  'src/config/surfaces.d.ts': () =>
    `/** What is scraped together. */\nexport type SurfaceName = ${SURFACES.map((name) => `'${name}'`).join(' | ')};\n`,
  'src/plan/plan.d.ts': () =>
    '/** What became of an environment, step by step. Only the package itself reads it. */\n' +
    'export interface Plan {\n  readonly [step: string]: unknown;\n}\n',
  'src/promql/expression.d.ts': (emitted) => emitted.replace(/import \* as promql .*\n/, BUILDER),
};
/** Where the compiler is asked whether the settings that users read are those that the program checks. */
const CHECKED = 'tools/package/checked.tmp';
const SAME = `import type * as checked from '../../../src/config/environment.js';
import type * as told from './told.js';

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

export const given = (it: Mutable<told.EnvironmentSettings>): checked.EnvironmentSettings => it;
export const allGiven = (it: checked.EnvironmentSettings): told.EnvironmentSettings => it;
export const allFilled = (it: checked.Environment): told.Environment => it;
`;
/** What of the library that prints expressions their type needs. */
const BUILDER = `declare namespace promql {
  interface Builder<Built> {
    build(): Built;
  }
  interface Expr {
    readonly type: string;
  }
}
`;
const REFERENCE = /(?:from|import\()\s*['"]([^'"]+)['"]/g;

/** Writes the declarations of the package into a folder, those alone that its users can reach. Throws where one needs a library. */
export function writeTypes(folder: string): void {
  mkdirSync(CHECKED, { recursive: true });
  writeFileSync(join(CHECKED, 'told.ts'), settingsTypes());
  writeFileSync(join(CHECKED, 'same.ts'), SAME);
  const tsc = [
    'node_modules/typescript/bin/tsc',
    '--project',
    'tools/package',
    '--outDir',
    folder,
    '--emitDeclarationOnly',
  ];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  rmSync(CHECKED, { recursive: true });
  for (const [file, text] of Object.entries(WRITTEN)) {
    const path = join(folder, file);
    writeFileSync(path, text(readFileSync(path, 'utf8')));
  }
  const reached = new Set<string>();
  for (const entry of Object.values(ENTRIES)) reach(join(folder, entry.replace(/\.ts$/, '.d.ts')), reached);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.d.ts') && !reached.has(resolve(folder, file))) rmSync(join(folder, file));
  }

  function reach(file: string, found: Set<string>): void {
    const path = resolve(file);
    if (found.has(path)) return;
    found.add(path);
    for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(REFERENCE)) {
      if (target.startsWith('.')) reach(join(dirname(path), target.replace(/\.js$/, '.d.ts')), found);
      else if (!PEERS.includes(target))
        throw new Error(
          `declarations must name nothing but ${PEERS.join(' and ')}, got ${target} (${relative(folder, path)})`,
        );
    }
  }
}
