import type { RuleGroup } from '../../src/rules/rule-group.js';
import { playAll, type ToldStory } from '../stories/play.js';
import { ALERTS, type Case } from './cases.js';
import { COMPLAINT } from './complaint.js';
import type { Witness } from './witness.js';

/**
 * Those of the mutants of one rule that a story notices, where it is an alert. Nothing reads what an alert tells, so that all its mutants can
 * be told from the same records, each under a name of its own: to start promtool and to record for each takes far longer. Throws where the
 * rule itself is told otherwise.
 */
export async function noticedTogether(program: string, mutants: readonly Case[]): Promise<ReadonlySet<Case>> {
  const noticed = new Set<Case>();
  for (const { groups, told } of mutants[0]?.group === ALERTS ? mutants[0].witnesses : []) {
    if (told === undefined) continue;
    // After a rule that cannot be evaluated promtool asks no more of a story, so that it is asked again without it.
    for (let isInterrupted = true; isInterrupted; ) {
      const left = mutants.filter((one) => !noticed.has(one));
      const output = left.length === 0 ? '' : await complaintsOf(program, left, { groups, ...told });
      const complaints = new Set([...output.matchAll(COMPLAINT)].map(([, name = '']) => name));
      const named = left.filter((_, index) => complaints.has(nameOf(told.alert, index)));
      if (complaints.has(told.alert) || (output !== '' && named.length === 0)) {
        throw new Error(`a test fails without any mutant: ${output}`);
      }
      for (const one of named) noticed.add(one);
      isInterrupted = /rule: \w+, time/.test(output);
    }
  }
  return noticed;
}

function complaintsOf(
  program: string,
  mutants: readonly Case[],
  { alert, story, groups }: ToldStory & Pick<Witness, 'groups'>,
): Promise<string> {
  const names = mutants.map((_, index) => nameOf(alert, index));
  return playAll(program, [alert, ...names], withMutants(groups, mutants, names), [story]);
}

const nameOf = (alert: string, index: number) => `${alert}_${index}`;

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
