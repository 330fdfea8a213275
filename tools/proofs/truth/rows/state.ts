import { CONTROLLERS, type Controller, healthyOperator } from '@arks-monitoring/simulator/model/operator-state.js';
import { ARKSMODEL_ERROR_SHARE } from '@arks-monitoring/simulator/scenarios/mixed.js';
import * as customResources from '../../../../src/signals/control-plane/custom-resources.js';
import { replicasMissing } from '../../../../src/signals/control-plane/missing.js';
import { reconcileErrorRatio } from '../../../../src/signals/control-plane/reconciling.js';
import { boundsOf } from '../log-truth.js';
import { STEP_SECONDS } from '../play.js';
import { divided, known, type Moment, noted, type Row } from '../row.js';
import { keyOf } from '../tally.js';
import type { Expected } from '../windows.js';

const OBJECT = ['namespace', 'application', 'role'];
const SAYS = 'what the operator wrote';
/** The pods of what is no application, which answer throughout. */
export const INSTALL = [
  ['arks-operator-system', 'arks-gateway-plugins-0'],
  ['arks-operator-system', 'arks-gateway-plugins-1'],
  ['arks-operator-system', 'arks-gateway-plugins-2'],
  ['arks-operator-system', 'arks-operator-controller-manager-0'],
  ['envoy-gateway-system', 'envoy-arks-eg-0'],
  ['envoy-gateway-system', 'envoy-arks-eg-1'],
  ['monitoring', 'arks-custom-resources-6d'],
] as const;

const noting = (name: string, what: string, by: readonly string[], against: string): Row => ({
  name,
  judgement: 'exact',
  against,
  expected: noted(what, by),
  by,
  instant: true,
});

const resourceRows: readonly Row[] = (['unified', 'disaggregated'] as const).flatMap((kind) => {
  const of = (name: string, other: string) => (kind === 'unified' ? name : other);
  return [
    noting(of('Application', 'PD application'), `${kind} info`, ['namespace', 'application'], 'applications there are'),
    noting(of('Replicas reported', 'PD replicas reported'), `${kind} replicas`, OBJECT, SAYS),
    noting(of('Replicas ready', 'PD replicas ready'), `${kind} ready`, OBJECT, SAYS),
    noting(of('Replicas updated', 'PD replicas updated'), `${kind} updated`, OBJECT, SAYS),
    noting(of('Conditions', 'PD conditions'), `${kind} condition`, ['namespace', 'application', 'condition'], SAYS),
  ];
});

const stateRows: readonly Row[] = [
  {
    ...noting('Target up', 'up', ['namespace', 'pod'], 'pods that serve their metrics'),
    expected: (moment) => [
      ...noted('up', ['namespace', 'pod'])(moment),
      ...INSTALL.map(([namespace, pod]) => known({ namespace, pod }, 1)),
    ],
  },
  {
    ...noting(
      replicasMissing.title,
      'wanted',
      OBJECT,
      'replicas that applications ask for and that do not serve their metrics',
    ),
    expected: (moment) => {
      const up = new Map(noted('up', OBJECT)(moment).map(({ labels, value }) => [keyOf(labels), value]));
      return noted(
        'wanted',
        OBJECT,
      )(moment).map(({ labels, value }) => known(labels, Math.max(0, value - (up.get(keyOf(labels)) ?? 0))));
    },
  },
  noting('Replica up', 'up', [...OBJECT, 'pod'], 'replicas that serve their metrics'),
  {
    ...noting('Engine series', 'running', OBJECT, 'applications of which an engine serves its metrics'),
    expected: noted('running', OBJECT, () => 1),
  },
  {
    ...noting('Application phase', 'phase', ['namespace', 'application', 'phase'], SAYS),
    only: ({ phase }) => phase === 'Running',
  },
  {
    ...noting('Model phase', 'model phase', ['namespace', 'arks_model', 'phase'], SAYS),
    only: ({ phase }) => phase === 'Ready',
  },
  // Every phase is shown, 0 where it is not that of the object.
  ...[
    { of: customResources.applicationsFailed, what: 'phase', labels: ['namespace', 'application'] },
    { of: customResources.modelsLoading, what: 'model phase', labels: ['namespace', 'arks_model'] },
  ].map(({ of, what, labels }) => ({
    ...noting(of.title, what, labels, `${SAYS}: no application fails, and no model is fetched`),
    expected: noted(what, labels, () => 0),
  })),
  noting('Model conditions', 'model condition', ['namespace', 'arks_model', 'condition'], SAYS),
  noting('Model created', 'model created', ['namespace', 'arks_model'], 'when each ArksModel was made'),
  noting('Endpoints', 'endpoint', ['namespace', 'model'], 'ArksEndpoints there are'),
  noting('Routes', 'route', ['namespace', 'model', 'backend'], SAYS),
  noting('Applications shown', 'application', ['namespace'], 'applications of both kinds there are'),
];

const retried = (controller: Controller) => (controller === 'arksmodel' ? ARKSMODEL_ERROR_SHARE : 0);
const WORK = 'the rate that the model gives each controller, one more or less';

/** Whole reconciles only are counted, so one more or less may show. */
const work = (moment: Moment, share: (controller: Controller) => number, label: string): readonly Expected[] => {
  const one = 1 / ((moment.window.last - moment.window.first) * STEP_SECONDS);
  return CONTROLLERS.map((controller) => {
    const value = healthyOperator().controllers[controller].reconcilesPerSecond * share(controller);
    return { labels: { [label]: controller }, value, unseen: Math.min(one, value), added: value === 0 ? 0 : one };
  });
};
/** What every reconcile takes. */
const RECONCILE_SECONDS = 0.03;

const insideRows: readonly Row[] = [
  {
    name: 'Reconcile time',
    judgement: 'within 1 %',
    against: `${WORK}; each takes as long`,
    by: ['controller', 'le'],
    expected: (moment) =>
      [
        ...boundsOf('controller_runtime_reconcile_time_seconds', moment.evidence.environment.sizing),
        Number.POSITIVE_INFINITY,
      ].flatMap((bound) =>
        work(moment, () => (bound < RECONCILE_SECONDS ? 0 : 1), 'controller').map((one) => ({
          ...one,
          labels: { ...one.labels, le: String(bound) },
        })),
      ),
  },
  {
    name: 'Reconcile panics',
    judgement: 'exact',
    against: 'none',
    by: ['controller'],
    expected: (moment) => work(moment, () => 0, 'controller'),
  },
  {
    name: 'Work queue retries',
    judgement: 'within 1 %',
    against: WORK,
    by: ['name'],
    expected: (moment) => work(moment, retried, 'name'),
  },
  {
    name: reconcileErrorRatio.title,
    judgement: 'within 1 %',
    against: `${WORK}; of each kind`,
    by: ['controller'],
    instant: true,
    expected: divided(
      (moment) => work(moment, retried, 'controller'),
      (moment) => work(moment, () => 1, 'controller'),
    ),
  },
  noting('Longest reconcile', 'longest reconcile', ['name'], "the model's operator"),
  noting('Queue latency', 'last queue seconds', [...OBJECT, 'pod'], 'how long the last request waited'),
  noting('CPU prefix cache', 'host hit ratio', [...OBJECT, 'pod'], 'V0 without one says -1'),
];

export const stateOfThingsRows: readonly Row[] = [...resourceRows, ...stateRows, ...insideRows];
