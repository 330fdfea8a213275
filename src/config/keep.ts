import { z } from 'zod';
import { formed } from './formed-text.js';

/** What Prometheus takes as the name of a metric, in every release. */
export const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** For editors only: synth knows the names themselves, and says which one was meant. */
const metricName = z.string().meta({ pattern: METRIC_NAME.source });

/** A metric that the catalogue does not know, so that nobody can say whether it exists or how many series it has. */
const unlisted = z.strictObject({
  unlisted: formed(METRIC_NAME, 'must be a metric name').describe(
    'Name of a metric that the catalogue does not have yet, as the exporter exposes it; for a histogram the name without suffix.',
  ),
  kind: z
    .enum(['series', 'histogram'])
    .default('series')
    .describe('histogram keeps _bucket, _sum and _count instead of a single series of that name.'),
});

/** A metric to keep beside those that signals read: by its name, or written as one that is not known. */
export const kept = z.union([metricName, unlisted], {
  error: 'must be the name of a metric, or a mapping with unlisted and one',
});
export type Kept = z.output<typeof kept>;
export type Unlisted = z.output<typeof unlisted>;

/** The entries that name a metric of the catalogue. */
export function listedNames(keep: readonly Kept[]): readonly string[] {
  return keep.filter((entry) => typeof entry === 'string');
}

/** The entries that name one that is not in it. */
export function unlistedMetrics(keep: readonly Kept[]): readonly Unlisted[] {
  return keep.filter((entry) => typeof entry !== 'string');
}
