import { and, type Expression, firstOf, sumBy, unless } from '../../promql/build.js';
import { replicasFound } from '../../signals/control-plane/control-plane.js';
import {
  applicationsShown,
  endpoints,
  modelsInPhase,
  modelsLoading,
  routes,
} from '../../signals/control-plane/custom-resources.js';
import { reconcileErrorRatio } from '../../signals/control-plane/reconciling.js';
import { targetUp } from '../../signals/scraping/targets.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { Alert } from '../alert.js';
import type { AlertContext } from '../alert-context.js';
import { namespaceOfSurface, namespaceWhereMissing } from '../alert-namespace.js';
import { counted, label, VALUE, whereOne, whether } from '../alert-words.js';
import { anyTargetUp, noTargetUp, shardsMissing } from './targets.js';

const failed = modelsInPhase('Failed');
const MODEL_IN_WORDS = `model ${label('namespace')}/${label('arks_model')}`;

/** What keeps applications, models and routes what they should be. */
export const controlPlaneAlerts = {
  operatorDown: {
    name: 'ArksOperatorDown',
    severity: 'warning',
    signals: [targetUp],
    surfaces: ['operator'],
    expression: (context) => noTargetUp(context, 'operator'),
    labels: namespaceOfSurface('operator'),
    for: '10m',
    summary: () => 'the Arks operator does not answer',
    description:
      'Everything that serves keeps serving, but nothing new is created and no route changes. First check whether its pod ' +
      'is running; an expired token or a missing binding looks the same to Prometheus.',
    dashboard: 'arks-control-plane',
    panel: 'Operator and exporter that answer',
    variables: [],
  },
  operatorReconcileErrors: {
    name: 'ArksOperatorReconcileErrors',
    severity: 'warning',
    surfaces: ['operator'],
    when: { signal: reconcileErrorRatio, is: 'above', limit: 'reconcileErrorRatio' },
    labels: namespaceOfSurface('operator'),
    for: '15m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) => `${value} of the reconciles of ${label('controller')} fail, limit ${limit}`,
    description: 'First check the operator log for that controller, then the conditions of its objects.',
    dashboard: 'arks-control-plane',
    panel: 'Reconcile error ratio',
    variables: [],
  },
  customResourcesDown: {
    name: 'ArksCustomResourcesDown',
    severity: 'warning',
    signals: [targetUp, applicationsShown, replicasFound],
    surfaces: ['customResources'],
    expression: (context) => {
      const { shardsOfCustomResources: shards } = context;
      const missing = shards === 1 ? [] : [shardsMissing(context, 'customResources', shards)];
      return firstOf(noTargetUp(context, 'customResources'), ...missing, answersWithoutApplications(context));
    },
    labels: namespaceWhereMissing('customResources'),
    for: '10m',
    summary: () =>
      whether(
        'namespace',
        `the exporter of Arks custom resources answers but shows no application in ${label('namespace')}, which has ` +
          counted('replica', 'replicas'),
        whether(
          'job',
          'the exporter of Arks custom resources does not answer',
          `only ${VALUE} of the shards of the exporter of Arks custom resources ${whereOne('answers', 'answer')}`,
        ),
      ),
    description:
      'Until it does, the desired state is unknown, and alerts about quotas, models, endpoints and missing replicas stay ' +
      'silent. First check whether its pod is running and Prometheus finds it; if it answers, check its log for the word ' +
      'forbidden.',
    dashboard: 'arks-control-plane',
    panel: 'Applications shown, and replicas found',
    variables: [],
  },
  modelLoadFailed: {
    name: 'ArksModelLoadFailed',
    severity: 'warning',
    surfaces: ['customResources'],
    when: { signal: failed, is: 'equal to', limit: 1 },
    for: '5m',
    summary: () => `${MODEL_IN_WORDS} could not be loaded`,
    description:
      'Applications of this model do not start. First check the log of the download pod for problems with access, disk ' +
      'space or the network.',
    dashboard: 'arks-control-plane',
    panel: 'Models by phase',
    variables: ['namespace'],
  },
  modelLoadStuck: {
    name: 'ArksModelLoadStuck',
    severity: 'warning',
    surfaces: ['customResources'],
    // Whichever of the two phases it is in: going from one to the other is no progress to wait for again.
    when: { signal: modelsLoading, is: 'equal to', limit: 1 },
    for: 'modelLoad',
    summary: ({ wait }) => `${MODEL_IN_WORDS} has been loading for more than ${wait}`,
    description:
      'Applications of this model do not start until it is loaded. First check whether the download pod makes progress and ' +
      'whether its volume is bound.',
    dashboard: 'arks-control-plane',
    panel: 'Models by phase',
    variables: ['namespace'],
  },
  endpointWithoutBackends: {
    name: 'ArksEndpointWithoutBackends',
    severity: 'warning',
    surfaces: ['customResources'],
    when: { signal: endpoints, is: 'equal to', limit: 1 },
    unless: [{ signal: routes, is: 'there', on: ['namespace', 'model'] }],
    for: '10m',
    summary: () => `endpoint ${label('namespace')}/${label('model')} has no backend, so its requests fail`,
    description:
      'An application is a backend only while all its replicas are reported ready, and the RBG backend never reports more ' +
      'than one as ready. First check the replicas of the applications behind the endpoint.',
    dashboard: 'arks-control-plane',
    panel: 'Endpoints',
    variables: ['namespace', 'model'],
  },
} as const satisfies Readonly<Record<string, Alert>>;

/**
 * Namespaces with replicas and, as far as the exporter shows, no application: it may not list there, and is ready all the same
 * and answers. Without any replica nothing says whether there is something to show, so a cluster that has no application is no
 * fault. What it showed last counts for minutes, since after a start it answers for seconds before it has read anything.
 */
function answersWithoutApplications(context: AlertContext): Expression {
  const { read, view } = context;
  const by = grouping(view, 'namespace');
  const unexplained = unless(sumBy(by, read(replicasFound)), read(applicationsShown), by);
  return and(unexplained, anyTargetUp(context, 'customResources'), grouping(view));
}
