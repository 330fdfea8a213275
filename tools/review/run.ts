import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../src/output/replacing.js';
import { type ReviewArguments, reviewArguments, USAGE } from './arguments.js';
import { mergeBase, treeAt } from './git.js';
import type { Tree } from './manifests.js';
import { reviewMarkdown } from './markdown.js';
import { isBreaking, review, reviewJson } from './review.js';

const MAIN = 'main';
const DIST = 'dist';

/** Prints what changes between two outputs; the exit codes are those of the usage. */
function main(words: readonly string[]): void {
  try {
    const asked = reviewArguments(words);
    const reviewed = review(baseTree(asked), folderTree(asked.head));
    process.stdout.write(asked.format === 'json' ? reviewJson(reviewed) : reviewMarkdown(reviewed));
    const changes = reviewed.flatMap((one) => one.changes);
    const failing = { never: false, any: changes.length > 0, breaking: changes.some(isBreaking) };
    process.exitCode = failing[asked.failOn] ? 1 : 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
  }
}

function baseTree({ base }: ReviewArguments): Tree {
  if (base !== undefined && isFolder(base)) return folderTree(base);
  return treeAt(base ?? mergeBase(MAIN), DIST);
}

function folderTree(folder: string): Tree {
  if (!isFolder(folder))
    throw new Error(`there must be a folder of synthesized output, got "${folder}"; npm run synth writes dist`);
  return new Map(filesBelow(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

main(process.argv.slice(2));
