import { z } from 'zod';
import { distinct } from './distinct.js';
import { formed } from './formed-text.js';
import { METRIC_NAME } from './keep.js';
import { prometheusLabel } from './prometheus-label.js';
import type { RuntimeName } from './runtimes.js';
import type { SurfaceExporter } from './surfaces.js';
import { positive } from './whole-numbers.js';

/** Labels that a histogram or a summary has of its own. */
const PARTS: readonly string[] = ['le', 'quantile'];
/** What records of ours begin with: a level, and `arks_`. */
const RECORD_OF_OURS = /^[a-z]+:arks_/;
/** What Prometheus writes of targets and alerts itself. */
const OF_PROMETHEUS = /^(up|ALERTS|ALERTS_FOR_STATE|scrape_.*)$/;
/** Of Python's client; every monitor drops it. */
const CREATED = /_created$/;

/**
 * Who shows a metric of one's own: an exporter of our targets, which are then made to keep it, or others, whose monitors are not ours.
 * What kube-state-metrics shows is what this program tells it to, so that it has no others.
 */
export const EXPORTERS = [
  'vllm',
  'sglang',
  'dynamo',
  'tensorrt-llm',
  'sglangRouter',
  'gateway',
  'envoy',
  'operator',
  'others',
] as const satisfies readonly (RuntimeName | SurfaceExporter | 'others')[];

const name = formed(METRIC_NAME, 'must be a metric name')
  .refine((text) => !isRecordOfOurs(text), 'must not begin as records of this program do, with a level and ":arks_"')
  .refine((text) => !OF_PROMETHEUS.test(text), 'must not be a name that Prometheus writes itself')
  .refine((text) => !CREATED.test(text), 'must not end in _created, which every monitor drops')
  .describe('Name as the exporter exposes it; of a histogram without _bucket, _sum or _count.');

const label = prometheusLabel.refine(
  (text) => !PARTS.includes(text),
  'must not be le or quantile, which a histogram or a summary has of its own',
);

const buckets = z
  .array(z.number('must be a number; +Inf is always there'))
  .min(1, 'must have at least one boundary')
  .refine(
    (bounds) => bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? bound)),
    'must be in ascending order',
  );

const ownMetric = z
  .strictObject({
    name,
    type: z
      .enum(['counter', 'gauge', 'histogram'])
      .describe('What it is; a histogram has _bucket, _sum and _count instead of a series of its name.'),
    exporter: z
      .enum(EXPORTERS)
      .describe(
        'Who shows it. The monitors of that exporter keep it; others: a monitor that is not of this program scrapes it, so that ' +
          'it is only known to checks.',
      ),
    labels: z
      .record(label, positive)
      .default({})
      .describe(
        'Its labels, as the exporter exposes them, and how many values each has on one target beside the others; those that the ' +
          'monitor adds, such as namespace and pod, are left out.',
      ),
    buckets: buckets
      .optional()
      .describe(
        'Boundaries of a histogram, without +Inf; by default the 14 that clients of Prometheus take, from 0.005 to 10.',
      ),
    unit: z
      .enum(['count', 'seconds', 'milliseconds', 'bytes', 'ratio', 'requests', 'tokens'])
      .default('count')
      .describe('Unit of its values; of a counter, of what it counts.'),
  })
  .refine(({ type, buckets: bounds }) => bounds === undefined || type === 'histogram', {
    error: 'must not be set where type is not histogram',
    path: ['buckets'],
  });

/** Metrics that the catalogue does not have, declared by whoever has them. */
export const ownMetrics = z
  .array(ownMetric)
  .refine(...distinct('must declare each metric once', { key: 'name' }))
  .default([])
  .describe(
    'Metrics of your own: kept and predicted at the exporter that shows them, and known to every check of rules and dashboards.',
  );
export type OwnMetric = z.output<typeof ownMetric>;

/** Whether a name is one that we record under, in this release or another. */
export function isRecordOfOurs(text: string): boolean {
  return RECORD_OF_OURS.test(text);
}

/** The names of its series. */
export function seriesOf({ name: base, type }: Pick<OwnMetric, 'name' | 'type'>): readonly string[] {
  return type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => base + part) : [base];
}
