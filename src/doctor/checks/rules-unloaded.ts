import { check } from '../check.js';
import { rulesOf } from '../expected-rules.js';
import { PAGES } from '../pages.js';
import { api, counted, namesText } from '../words.js';

/** Groups of rules that the ruler does not have. */
export const rulesUnloaded = check(
  'rules-unloaded',
  ['prometheus'],
  ({ prometheus: { groups } }, { plan, isOfEnvironment }) => {
    if (groups === undefined) return [];
    const expected = rulesOf(plan).map(({ name }) => name);
    const loaded = new Set(groups.map(({ name }) => name));
    const missing = expected.filter((name) => !loaded.has(name));
    const isNone = missing.length === expected.length;
    const { environment } = plan;
    const isElsewhere = environment.rules.target !== 'prometheus' && isNone;
    if (missing.length === 0 || isElsewhere || !(isOfEnvironment || isNone)) return [];
    const { namespace, selectorLabels } = environment.monitoring;
    const labels = Object.entries(selectorLabels).map(([key, value]) => `${key}=${value}`);
    return [
      {
        severity: 'error',
        subject: isNone
          ? 'none of our rules is loaded'
          : `${counted(missing.length, 'group')} of rules ${missing.length === 1 ? 'is' : 'are'} not loaded: ${namesText(missing)}`,
        evidence: [{ query: api('/rules'), value: `${counted(groups.length, 'group')}, not ${namesText(missing)}` }],
        meaning: 'What they record is missing on dashboards, and their alerts can not fire.',
        remedy:
          `Look whether they are there: kubectl get prometheusrules -n ${namespace}. If so, compare monitoring.selectorLabels ` +
          `(${labels.length === 0 ? 'none' : labels.join(', ')}) with ruleSelector, and the labels of namespace ${namespace} with ruleNamespaceSelector: ` +
          'kubectl get prometheus -A -o yaml. A rule that the operator refuses stands in the events of its object and in the log of the operator.',
        page: PAGES.rules,
        mayFollowFrom: missing.map((name) => `group:${name}` as const),
        explains: [...missing.map((name) => `group:${name}` as const), ...(isNone ? (['rules:all'] as const) : [])],
      },
    ];
  },
);
