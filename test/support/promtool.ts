import type { RuleGroup } from '../../src/rules/rule-group.js';
import { runPromtool } from '../../tools/prometheus/promtool.js';

export { runPromtool as promtool } from '../../tools/prometheus/promtool.js';

/** Whether promtool accepts these groups. */
export function checkRules(program: string, groups: readonly RuleGroup[]) {
  return runPromtool(program, ['check', 'rules', 'rules.yml'], { 'rules.yml': { groups } });
}
