import type { GaugeName } from '../../metrics/catalogue.js';
import { countBy, equal, firstOf, type LabelsOf, type Matcher, maxBy, oneOf } from '../../promql/build.js';
import { lastKnown } from '../vocabulary/arks-series.js';
import { grouping } from '../vocabulary/identity.js';
import { type Signal, signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';

const ENDPOINT = ['namespace', 'model'] as const;
const MODEL_PHASE = ['namespace', 'arks_model', 'phase'] as const;
const APPLICATION_OBJECT = ['namespace', 'application'] as const;
/** Of objects in one of these phases; where none is named in any that they are in. */
const inPhase = (matchers: readonly Matcher[], phases: readonly string[]): readonly Matcher[] => [
  phases.length === 0 ? { label: 'phase', operator: '=~', value: '.+' } : oneOf('phase', phases),
  ...matchers,
];

/** Applications in one of these phases; where none is named in any. */
export const applicationsInPhase = (...phases: readonly string[]) =>
  signal({
    title: 'Application phase',
    unit: 'count',
    description: 'Running means that the objects were created, not that pods are ready; Failed is terminal.',
    labels: [...APPLICATION_OBJECT, 'phase'],
    query: (view) =>
      firstOf(
        lastKnown('arks_application_status_phase', inPhase(view.matchers, phases)),
        lastKnown('arks_disaggregated_application_status_phase', inPhase(view.matchers, phases)),
      ),
  });

/** The phase that each is in: kube-state-metrics also has a series, of 0, for each that it is not in. */
export const applicationPhases: Signal = {
  ...applicationsInPhase(),
  query: (view) => equal(applicationsInPhase().query(view), 1),
};

/** Applications that the operator gave up, of either kind. */
export const applicationsFailed = signal({
  title: 'Applications failed',
  unit: 'count',
  description: '1 for each application of either kind that the operator has given up; that is terminal.',
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

/** Models in one of these phases; where none is named in any. */
export const modelsInPhase = (...phases: readonly string[]) =>
  signal({
    title: 'Model phase',
    unit: 'count',
    description: 'Phase of an ArksModel while its files are being fetched.',
    labels: MODEL_PHASE,
    query: (view) => resource(view, MODEL_PHASE, 'arks_model_status_phase', inPhase(view.matchers, phases)),
  });

/** The phase that each is in. */
export const modelPhases: Signal = {
  ...modelsInPhase(),
  query: (view) => equal(modelsInPhase().query(view), 1),
};

/** Models whose files are fetched; going from one phase to the other is no progress. */
export const modelsLoading = signal({
  title: 'Models loading',
  unit: 'count',
  description: '1 for each ArksModel whose storage is being created or whose files are being fetched.',
  labels: ['namespace', 'arks_model'],
  query: (view) =>
    maxBy(grouping(view, 'namespace', 'arks_model'), modelsInPhase('StorageCreating', 'ModelLoading').query(view)),
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
