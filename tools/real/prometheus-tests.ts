import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const TESTS = join(ROOT, 'test');
/** How a test comes to a prometheus or a promtool. */
const PROVIDED = /inject\('prometheus'\)|providePrometheus\(\)/;
const IMPORT = /from '(\.{1,2}\/[^']+)\.js'/g;
/** They have commands of their own. */
const APART = ['package', 'proofs', 'real'];

/** The files of the default suite whose tests start a prometheus or a promtool, on their own or through what they import. */
export function prometheusTests(): readonly string[] {
  const files = readdirSync(TESTS, { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.test.ts') && !APART.some((folder) => name.startsWith(`${folder}/`)))
    .map((name) => join(TESTS, name));
  const known = new Map<string, boolean>();
  return files
    .filter((file) => starts(file, known))
    .map((file) => relative(ROOT, file))
    .sort();
}

function starts(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  known.set(file, false);
  const source = readFileSync(file, 'utf8');
  const imported = [...source.matchAll(IMPORT)]
    .map(([, path = '']) => `${resolve(dirname(file), path)}.ts`)
    .filter((path) => path.startsWith(TESTS));
  const found = PROVIDED.test(source) || imported.some((path) => starts(path, known));
  known.set(file, found);
  return found;
}
