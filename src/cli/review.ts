import { plainText, say, type Words } from '../review/change.js';
import { mergeBase, treeAt } from '../review/git.js';
import type { Tree } from '../review/manifests.js';
import { reviewMarkdown } from '../review/markdown.js';
import { isBreaking, type Reviewed, review, reviewJson } from '../review/review.js';
import { folderTree, isFolder } from '../review/trees.js';
import { annotation } from './annotation.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { runPreview } from './preview.js';
import type { FailOn, ReviewFormat } from './review-options.js';

const MAIN = 'main';
/** What synth writes from the folder of environments. */
const DIST = 'dist';

/** What a review is asked for. */
interface Asked {
  /** A git ref or a folder; nothing for where the work at hand left main. */
  readonly base: string | undefined;
  /** The folder that is compared with it. */
  readonly head: string;
  /** The folder of environment files that `dist` is written from. */
  readonly environments: string;
  readonly format: ReviewFormat;
  /** The folder for pictures of panels that change; nothing for none. */
  readonly pictures?: string;
  /** What makes the review fail: something that breaks, anything, an output that is not what the environments say. */
  readonly failOn: readonly FailOn[];
}

/** Prints what changes between two outputs. */
export async function printReview(asked: Asked): Promise<ExitCode> {
  try {
    const head = folderTree(asked.head);
    const warning = await warningOf(asked, head);
    const base = asked.base ?? mergeBase(MAIN);
    const reviewed = review(isFolder(base) ? folderTree(base) : treeAt(base, DIST), head);
    const warned = warning === undefined ? [] : [plainText(warning)];
    if (asked.format === 'json') console.log(reviewJson(reviewed).trimEnd());
    else console.log(reviewMarkdown(reviewed, warning).trimEnd());
    if (asked.format === 'json') for (const text of warned) console.error(text);
    if (asked.format === 'github') for (const line of annotations(reviewed, warned)) console.log(line);
    if (asked.pictures !== undefined && runPreview(pictureWords(base, asked.head, asked.pictures)) !== EXIT.fine)
      return EXIT.unable;
    const changes = reviewed.flatMap((one) => one.changes);
    const found = {
      never: false,
      any: changes.length > 0,
      breaking: changes.some(isBreaking),
      stale: warning !== undefined,
    };
    return asked.failOn.some((one) => found[one]) ? EXIT.wrong : EXIT.fine;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error('arks-monitoring review --help says how it is asked');
    return EXIT.unable;
  }
}

/** What the preview is told, so that it draws the panels that a review describes. */
export function pictureWords(base: string, head: string, folder: string): readonly string[] {
  // With =, since what somebody typed may begin with a dash.
  return [`--review=${base}`, `--head=${head}`, `--out=${folder}`];
}

/** What breaks somebody, and an output that is old, as warnings of a workflow of GitHub. */
function annotations(reviewed: readonly Reviewed[], warned: readonly string[]): readonly string[] {
  const breaking = reviewed.flatMap(({ environments, changes }) =>
    changes.flatMap(({ subject, action, breaking: why }) =>
      why === undefined ? [] : [`${subject} ${action}, in ${environments.join(', ')}: ${plainText(why)}`],
    ),
  );
  return [...warned, ...breaking].map((message) => annotation({ level: 'warning', message }));
}

/** That the output is older than what it is written from; only of `dist`, which synth writes from the folder of environments. */
async function warningOf({ head, environments }: Asked, output: Tree): Promise<Words | undefined> {
  if (head !== DIST || !isFolder(environments)) return undefined;
  try {
    // Only here is the whole program needed.
    const { staleEnvironments, staleWords } = await import('../review/stale.js');
    return staleWords(await staleEnvironments(environments, output));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return say`dist is not of these environments, of which synth writes nothing now: ${reason}`;
  }
}
