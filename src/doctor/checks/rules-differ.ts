import { isSameExpression } from '../../promql/same.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import { check } from '../check.js';
import { ruleName, rulesOf } from '../expected-rules.js';
import { PAGES } from '../pages.js';
import type { LoadedGroup } from '../sources/prometheus-answers.js';
import { secondsOf } from '../sources/prometheus-words.js';
import { api, counted, namesText, unique } from '../words.js';

interface Difference {
  readonly group: string;
  readonly name: string;
  readonly what: string;
}

/** Rules that are loaded and are not what the environment would write: older, edited, or of another environment. */
export const rulesDiffer = check(
  'rules-differ',
  ['prometheus'],
  ({ prometheus: { groups = [] } }, { plan, isOfEnvironment }) => {
    if (!isOfEnvironment) return [];
    const differences = rulesOf(plan).flatMap((group) => {
      const loaded = groups.filter(({ name }) => name === group.name);
      // Two installs beside each other have groups of one name.
      const best = loaded.map((one) => differencesOf(group, one)).toSorted((one, other) => one.length - other.length);
      return best[0] ?? [];
    });
    const [first] = differences;
    if (first === undefined) return [];
    const names = unique(differences.map(({ name }) => name));
    return [
      {
        severity: 'warning',
        subject: `${counted(names.length, 'rule')} ${names.length === 1 ? 'is' : 'are'} not what the environment says: ${namesText(names)}`,
        evidence: [{ query: api('/rules'), value: `${first.name} in ${first.group}: ${first.what}` }],
        meaning: 'Prometheus evaluates another state of this environment: limits and records are not those of dist/.',
        remedy: `Synthesize ${plan.environment.name} and apply it: arks-monitoring synth --only ${plan.environment.name}. What changes them again is found by kubectl get prometheusrules -o yaml --show-managed-fields.`,
        page: PAGES.rules,
        explains: names.map((name) => `record:${name}` as const),
        mayFollowFrom: unique(differences.map(({ group }) => `group:${group}` as const)),
      },
    ];
  },
);

function differencesOf({ name: group, rules }: RuleGroup, loaded: LoadedGroup): readonly Difference[] {
  const left = [...loaded.rules];
  const different = rules.flatMap((rule): readonly Difference[] => {
    const name = ruleName(rule);
    const same = left.findIndex((one) => one.name === name && isSame(rule, one));
    if (same >= 0) {
      left.splice(same, 1);
      return [];
    }
    const other = left.findIndex((one) => one.name === name);
    if (other < 0) return [{ group, name, what: 'it is not loaded' }];
    const [found] = left.splice(other, 1);
    const isExpression = found !== undefined && !isSameExpression(rule.expr, found.expression);
    return [
      {
        group,
        name,
        what: isExpression ? `its expression is ${oneLine(found.expression)}` : 'it waits for another time',
      },
    ];
  });
  return [...different, ...left.map(({ name }) => ({ group, name, what: 'the environment does not have it' }))];
}

function isSame(rule: RuleGroup['rules'][number], { expression, forSeconds }: LoadedGroup['rules'][number]): boolean {
  const isAsLong = 'record' in rule || secondsOf(rule.for) === forSeconds || /^0\w?$/.test(rule.for);
  return isAsLong && isSameExpression(rule.expr, expression);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
