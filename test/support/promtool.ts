import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';

export { runPromtool as promtool } from '@arks-monitoring/simulator/prometheus/promtool.js';

/** Whether promtool accepts these groups. */
export function checkRules(program: string, groups: readonly RuleGroup[]) {
  return runPromtool(program, ['check', 'rules', 'rules.yml'], { 'rules.yml': { groups } });
}
