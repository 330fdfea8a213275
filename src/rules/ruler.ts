import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import { withMatcherOnEverySelector } from '../promql/every-selector.js';
import { asGrouped } from '../scraping/as-grouped.js';
import { asStored } from '../scraping/as-stored.js';
import { recordLabels } from '../scraping/record-labels.js';
import type { AlertRule, RecordRule, RuleGroup } from './rule-group.js';

type RulerSettings = Pick<Environment, 'cluster' | 'monitoring' | 'rules' | 'scrape' | 'slos'>;

/**
 * A group as the ruler of the environment gets it. One ruler may see the series of every
 * cluster, and one Prometheus those of two installs: its rules read those of one cluster only, and what they record or say carries that cluster, also where it is
 * made of a number or a time. So environments can share a ruler, each with limits of its own, and none counts another's.
 */
export function rulerGroup(group: RuleGroup, settings: RulerSettings): RuleGroup {
  const read = isAsWritten(settings) ? group : { ...group, rules: group.rules.map(reading(settings)) };
  const only = ownCluster(settings);
  if (only === undefined) return read;
  return { ...read, rules: read.rules.map((rule) => ofCluster(rule, only)) };
}

/** Whether every rule reads and records series by the labels that it names. */
function isAsWritten(settings: RulerSettings): boolean {
  return settings.scrape.target !== 'gke' && recordLabels(settings).length === 0;
}

function reading(settings: RulerSettings) {
  const stored = asStored(settings);
  const { recorded, whole } = asGrouped(settings);
  // By which labels events that somebody names are told apart he says himself; good ones and all of them may be of different exporters.
  const named = (settings.slos ?? []).flatMap(({ name, events }) => (events === undefined ? [] : [name]));
  const grouped = (rule: RecordRule | AlertRule) => {
    if (!('record' in rule)) return whole(rule.expr);
    return named.includes(rule.labels?.['slo'] ?? '') ? rule.expr : recorded(rule.record, rule.expr);
  };
  return <Rule extends RecordRule | AlertRule>(rule: Rule): Rule => ({ ...rule, expr: stored(grouped(rule)) });
}

/** The cluster whose series rules read, and which their alerts carry; nothing where the ruler has series of no other, as far as is known. */
export function ownCluster({ cluster, rules }: Pick<Environment, 'cluster' | 'rules'>): Matcher | undefined {
  const isAlone = rules.target === 'prometheus' && !rules.shared;
  return isAlone || cluster.name === undefined
    ? undefined
    : { label: cluster.label, operator: '=', value: cluster.name };
}

function ofCluster<Rule extends RecordRule | AlertRule>(rule: Rule, only: Matcher): Rule {
  return {
    ...rule,
    expr: withMatcherOnEverySelector(rule.expr, only),
    labels: { ...rule.labels, [only.label]: only.value },
  };
}
