import type { GaugeName } from '../metrics/catalogue.js';
import {
  above,
  and,
  countBy,
  type Expression,
  equal,
  firstOf,
  groupBy,
  type LabelsOf,
  type Matcher,
  maxBy,
} from '../promql/build.js';
import { lastKnown, select, totalOverTime } from './exposed.js';
import { grouping, REPLICAS, TARGET, type TargetLabel } from './identity.js';
import { runtimes } from './runtimes/index.js';
import { type Signal, signal } from './signal.js';
import type { View } from './view.js';

const APPLICATION_OBJECT = ['namespace', 'application'] as const;
const MODEL_PHASE = ['namespace', 'arks_model', 'phase'] as const;
const ENDPOINT = ['namespace', 'model'] as const;

/** Whether a target answered its last scrape. */
export const targetUp = signal({
  title: 'Target up',
  unit: 'count',
  description: '1 where the last scrape of a target succeeded, 0 where it failed; nothing once the target is gone.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => select('up', view.matchers),
});

/** Targets that did not answer. */
export const targetDown = signal({
  title: 'Target down',
  unit: 'count',
  description: 'Each target whose last scrape failed; its error stands under Status, Targets in Prometheus.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => equal(select('up', view.matchers), 0),
});

/** Whether a replica answered its last scrape. */
export const replicaUp = signal({
  unit: targetUp.unit,
  description: targetUp.description,
  title: 'Replica up',
  labels: [...TARGET, 'pod'],
  query: (view) => select('up', [...REPLICAS, ...view.matchers]),
});

/** Samples that a scrape kept. */
export const samplesKept = signal({
  title: 'Samples kept',
  unit: 'samples',
  description:
    'Samples of the last scrape that were left after relabeling; above its sampleLimit the scrape fails whole.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => select('scrape_samples_post_metric_relabeling', view.matchers),
});

/** Within which new series are counted: a start is over, and what churns has shown it. */
export const ADDED_WINDOW = '1h';

/** New series of each target. */
export const seriesAdded = signal({
  title: 'Series added',
  unit: 'count',
  description:
    `Series that a target showed within ${ADDED_WINDOW} and not at the scrape before. A start adds each of its series once; a ` +
    'scrape that fails adds none. Prometheus counts them, those of scrapes above the limit included.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => totalOverTime('scrape_series_added', ADDED_WINDOW, view.matchers),
});

/** Samples of targets that answer and of which not one is kept: whatever they show, it has none of the names that are read. */
export const samplesLost = signal({
  title: 'Samples of targets of which nothing is kept',
  unit: 'samples',
  description:
    'What a target showed where the scrape succeeded and not one sample was left after relabeling; a page without samples is not told.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) =>
    and(
      and(
        above(select('scrape_samples_scraped', view.matchers), 0),
        equal(select('scrape_samples_post_metric_relabeling', view.matchers), 0),
      ),
      equal(select('up', view.matchers), 1),
    ),
});

/** Engines whose series arrive, recorded or not, and before their first request. */
export const engineSeries = signal({
  title: 'Engine series',
  unit: 'count',
  description: '1 for each application whose engines publish what they are running, or that they have run nothing yet.',
  labels: TARGET,
  query: (view) => groupBy(grouping(view, ...TARGET), firstOf(...heardOf(view))),
});

/** What every runtime that is read shows of its engines. */
function heardOf(view: View): readonly [Expression<TargetLabel>, ...Expression<TargetLabel>[]] {
  const [first, ...rest] = view.runtimes.flatMap((name) => runtimes[name].heard(view));
  if (first === undefined) throw new Error('at least one runtime must be read');
  return [first, ...rest];
}

const inPhase = (matchers: readonly Matcher[], phase: string): readonly Matcher[] => [
  { label: 'phase', operator: '=~', value: phase },
  ...matchers,
];

/** Applications in one of these phases. */
export const applicationsInPhase = (phase: string) =>
  signal({
    title: 'Application phase',
    unit: 'count',
    description: 'Running means that the objects were created, not that pods are ready; Failed is terminal.',
    labels: [...APPLICATION_OBJECT, 'phase'],
    query: (view) =>
      firstOf(
        lastKnown('arks_application_status_phase', inPhase(view.matchers, phase)),
        lastKnown('arks_disaggregated_application_status_phase', inPhase(view.matchers, phase)),
      ),
  });

/** Applications that the operator gave up, of either kind. */
export const applicationsFailed = signal({
  title: 'Applications failed',
  unit: 'count',
  description: '1 for each application of either kind that the operator gave up; that is terminal.',
  labels: APPLICATION_OBJECT,
  query: (view) => maxBy(grouping(view, ...APPLICATION_OBJECT), applicationsInPhase('Failed').query(view)),
});

/** Labels of the exporter are left out, so that its restart does not start an alert anew. */
const resource = <const Name extends GaugeName, const Label extends LabelsOf<Name>>(
  view: View,
  labels: readonly Label[],
  name: Name,
  matchers: readonly Matcher[],
) => maxBy(grouping(view, ...labels), lastKnown(name, matchers));

/** Models in one of these phases. */
export const modelsInPhase = (phase: string) =>
  signal({
    title: 'Model phase',
    unit: 'count',
    description: 'Phase of an ArksModel while its files are fetched.',
    labels: MODEL_PHASE,
    query: (view) => resource(view, MODEL_PHASE, 'arks_model_status_phase', inPhase(view.matchers, phase)),
  });

/** Models whose files are fetched; going from one phase to the other is no progress. */
export const modelsLoading = signal({
  title: 'Models loading',
  unit: 'count',
  description: '1 for each ArksModel whose storage is made or whose files are fetched.',
  labels: ['namespace', 'arks_model'],
  query: (view) =>
    maxBy(grouping(view, 'namespace', 'arks_model'), modelsInPhase('StorageCreating|ModelLoading').query(view)),
});

/** ArksEndpoints, by the model that clients ask for. */
export const endpoints = signal({
  title: 'Endpoints',
  unit: 'count',
  description: 'One series for each ArksEndpoint.',
  labels: ENDPOINT,
  query: (view) => resource(view, ENDPOINT, 'arks_endpoint_info', view.matchers),
});

/** Two backends of an endpoint may have one name, in another namespace or on another port. */
const BACKEND = [...ENDPOINT, 'backend', 'backend_namespace', 'backend_port'] as const;

/** Backends of ArksEndpoints. */
export const routes = signal({
  title: 'Routes',
  unit: 'count',
  description: 'Weight of each backend of an ArksEndpoint; no series while no application behind it is ready.',
  labels: BACKEND,
  query: (view) => resource(view, BACKEND, 'arks_endpoint_status_route_weight', view.matchers),
});

/** Applications that the exporter of custom resources shows. */
export const applicationsShown = signal({
  title: 'Applications shown',
  unit: 'count',
  description: 'Applications of both kinds that the exporter of custom resources shows, by namespace.',
  labels: ['namespace'],
  query: (view) =>
    countBy(
      grouping(view, 'namespace'),
      maxBy(
        grouping(view, ...APPLICATION_OBJECT),
        firstOf(
          lastKnown('arks_application_info', view.matchers),
          lastKnown('arks_disaggregated_application_info', view.matchers),
        ),
      ),
    ),
});

/** Every signal above, so that what it reads is kept. */
export const stateSignals: readonly Signal[] = [
  targetUp,
  replicaUp,
  samplesKept,
  seriesAdded,
  samplesLost,
  engineSeries,
  applicationsInPhase('.+'),
  modelsInPhase('.+'),
  endpoints,
  routes,
  applicationsShown,
];
