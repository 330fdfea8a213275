import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const TESTS = ['test', 'tools/simulator/test'].map((folder) => join(ROOT, folder));
/** How a test comes to a prometheus or a promtool. */
const PROVIDED = /inject\('prometheus'\)|providePrometheus\(\)/;
const manifest = z.looseObject({ scripts: z.looseObject({ test: z.string() }) });
const IMPORT = /from '(\.{1,2}\/[^']+)\.js'/g;
/** Proofs that Prometheus 3 is asked for, too. */
const PROOFS = join(ROOT, 'test/proofs/prometheus/');
/** Folders with a command of their own, which `npm test` leaves out. */
const EXCLUDED = /--exclude 'test\/(\w+)\/\*\*'/g;

/**
 * The files of the default suite, and those of the longer proofs in a folder of their own, whose tests start a prometheus or a promtool,
 * on their own or through what they import.
 */
export function prometheusTests(): readonly string[] {
  const apart = foldersApart();
  const files = TESTS.flatMap((tests) =>
    readdirSync(tests, { encoding: 'utf8', recursive: true })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(tests, name)),
  ).filter(
    (file) => file.startsWith(PROOFS) || !apart.some((folder) => file.startsWith(join(ROOT, 'test', folder, '/'))),
  );
  const known = new Map<string, boolean>();
  return files
    .filter((file) => starts(file, known))
    .map((file) => relative(ROOT, file))
    .sort();
}

/** The folders of test/ that the `test` script of package.json leaves out; throws where it leaves none out. */
export function foldersApart(): readonly string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  const folders = [...scripts.test.matchAll(EXCLUDED)].flatMap(([, folder = '']) => folder);
  if (folders.length === 0) throw new Error(`package.json: no folder is excluded by "${scripts.test}"`);
  return folders;
}

function starts(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  known.set(file, false);
  const source = readFileSync(file, 'utf8');
  const imported = [...source.matchAll(IMPORT)]
    .map(([, path = '']) => `${resolve(dirname(file), path)}.ts`)
    .filter((path) => TESTS.some((tests) => path.startsWith(tests)));
  const found = PROVIDED.test(source) || imported.some((path) => starts(path, known));
  known.set(file, found);
  return found;
}
