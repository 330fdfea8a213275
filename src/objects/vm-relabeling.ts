import type { VmServiceScrapeSpec } from '../../imports/victoria-metrics.js';
import type { RelabelRule } from '../scraping/relabeling.js';

type VmRelabelRule = VmServiceScrapeSpec['endpoints'][number]['metricRelabelConfigs'][number];

/** Relabel rules as VictoriaMetrics takes them. */
export function vmRelabeling(rules: readonly RelabelRule[]): VmRelabelRule[] {
  return rules.map(vmRule);
}

/** Whether two labels are the same it has asked for longer under a name of its own, for which both are sources. */
function vmRule(rule: RelabelRule): VmRelabelRule {
  const { action, sourceLabels = [], targetLabel = '' } = rule;
  if (action !== 'keepequal') return { ...rule, action };
  return { action: 'keep_if_equal', sourceLabels: [...sourceLabels, targetLabel] };
}
