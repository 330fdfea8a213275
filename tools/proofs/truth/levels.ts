import { seriesNames } from '../../../src/promql/names.js';
import type { RecordRule, RuleGroup } from '../../../src/rules/rule-group.js';

/** Recording rules in passes: those of one read only raw series and what the passes before recorded. */
export function levelsOf(groups: readonly RuleGroup[]): readonly (readonly RecordRule[])[] {
  const rules = groups.flatMap((group) => group.rules).flatMap((rule) => ('record' in rule ? [rule] : []));
  const records = new Set<string>(rules.map(({ record }) => record));
  const levels: RecordRule[][] = [];
  const done = new Set<string>();
  while (done.size < records.size) {
    const ready = (rule: RecordRule) => seriesNames(rule.expr).every((name) => !records.has(name) || done.has(name));
    const names = [...records].filter(
      (name) => !done.has(name) && rules.filter(({ record }) => record === name).every(ready),
    );
    if (names.length === 0) throw new Error('records read each other in a circle');
    levels.push(rules.filter(({ record }) => names.includes(record)));
    for (const name of names) done.add(name);
  }
  return levels;
}
