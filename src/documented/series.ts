import type { Plan, PlannedObjective } from '../plan/plan.js';
import { seriesNames } from '../promql/names.js';
import type { RecordRule, RuleGroup } from '../rules/rule-group.js';
import { placesOf } from '../scraping/places.js';
import { textAt } from '../scraping/platform-series.js';
import * as objectives from '../signals/objectives/objectives.js';
import { everySignal, signalsIn } from '../signals/registry.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { ruleView } from '../signals/vocabulary/view.js';
import type { LabelsOfSeries } from './result-labels.js';

/** What every target adds to the series it is scraped for. */
const OF_TARGETS = ['instance', 'job'];
/** Labels of a budget are those that its objective gives it, not all that budgets may have. */
const BUDGETS = signalsIn(objectives).filter((one) => !objectives.objectiveSignals.includes(one));
const known = everySignal.filter((one) => !BUDGETS.includes(one));

/** Every recording rule of a plan, in the order of its groups; those of its first objectives with and without a threshold stand for all. */
export function recordRules({ recorded, promised }: Plan): readonly RecordRule[] {
  const hasThreshold = ({ objective }: PlannedObjective) => objective.thresholdSeconds !== undefined;
  const first = promised.filter(
    (one, index) => promised.findIndex((other) => hasThreshold(other) === hasThreshold(one)) === index,
  );
  const groups: readonly RuleGroup[] = [...recorded, ...first.flatMap((one) => one.groups)];
  return groups.flatMap(({ rules }) => rules).filter((rule) => 'record' in rule);
}

/** The query of a signal as rules see it. */
export function queryOf(signal: Signal, { environment }: Plan): string {
  return textAt(signal.query(ruleView(environment.cluster.label)), placesOf(environment));
}

/**
 * Says which labels the series of a name carry: what the first signal that reads it says, these signals before all others.
 * Throws for a name that neither a signal nor an objective knows.
 */
export function labelsOfSeries(plan: Plan, first: readonly Signal[]): LabelsOfSeries {
  const { label: cluster } = plan.environment.cluster;
  const rules = recordRules(plan);
  return (name) => {
    const recorded = rules.filter(({ record }) => record === name);
    const signal = [...first, ...known].find((one) => seriesNames(queryOf(one, plan)).includes(name));
    if (signal !== undefined) return [cluster, ...signal.labels, ...(recorded.length > 0 ? [] : OF_TARGETS)];
    if (recorded.length === 0) throw new Error(`no signal and no objective knows the series ${name}`);
    return [cluster, ...recorded.flatMap(({ labels }) => Object.keys(labels ?? {}))];
  };
}
