import type { RuleGroup } from '../../src/rules/rule-group.js';
import { playAll } from '../stories/play.js';
import { ALERTS, type Case } from './cases.js';

/**
 * Those of the mutants of one rule that a story notices, where it is an alert. Nothing reads what an alert tells, so that all its mutants can
 * be told from the same records, each under a name of its own: to start promtool and to record for each takes far longer. Throws where the
 * rule itself is told otherwise.
 */
export async function noticedTogether(program: string, mutants: readonly Case[]): Promise<ReadonlySet<Case>> {
  const noticed = new Set<Case>();
  for (const { groups, told } of mutants[0]?.group === ALERTS ? mutants[0].witnesses : []) {
    const left = mutants.filter((one) => !noticed.has(one));
    if (told === undefined || left.length === 0) continue;
    const { alert, story } = told;
    const names = left.map((_, index) => `${alert}_${index}`);
    const output = await playAll(program, [alert, ...names], withMutants(groups, left, names), [story]);
    const complaints = new Set([...output.matchAll(/alertname: (\w+), time/g)].map(([, name = '']) => name));
    if (complaints.has(alert) || (output !== '' && complaints.size === 0)) {
      throw new Error(`a test fails without any mutant: ${output}`);
    }
    for (const [index, one] of left.entries()) if (complaints.has(`${alert}_${index}`)) noticed.add(one);
  }
  return noticed;
}

/** The groups with the mutants after their rule. */
function withMutants(
  groups: readonly RuleGroup[],
  mutants: readonly Case[],
  names: readonly string[],
): readonly RuleGroup[] {
  return groups.map((group) => ({
    ...group,
    rules: group.rules.flatMap((rule) => [
      rule,
      ...('alert' in rule
        ? mutants.flatMap(({ original, expression }, index) =>
            original === rule.expr ? [{ ...rule, alert: names[index] ?? '', expr: expression }] : [],
          )
        : []),
    ]),
  }));
}
