import { type Change, say, sayBecame, type Words } from './change.js';
import { type Objective, pairedObjectives } from './promised.js';
import type { Rule } from './rules.js';

/** What an objective says, by our words for it. */
const SAID = {
  target: 'target',
  window: 'window',
  threshold: 'threshold',
  selector: 'promised to',
  total: 'counts',
  good: 'good events',
  bad: 'bad events',
  by: 'a budget for each',
} as const satisfies Readonly<Record<Exclude<keyof Objective, 'rules'>, string>>;

/**
 * What becomes of objectives: target, window, threshold, whom they are promised to and what they count. One that promises the same by the
 * same rules under another name is the same one renamed.
 */
export function objectiveChanges(before: readonly Rule[], after: readonly Rule[]): readonly Change[] {
  const {
    stays,
    moved: { pairs, gone, fresh },
  } = pairedObjectives(before, after);
  const change = (action: Change['action'], subject: string, says: readonly Words[], breaking?: Words): Change => {
    return { section: 'objectives', action, subject, says, ...(breaking === undefined ? {} : { breaking }) };
  };
  return [
    ...fresh.map(([name, objective]) => change('added', name, [told(objective)])),
    ...pairs.map(({ from: [from], to: [to] }) =>
      change(
        'renamed',
        to,
        [say`was ${from}; its budget begins anew under the new name`],
        say`queries, routes and silences that name ${from} match nothing any more`,
      ),
    ),
    ...gone.map(([name]) => change('removed', name, [say`is gone`], say`its alerts and its budget are gone with it`)),
    ...stays.flatMap(({ from: [name, objective], to: [, other] }) => {
      const says = differences(objective, other);
      return says.length === 0 ? [] : [change('changed', name, says)];
    }),
  ];
}

function told({ target, window, threshold }: Objective): Words {
  return threshold === ''
    ? say`is new: ${target} over ${window}`
    : say`is new: ${target} within ${threshold} over ${window}`;
}

function differences(before: Objective, after: Objective): readonly Words[] {
  const names = ['target', 'window', 'threshold', 'selector', 'total', 'good', 'bad', 'by'] as const;
  return names.flatMap((name) =>
    before[name] === after[name] ? [] : [sayBecame(SAID[name], before[name] || 'none', after[name] || 'none')],
  );
}
