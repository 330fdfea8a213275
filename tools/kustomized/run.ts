import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { printableLines } from '../../src/lib/printable.js';
import { filesBelow } from '../../src/output/replacing.js';
import { kustomized } from './kustomized.js';

const USAGE = `kustomize build <overlay> | npm run --silent kustomized -- <folder> [<file>]

folder: what synth wrote for the environment that the overlay begins with, such as dist/production
file: what kustomize printed; standard input unless said
exit codes: 0 nothing is left behind, 1 something is, 2 nothing could be compared`;
const STANDARD_INPUT = 0;

/** Prints what Kustomize left behind; the exit codes are those of the usage. */
function main(words: readonly string[]): void {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(USAGE);
    return;
  }
  try {
    const { folder, file } = asked(words);
    const texts = new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
    const { objects, problems } = kustomized(texts, readFileSync(file, 'utf8'));
    process.exitCode = problems.length === 0 ? 0 : 1;
    if (problems.length === 0) console.log(`${objects} objects of ${folder}; nothing is left behind`);
    else console.log(printableLines([...problems, `docs/kustomize.md says what to set instead`].join('\n')));
  } catch (error) {
    console.error(printableLines(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`));
    process.exitCode = 2;
  }
}

function asked([folder, file, ...others]: readonly string[]) {
  if (folder === undefined || others.length > 0) throw new Error('a folder must be said, and one file at most');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`there must be a folder that synth wrote, got "${folder}"; npm run synth writes dist`);
  }
  return { folder, file: file ?? STANDARD_INPUT };
}

main(process.argv.slice(2));
