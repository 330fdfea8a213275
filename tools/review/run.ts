import { type ReviewArguments, reviewArguments, USAGE } from './arguments.js';
import { plainText, say, type Words } from './change.js';
import { mergeBase, treeAt } from './git.js';
import type { Tree } from './manifests.js';
import { reviewMarkdown } from './markdown.js';
import { isBreaking, review, reviewJson } from './review.js';
import { folderTree, isFolder } from './trees.js';

const MAIN = 'main';
const DIST = 'dist';
const ENVIRONMENTS = 'environments';

/** Prints what changes between two outputs; the exit codes are those of the usage. */
async function main(words: readonly string[]): Promise<void> {
  try {
    const asked = reviewArguments(words);
    if (asked.help) {
      console.log(USAGE);
      return;
    }
    const head = folderTree(asked.head);
    const warning = await warningOf(asked, head);
    const reviewed = review(baseTree(asked), head);
    const text = asked.format === 'json' ? reviewJson(reviewed) : reviewMarkdown(reviewed, warning);
    process.stdout.write(text);
    if (asked.format === 'json' && warning !== undefined) console.error(plainText(warning));
    const changes = reviewed.flatMap((one) => one.changes);
    const found = {
      never: false,
      any: changes.length > 0,
      breaking: changes.some(isBreaking),
      stale: warning !== undefined,
    };
    process.exitCode = asked.failOn.some((one) => found[one]) ? 1 : 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
  }
}

/** That the output is older than what it is written from; only of `dist`, which synth writes from the folder beside it. */
async function warningOf({ head }: ReviewArguments, output: Tree): Promise<Words | undefined> {
  if (head !== DIST || !isFolder(ENVIRONMENTS)) return undefined;
  try {
    // Only here is the whole program needed.
    const { staleEnvironments, staleWords } = await import('./stale.js');
    return staleWords(await staleEnvironments(ENVIRONMENTS, output));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return say`dist is not of these environments, of which synth writes nothing now: ${reason}`;
  }
}

function baseTree({ base }: ReviewArguments): Tree {
  if (base !== undefined && isFolder(base)) return folderTree(base);
  return treeAt(base ?? mergeBase(MAIN), DIST);
}

await main(process.argv.slice(2));
