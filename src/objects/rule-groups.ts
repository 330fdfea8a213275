import type { VmRuleSpec } from '../../imports/victoria-metrics.js';
import { yamlText } from '../config/yaml-text.js';
import type { RuleGroup } from '../rules/rule-group.js';

/** Groups as a definition of rules has them. */
export type Groups = (VmRuleSpec['groups'][number] & { readonly interval: string })[];
/** A group of rules as an object has it. */
export function groupSpec({ name, interval, rules }: RuleGroup): Groups[number] {
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

/** Google and Azure refuse a group whose every rule is switched off. */
export function withRules(groups: Groups): Groups {
  return groups.filter(({ rules }) => rules.length > 0);
}

/** As operators older than `keep_firing_for` read it: the API server would refuse the whole object. */
export function withoutKeepFiring(group: Groups[number]): Groups[number] {
  return { ...group, rules: group.rules.map(({ keep_firing_for: _, ...rule }) => rule) };
}

/** The definition of VMRules of operators from 0.73 fills in an empty text where a rule records, or alerts, nothing. */
export function withBothNames(group: Groups[number]): Groups[number] {
  return { ...group, rules: group.rules.map((rule) => ({ alert: '', record: '', ...rule })) };
}

/** A rule file of Mimir and Cortex, as mimirtool and cortextool load it. */
export function mimirFile(namespace: string, groups: Groups): Record<string, string> {
  return { [`${namespace}.yaml`]: yamlText({ namespace, groups }) };
}

/** A rule file as Prometheus itself reads it, which Amazon takes as it is and Azure's converter makes a template of. */
export function ruleFile(namespace: string, groups: Groups): Record<string, string> {
  return { [`${namespace}.yaml`]: yamlText({ groups }) };
}
