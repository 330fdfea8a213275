import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../../lib/once.js';
import { ownPackage } from '../../lib/package-folder.js';

const FOLDER = 'docs/runbooks';
const ENDING = '.md';
/** The page that leads to the others. */
export const INDEX = 'README';
/** Where the part of a page begins that is about the rule with all defaults. */
const RULE = '\n## The rule\n';

/** A page of docs/runbooks as Markdown, without what is generated there. */
export interface RunbookPage {
  /** The name of its file without the ending: that of its alert, where it is of one. */
  readonly name: string;
  readonly text: string;
}

/** The pages that come with the package, in the order of their names. */
export const runbookPages = once((): ReadonlyMap<string, RunbookPage> => {
  const folder = join(ownPackage().folder, FOLDER);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
  return new Map(
    names.map((name) => {
      const [text = ''] = readFileSync(join(folder, name + ENDING), 'utf8').split(RULE);
      return [name, { name, text }];
    }),
  );
});
