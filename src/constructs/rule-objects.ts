import { type ApiObject, type ApiObjectMetadata, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigMap } from '../../imports/kubernetes.js';
import { PrometheusRule } from '../../imports/monitoring.js';
import { VmRule, type VmRuleSpec } from '../../imports/victoria-metrics.js';
import type { Environment } from '../config/environment.js';
import { yamlText } from '../config/yaml-text.js';
import type { RuleGroup } from '../rules/rule-group.js';
import { rulerGroup } from '../rules/ruler.js';
import { rulerMetadata } from './metadata.js';
import { isKnown } from './operator-fields.js';

interface Props {
  readonly environment: Environment;
  /** Of the object, and of its rules in Mimir. */
  readonly name: string;
  readonly groups: readonly RuleGroup[];
  readonly annotations: Readonly<Record<string, string>>;
}

type Groups = VmRuleSpec['groups'];

/** Rules in the form that the ruler of the environment reads. */
export function ruleObject(scope: Construct, { environment, name, groups, annotations }: Props): ApiObject {
  const own = rulerMetadata({ environment, component: 'rules', name });
  const metadata: ApiObjectMetadata =
    Object.keys(annotations).length === 0 ? own : { ...own, annotations: { ...own.annotations, ...annotations } };
  const specs = groups.map((group) => groupSpec(rulerGroup(group, environment)));
  const known = isKnown('keep_firing_for', environment) ? specs : specs.map(withoutKeepFiring);
  const { target, mimir, thanos } = environment.rules;
  switch (target) {
    case 'prometheus':
      return new PrometheusRule(scope, name, { metadata, spec: { groups: known } });
    case 'thanos':
      return new PrometheusRule(scope, name, {
        metadata,
        spec: { groups: known.map((group) => ({ ...group, partial_response_strategy: thanos.partialResponse })) },
      });
    case 'victoriametrics':
      return new VmRule(scope, name, { metadata, spec: { groups: specs.map(withBothNames) } });
    case 'mimir':
      if (mimir.delivery === 'alloy') return new PrometheusRule(scope, name, { metadata, spec: { groups: known } });
      return new ConfigMap(scope, name, { metadata, data: ruleFile(Chart.of(scope).node.id, name, specs) });
  }
}

/** As operators older than `keep_firing_for` read it: the API server would refuse the whole object. */
function withoutKeepFiring(group: Groups[number]): Groups[number] {
  return { ...group, rules: group.rules.map(({ keep_firing_for: _, ...rule }) => rule) };
}

/** The definition of VMRules of operators from 0.73 fills in an empty text where a rule records, or alerts, nothing. */
function withBothNames(group: Groups[number]): Groups[number] {
  return { ...group, rules: group.rules.map((rule) => ({ alert: '', record: '', ...rule })) };
}

/** A rule file of Mimir and Cortex, as mimirtool and cortextool load it. Each chart has names of its own: Mimir keeps them all. */
function ruleFile(chart: string, name: string, groups: Groups): Record<string, string> {
  const namespace = `${chart}-${name}`;
  return { [`${namespace}.yaml`]: yamlText({ namespace, groups }) };
}

function groupSpec({ name, interval, rules }: RuleGroup): Groups[number] {
  return {
    name,
    interval,
    rules: rules.map((rule) => ({
      ...rule,
      ...(rule.labels === undefined ? {} : { labels: { ...rule.labels } }),
      ...('annotations' in rule ? { annotations: { ...rule.annotations } } : {}),
    })),
  };
}
