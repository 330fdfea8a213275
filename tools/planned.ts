import type { Environment } from '../src/config/environment.js';
import { memoize } from '../src/lib/memoize.js';
import { type Plan, planOf } from '../src/plan/plan.js';
import type { RuleGroup } from '../src/rules/rule-group.js';

/** A tool looks at one environment from many sides, and at few of them. */
const ENVIRONMENTS = 8;

/** The plan of an environment, made once: every tool reads what is planned, and derives none of it anew. */
export const planned: (environment: Environment) => Plan = memoize(planOf, ENVIRONMENTS);

/** The groups of recording rules and of objectives, each after those that it reads. */
export function recordingOf(environment: Environment): readonly RuleGroup[] {
  const { recorded, promised } = planned(environment);
  return [...recorded, ...promised.flatMap(({ groups }) => groups)];
}
