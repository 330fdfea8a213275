import { above, and, type Expression, equal, firstOf, groupBy } from '../../promql/build.js';
import { runtimes } from '../runtimes/index.js';
import { answering, refused } from '../vocabulary/answering.js';
import { selectArks, totalOverTime } from '../vocabulary/arks-series.js';
import { grouping, REPLICAS, TARGET, type TargetLabel } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';

/** Whether a target answered its last scrape. */
export const targetUp = signal({
  title: 'Target up',
  unit: 'count',
  description: '1 where the last scrape of a target succeeded, 0 where it failed; no value once the target is gone.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => selectArks('up', view.matchers),
});

/** Targets that did not answer. */
export const targetDown = signal({
  title: 'Target down',
  unit: 'count',
  description: 'Each target whose last scrape failed; Prometheus shows the error under Status, Targets.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => equal(selectArks('up', view.matchers), 0),
});

/** Whether a replica answered its last scrape. */
export const replicaUp = signal({
  title: 'Replica up',
  unit: 'count',
  description:
    '1 where the replica answered its last scrape, even if Prometheus refused what it exposed, 0 where it did not; no value ' +
    'once the target is gone.',
  labels: [...TARGET, 'pod'],
  query: (view) => answering([...REPLICAS, ...view.matchers]),
});

/** Replicas that did not. */
export const replicaSilent = signal({
  title: 'Replica silent',
  unit: 'count',
  description: 'Each replica that did not answer its last scrape; Prometheus shows the error under Status, Targets.',
  labels: [...TARGET, 'pod'],
  query: (view) => equal(answering([...REPLICAS, ...view.matchers]), 0),
});

const REFUSED =
  'The most samples of two minutes that Prometheus read from a target before it discarded the whole scrape, while it kept none: ' +
  'too many samples, labels that are too long or too many, a line that is not a sample. A page above bodySizeLimit, one that comes ' +
  'too late, and one that cannot be read from its first line on look like no answer.';

/** Samples of targets that answer and whose scrapes are refused. */
export const samplesRefused = signal({
  title: 'Samples of refused scrapes',
  unit: 'samples',
  description: REFUSED,
  labels: ['job', 'namespace', 'pod'],
  query: (view) => refused(view.matchers),
});

/** The same of replicas. */
export const samplesRefusedPerReplica = signal({
  title: 'Samples of refused scrapes of replicas',
  unit: 'samples',
  description: REFUSED,
  labels: [...TARGET, 'pod'],
  query: (view) => refused([...REPLICAS, ...view.matchers]),
});

/** Samples that a scrape kept. */
export const samplesKept = signal({
  title: 'Samples kept',
  unit: 'samples',
  description:
    'Samples of the last scrape that were left after relabeling; above the sampleLimit the whole scrape is refused.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => selectArks('scrape_samples_post_metric_relabeling', view.matchers),
});

/** Within which new series are counted: a start is over, and what churns has shown it. */
export const ADDED_WINDOW = '1h';

/** New series of each target. */
export const seriesAdded = signal({
  title: 'Series added',
  unit: 'count',
  description:
    `Series that a target showed within ${ADDED_WINDOW} and not at the scrape before. A start adds each of its series once; ` +
    'a scrape that fails adds none. Prometheus counts them, including those of scrapes above the limit.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => totalOverTime('scrape_series_added', ADDED_WINDOW, view.matchers),
});

/** Samples of targets that answer and of which not one is kept: whatever they show, it has none of the names that are read. */
export const samplesLost = signal({
  title: 'Samples of targets of which nothing is kept',
  unit: 'samples',
  description:
    'Samples that a target exposed where the scrape succeeded but not one sample was left after relabeling; a page without ' +
    'samples does not count.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) =>
    and(
      and(
        above(selectArks('scrape_samples_scraped', view.matchers), 0),
        equal(selectArks('scrape_samples_post_metric_relabeling', view.matchers), 0),
      ),
      equal(selectArks('up', view.matchers), 1),
    ),
});

/** Engines whose series arrive, recorded or not, and before their first request. */
export const engineSeries = signal({
  title: 'Engine series',
  unit: 'count',
  description: '1 for each application whose engines expose their running requests, or that they have had none yet.',
  labels: TARGET,
  query: (view) => groupBy(grouping(view, ...TARGET), firstOf(...heardOf(view))),
});

/** What every runtime that is read shows of its engines. */
function heardOf(view: View): readonly [Expression<TargetLabel>, ...Expression<TargetLabel>[]] {
  const [first, ...rest] = view.runtimes.flatMap((name) => runtimes[name].heard(view));
  if (first === undefined) throw new Error('at least one runtime must be read');
  return [first, ...rest];
}
