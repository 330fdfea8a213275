import { check } from '../check.js';
import { rulesOf } from '../expected-rules.js';
import { PAGES } from '../pages.js';
import { api, counted, namesText, unique } from '../words.js';

/** What is there for two rules that give one series, or for two series where one is asked for. */
const TWO_OF_ONE = /duplicate|many-to-many|multiple matches/;

/** Rules whose evaluation fails. */
export const rulesFailing = check('rules-failing', ['prometheus'], ({ prometheus: { groups = [] } }, { plan }) => {
  const ours = new Set(rulesOf(plan).map(({ name }) => name));
  const failing = groups
    .filter(({ name }) => ours.has(name))
    .flatMap(({ name: group, rules }) =>
      rules.filter(({ health }) => health === 'err').map((rule) => ({ ...rule, group })),
    );
  return unique(failing.map(({ lastError }) => kindOf(lastError))).map((kind) => {
    const those = failing.filter(({ lastError }) => kindOf(lastError) === kind);
    const [first] = those;
    const names = unique(those.map(({ name }) => name));
    return {
      severity: 'error' as const,
      subject: `${counted(names.length, 'rule')} ${names.length === 1 ? 'fails' : 'fail'}: ${namesText(names)}`,
      evidence: [{ query: api('/rules'), value: first === undefined ? '' : `${first.name}: ${first.lastError}` }],
      meaning: 'A rule that fails records nothing and tells nothing: what reads it stays empty.',
      remedy:
        kind === 'twice'
          ? 'Two series are there where rules expect one: replicas are scraped twice, labels that tell them apart are dropped, or rules of another install record under the same names.'
          : 'Ask Prometheus for the expression and read what it says; where the query is refused for its size, raise query.max-samples or query.timeout.',
      page: PAGES.stale,
      explains: names.map((name) => `record:${name}` as const),
      mayFollowFrom: ['source:twice'] as const,
    };
  });
});

function kindOf(lastError: string): string {
  return TWO_OF_ONE.test(lastError) ? 'twice' : 'other';
}
