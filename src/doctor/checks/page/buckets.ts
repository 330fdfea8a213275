import type { Histogram } from '../../../metrics/metric.js';
import type { Plan } from '../../../plan/plan.js';
import { treeOf } from '../../../promql/build.js';
import { metricsRead } from '../../../promql/names.js';
import { alerts } from '../../../rules/alerts/index.js';
import { limitedPercentiles } from '../../../rules/percentile-reach.js';
import { ruleView } from '../../../signals/vocabulary/view.js';
import { check, type FindingOf } from '../../check.js';
import { readFamilies } from '../../page/read-families.js';
import { PAGES } from '../../pages.js';

/** Longer than any context: bounds that depend on one are held against the rule by which they are made. */
const LONGEST = 1e9;

/** Buckets that are not the catalogue's, and limits beyond the last of them. */
export const buckets = check('page-buckets', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] =>
  readFamilies(of).flatMap(({ family, metric }): readonly FindingOf[] => {
    if (metric.kind !== 'histogram' || family.type !== 'histogram') return [];
    const les = new Set(family.samples.flatMap(({ labels }) => labels['le'] ?? []));
    if (les.size === 0) return [];
    const bounds = [...les]
      .map(Number)
      .filter(Number.isFinite)
      .toSorted((a, b) => a - b);
    const evidence = [{ query: `le of ${family.spelt}_bucket at ${where}`, value: [...les].join(', ') }];
    if (!les.has('+Inf')) {
      return [
        {
          severity: 'error',
          subject: `${metric.name} has no bucket +Inf`,
          evidence,
          meaning: 'histogram_quantile says nothing without it: every percentile of it is without data.',
          remedy: 'A fault of the exporter or of a relabeling that drops le="+Inf": mend it there.',
          page: PAGES.buckets,
        },
      ];
    }
    if (isGridOf(metric, bounds, plan)) return [];
    const beyond = unreached(metric, bounds, plan);
    const last = bounds.at(-1);
    return [
      {
        severity: beyond.length > 0 ? 'warning' : 'note',
        subject: `${metric.name} has buckets that are not the catalogue's`,
        evidence,
        meaning:
          beyond.length > 0
            ? `A percentile never exceeds the last bound, ${last}: ${beyond.join('; ')}.`
            : 'Percentiles are as coarse as these buckets; every limit of this environment can be reached.',
        remedy:
          beyond.length > 0
            ? `Give the exporter a bound above the limit, or set the limit below ${last}; with --custom-histogram-buckets or its like they are what it was started with.`
            : 'Nothing, if they were chosen.',
        page: PAGES.buckets,
      },
    ];
  }),
);

/** Limits on percentiles of the metric that lie beyond its last bound, as `alerts.thresholds.x of 30`. */
function unreached(metric: Histogram, bounds: readonly number[], { environment }: Plan): readonly string[] {
  const last = bounds.at(-1) ?? 0;
  const view = ruleView(environment.cluster.label);
  const own = limitedPercentiles(alerts).filter(({ buckets: recorded }) =>
    recorded.rules.some(({ expression }) => metricsRead(treeOf(expression(view))).some((name) => name === metric.name)),
  );
  return own.flatMap(({ threshold, allowed }) => {
    const limit = environment.alerts.thresholds[threshold];
    if (typeof limit !== 'number' || (allowed === 'below' ? limit < last : limit <= last)) return [];
    return [`alerts.thresholds.${threshold} of ${limit} is never reached`];
  });
}

/** Whether bounds are those of the catalogue; where they depend on the longest context, those of any. */
function isGridOf(
  { buckets: { fixed, bounds: madeOf } }: Histogram,
  bounds: readonly number[],
  { environment }: Plan,
): boolean {
  if (fixed !== undefined)
    return fixed.length === bounds.length && fixed.every((bound, index) => bound === bounds[index]);
  const all = madeOf({ ...environment.sizing, maxModelLength: LONGEST });
  return bounds.every((bound, index) => bound === all[index]);
}
