import { EXPORTERS } from '../../../documented/metrics.js';
import type { Component } from '../../../metrics/components.js';
import type { Histogram } from '../../../metrics/metric.js';
import { labelsOf } from '../../../metrics/prediction.js';
import type { Plan } from '../../../plan/plan.js';
import { treeOf } from '../../../promql/build.js';
import { metricsRead } from '../../../promql/names.js';
import { alerts } from '../../../rules/alerts/index.js';
import { limitedPercentiles } from '../../../rules/percentile-reach.js';
import { metricsOfSignals } from '../../../signals/kept-metrics.js';
import { ruleView } from '../../../signals/vocabulary/view.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { KnownFamily, RecognizedPage } from '../../page/page.js';
import { readersOf } from '../../page/readers.js';
import { carriedLabels, isPossible } from '../../recognition.js';
import { namesText } from '../../words.js';

const METRICS = 'docs/metrics.md';
const COARSE = 'docs/runbooks/ArksRuntimeBucketsTooCoarse.md';
/** The catalogue has their labels as our monitor leaves them. */
const LABELLED_LATER: readonly Component[] = ['customResources', 'tokenLimits'];
/** Longer than any context: bounds that depend on one are held against the rule by which they are made. */
const LONGEST = 1e9;

const types = check('page-types', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] => {
  const wrong = readFamilies(of).filter(
    ({ family, metric }) => family.type !== metric.kind && family.type !== 'untyped',
  );
  return wrong.map(({ family, metric }) => ({
    severity: 'warning',
    subject: `${metric.name} is a ${family.type}, in the catalogue a ${metric.kind}`,
    evidence: [{ query: where, value: `# TYPE ${family.spelt} ${family.type}` }],
    meaning: of === undefined ? '' : readersOf([metric], of, plan),
    remedy: `The release of ${EXPORTERS[metric.component]} has changed it: wait for a catalogue that knows it, or stay on the release before.`,
    page: METRICS,
    explains: [`metric:${metric.name}`],
  }));
});

const labelsMissing = check('page-labels', ['page'], ({ page: { of, where } }): readonly FindingOf[] => {
  const lacking = labelGaps(of, ({ family, metric }, generation) => {
    const [first] = family.samples;
    const carried = carriedLabels(first?.labels ?? {}, family.type);
    return labelsOf(metric, generation).filter((name) => !carried.includes(name));
  });
  return [...lacking].map(([label, names]) => ({
    severity: 'warning',
    subject: `the label ${label} is missing from ${names.length} metrics`,
    evidence: [{ query: where, value: `without ${label}: ${namesText(names)}` }],
    meaning: `Queries that group or match by ${label} put everything of this target together, or find nothing.`,
    remedy:
      'Check the release and the options of the exporter, and whether a proxy or a relabeling takes the label away.',
    page: METRICS,
  }));
});

const labelsNew = check('page-labels-new', ['page'], ({ page: { of, where } }): readonly FindingOf[] => {
  const unknown = labelGaps(of, ({ family, metric }) => {
    const carried = new Set(family.samples.flatMap(({ labels }) => carriedLabels(labels, family.type)));
    return [...carried].filter((name) => !isPossible(metric, name));
  });
  return [...unknown].map(([label, names]) => ({
    severity: 'note',
    subject: `the label ${label} is not in the catalogue for ${names.length} metrics`,
    evidence: [{ query: where, value: `with ${label}: ${namesText(names)}` }],
    meaning: 'Each of its values is more series than predicted; our queries sum over it.',
    remedy: 'Drop it with a metric relabeling in scrape.endpoints if it has many values.',
    page: METRICS,
  }));
});

const buckets = check('page-buckets', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] =>
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
          page: COARSE,
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
        page: COARSE,
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

/** The families of a page that some signal reads. */
function readFamilies(of: RecognizedPage | undefined): readonly KnownFamily[] {
  return (of?.known ?? []).filter(({ metric }) => metricsOfSignals.has(metric.name));
}

/** Labels with the metrics that a question about their families answers with them. */
function labelGaps(
  of: RecognizedPage | undefined,
  labelsIn: (one: KnownFamily, generation: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const gaps = new Map<string, string[]>();
  for (const one of readFamilies(of).filter(({ metric }) => !LABELLED_LATER.includes(metric.component))) {
    for (const label of labelsIn(one, of?.generation ?? '')) {
      gaps.set(label, [...(gaps.get(label) ?? []), one.metric.name]);
    }
  }
  return gaps;
}

/** Whether metrics are of the types, labels and buckets that are expected. */
export const shapes: readonly Check[] = [types, labelsMissing, labelsNew, buckets];
