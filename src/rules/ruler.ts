import type { Matcher } from '../promql/build.js';
import { withMatcherOnEverySelector } from '../promql/every-selector.js';
import { asStored } from '../scraping/as-stored.js';
import type { AlertRule, RecordRule, RuleGroup } from './rule-group.js';
import type { RuleSettings } from './settings.js';

/**
 * A group as the ruler of the environment gets it. Beside Prometheus itself, one ruler may see the series of every
 * cluster: its rules read those of one cluster only, and what they record or say carries that cluster, also where it is
 * made of a number or a time. So environments can share a ruler, each with limits of its own, and none counts another's.
 */
export function rulerGroup(group: RuleGroup, settings: RuleSettings): RuleGroup {
  const { cluster, rules } = settings;
  if (rules.target === 'prometheus') return group;
  const read = settings.scrape.target === 'operator' ? group : readAsStored(group, settings);
  if (cluster.name === undefined) return read;
  const only: Matcher = { label: cluster.label, operator: '=', value: cluster.name };
  return { ...read, rules: read.rules.map((rule) => ofCluster(rule, only)) };
}

function readAsStored(group: RuleGroup, settings: RuleSettings): RuleGroup {
  const stored = asStored(settings);
  return { ...group, rules: group.rules.map((rule) => ({ ...rule, expr: stored(rule.expr) })) };
}

function ofCluster<Rule extends RecordRule | AlertRule>(rule: Rule, only: Matcher): Rule {
  return {
    ...rule,
    expr: withMatcherOnEverySelector(rule.expr, only),
    labels: { ...rule.labels, [only.label]: only.value },
  };
}
