import { above, and, type Expression, equal, firstOf, maxBy, ratio, sumBy, unless } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import { reconcileErrors, reconciles, replicasFound } from '../../signals/recorded/control-plane.js';
import { applicationsShown, endpoints, modelsInPhase, routes, targetUp } from '../../signals/state.js';
import { type Alert, type AlertContext, label, PERCENT, percent, VALUE, whether } from '../alert.js';
import { toldIn, toldInElsewhere } from '../told-namespace.js';
import { nothingUp, somethingUp } from './targets.js';

const failed = modelsInPhase('Failed');
const loading = modelsInPhase('StorageCreating|ModelLoading');
const MODEL_IN_WORDS = `model ${label('namespace')}/${label('arks_model')}`;

/** What keeps applications, models and routes what they should be. */
export const controlPlaneAlerts: readonly Alert[] = [
  {
    name: 'ArksOperatorDown',
    severity: 'warning',
    signals: [targetUp],
    surfaces: ['operator'],
    expression: (context) => nothingUp(context, 'operator'),
    labels: toldIn('operator'),
    for: '10m',
    summary: () => 'the Arks operator does not answer',
    description:
      'What serves goes on serving, but nothing new is created and no route changes. Look first whether its pod runs; an ' +
      'expired token or a missing binding looks the same from here.',
    dashboard: 'arks-control-plane',
    variables: [],
  },
  {
    name: 'ArksOperatorReconcileErrors',
    severity: 'warning',
    signals: [reconcileErrors, reconciles],
    surfaces: ['operator'],
    expression: ({ read, thresholds }) =>
      above(ratio(read(reconcileErrors), read(reconciles)), thresholds.reconcileErrorRatio),
    labels: toldIn('operator'),
    for: '15m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${PERCENT} of the reconciles of ${label('controller')} end in an error, limit ${percent(t.reconcileErrorRatio)}`,
    description: 'Look first at the log of the operator for that controller, and at the conditions of its objects.',
    dashboard: 'arks-control-plane',
    variables: [],
  },
  {
    name: 'ArksCustomResourcesDown',
    severity: 'warning',
    signals: [targetUp, applicationsShown, replicasFound],
    surfaces: ['customResources'],
    expression: (context) => firstOf(nothingUp(context, 'customResources'), answersBlindly(context)),
    labels: toldInElsewhere('customResources'),
    for: '10m',
    summary: () =>
      whether(
        'namespace',
        `the exporter of the custom resources of Arks answers and shows no application in ${label('namespace')}, which has ${VALUE} replicas`,
        'the exporter of the custom resources of Arks does not answer',
      ),
    description:
      'Alerts about quotas, models, endpoints and missing replicas are silent until it does: nobody knows what was wished ' +
      'for. Look first whether its pod runs and Prometheus finds it; if it answers, whether its log says forbidden.',
    dashboard: 'arks-control-plane',
    variables: [],
  },
  {
    name: 'ArksModelLoadFailed',
    severity: 'warning',
    signals: [failed],
    surfaces: ['customResources'],
    expression: ({ read }) => equal(read(failed), 1),
    for: '5m',
    summary: () => `${MODEL_IN_WORDS} could not be loaded`,
    description:
      'Applications of this model do not start. Look first at the log of the download pod: access, space, network.',
    dashboard: 'arks-control-plane',
    variables: ['namespace'],
  },
  {
    name: 'ArksModelLoadStuck',
    severity: 'warning',
    signals: [loading],
    surfaces: ['customResources'],
    // Whichever of the two phases it is in: going from one to the other is no progress to wait for again.
    expression: ({ read, view }) => equal(maxBy(grouping(view, 'namespace', 'arks_model'), read(loading)), 1),
    for: (t) => t.modelLoad,
    summary: (t) => `${MODEL_IN_WORDS} has been loading for more than ${t.modelLoad}`,
    description: 'Look first whether the download pod gets on, and whether its volume is bound.',
    dashboard: 'arks-control-plane',
    variables: ['namespace'],
  },
  {
    name: 'ArksEndpointWithoutBackends',
    severity: 'warning',
    signals: [endpoints, routes],
    surfaces: ['customResources'],
    expression: ({ read, view }) =>
      unless(equal(read(endpoints), 1), read(routes), grouping(view, 'namespace', 'model')),
    for: '10m',
    summary: () => `the endpoint ${label('namespace')}/${label('model')} has no backend, its requests fail`,
    description:
      'An application is a backend only while all its replicas are ready, and with the RBG backend one of two or more ' +
      'replicas never is. Look first at the replicas of the applications behind it.',
    dashboard: 'arks-control-plane',
    variables: ['namespace', 'model'],
  },
];

/**
 * Namespaces with replicas and, as far as the exporter shows, no application: it may not list there, and is ready all the same
 * and answers. Without any replica nothing says whether there is something to show, so a cluster that has no application is no
 * fault. What it showed last counts for minutes, since after a start it answers for seconds before it has read anything.
 */
function answersBlindly(context: AlertContext): Expression {
  const { read, view } = context;
  const by = grouping(view, 'namespace');
  const unexplained = unless(sumBy(by, read(replicasFound)), read(applicationsShown), by);
  return and(unexplained, somethingUp(context, 'customResources'), grouping(view));
}
