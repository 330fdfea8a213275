import { undrawing } from './build/undrawn.js';
import { findingsOf, foundText, neededDrawn } from './checks/index.js';
import { gathered } from './data/sources.js';
import type { Options } from './options.js';

const THEMES = ['dark', 'light'] as const;

/**
 * Holds every dashboard, on each data set and in both themes, against the checks that need no browser. Returns 1 where one of them found
 * something, which is then printed. Throws with what is missing or wrong.
 */
export async function checked(options: Options): Promise<0 | 1> {
  const all = await gathered(options);
  const undrawn = await undrawing();
  const found = new Set<string>();
  let count = 0;
  for (const { dashboard, sets } of all) {
    for (const set of sets) {
      for (const theme of THEMES) {
        const findings = findingsOf(await undrawn({ dashboard, set, theme }));
        for (const finding of findings) found.add(foundText(finding));
        count += 1;
      }
    }
  }
  for (const one of found) console.log(one);
  console.log(
    `${count} boards checked, ${found.size} findings; what only a browser can tell: ${neededDrawn.join(', ')}`,
  );
  return found.size === 0 ? 0 : 1;
}
