import { memoize } from '../lib/memoize.js';
import { type Plan, planOf } from '../plan/plan.js';
import type { RuleGroup } from '../rules/rule-group.js';

/** Whoever documents looks at one environment from many sides, and at few of them. */
const ENVIRONMENTS = 8;

/** The plan of an environment, made once: every page reads what is planned, and derives none of it anew. */
export const planned = memoize(planOf, ENVIRONMENTS);

/** The groups of recording rules and of objectives, each after those that it reads. */
export function recordingOf({ recorded, promised }: Plan): readonly RuleGroup[] {
  return [...recorded, ...promised.flatMap(({ groups }) => groups)];
}
