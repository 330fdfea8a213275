import { pluginUp } from './scenes-gateway.js';
import { controller, endpoint, exporterUp, model, operatorUp } from './scenes-resources.js';
import type { AlertStories } from './story.js';
import type { Scene } from './timeline.js';
import { OF_ARKS, OF_MONITORING } from './told-labels.js';

const WARNING = { severity: 'warning' };
const ANSWERS = 'asks whether targets answer, not what they do';
const STATE = 'asks for the state of an object, whatever its traffic';
const OPERATOR_JOB = 'arks-operator-controller-manager-metrics-service';
const OPERATOR_DOWN = {
  labels: { job: OPERATOR_JOB, ...OF_ARKS, ...WARNING },
  summary: 'the Arks operator does not answer',
};

const operators = (one: 0 | 1, other: 0 | 1): Scene => [
  ...operatorUp('operator-3', one),
  ...operatorUp('operator-5', other),
];

/** Two controllers of the operator that leads. */
const controllers = (good: number, errors: number): Scene => [
  ...controller('operator-3', 'arksapplication', { good, errors }),
  ...controller('operator-3', 'arksmodel', { good: 0.7, errors: 0.03 }),
];

/** Two models, one of which is in some phase. */
const models = (phase: string): Scene => [...model('qwen-7b-files', phase), ...model('mistral-9b-files', 'Ready')];

/** Two endpoints of tenant-a, one of which has some backends, and one of that name elsewhere. */
const endpoints = (...backends: readonly string[]): Scene => [
  ...endpoint('qwen-7b', backends),
  ...endpoint('mistral-9b', ['arks-application-search']),
  ...endpoint('qwen-7b', ['arks-application-chat'], 'tenant-b'),
];

/** What keeps applications, models and routes what they should be. */
export const controlPlaneStories: readonly AlertStories[] = [
  {
    alert: 'ArksOperatorDown',
    healthy: [...operators(1, 1), ...pluginUp('plugin-3', 0)],
    faulty: [...operators(0, 0), ...pluginUp('plugin-3', 1)],
    firesAfterMinutes: 10,
    told: [OPERATOR_DOWN],
    justBelow: operators(0, 1),
    noTraffic: ANSWERS,
    idleReplica: ANSWERS,
    counterReset: 'reads gauges only',
    whenGone: 'fires',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksOperatorReconcileErrors',
    healthy: controllers(0.9, 0.01),
    faulty: controllers(0.5, 0.3),
    firesAfterMinutes: 17,
    told: [
      {
        labels: { controller: 'arksapplication', ...OF_ARKS, ...WARNING },
        summary: '37.5% of the reconciles of arksapplication fail, limit 10%',
      },
    ],
    justBelow: controllers(0.9, 0.1),
    noTraffic: [
      ...controller('operator-3', 'arksapplication', { good: 0, errors: 0 }),
      ...controller('operator-3', 'arksmodel', { good: 0, errors: 0 }),
    ],
    idleReplica: [
      ...controllers(0.9, 0.01),
      ...controller('operator-5', 'arksapplication', { good: 0, errors: 0 }),
      ...controller('operator-5', 'arksmodel', { good: 0, errors: 0 }),
    ],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 9,
  },
  {
    alert: 'ArksCustomResourcesDown',
    healthy: [...exporterUp('exporter-3', 1), ...operators(0, 0)],
    faulty: [...exporterUp('exporter-3', 0), ...operators(1, 1)],
    firesAfterMinutes: 10,
    told: [
      {
        labels: { job: 'arks-custom-resources', ...OF_MONITORING, ...WARNING },
        summary: 'the exporter of Arks custom resources does not answer',
      },
    ],
    // While it is replaced, the old pod is down and the new one answers.
    justBelow: [...exporterUp('exporter-3', 0), ...exporterUp('exporter-5', 1)],
    noTraffic: ANSWERS,
    idleReplica: ANSWERS,
    counterReset: 'reads gauges only',
    whenGone: 'fires',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksModelLoadFailed',
    healthy: models('Ready'),
    faulty: models('Failed'),
    firesAfterMinutes: 5,
    told: [
      {
        labels: { namespace: 'tenant-a', arks_model: 'qwen-7b-files', phase: 'Failed', ...WARNING },
        summary: 'model tenant-a/qwen-7b-files could not be loaded',
      },
    ],
    justBelow: models('ModelLoading'),
    noTraffic: STATE,
    idleReplica: STATE,
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksModelLoadStuck',
    healthy: models('Ready'),
    faulty: models('ModelLoading'),
    firesAfterMinutes: 60,
    told: [
      {
        labels: { namespace: 'tenant-a', arks_model: 'qwen-7b-files', ...WARNING },
        summary: 'model tenant-a/qwen-7b-files has been loading for more than 1h',
      },
    ],
    justBelow: 'its limit is a time; a test of its own loads a model a minute short of it',
    noTraffic: STATE,
    idleReplica: STATE,
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksEndpointWithoutBackends',
    healthy: endpoints('arks-application-chat', 'arks-application-chat-canary'),
    faulty: endpoints(),
    // Five minutes in which a backend is believed to be there that its exporter has just stopped to publish.
    firesAfterMinutes: 15,
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', ...WARNING },
        summary: 'endpoint tenant-a/qwen-7b has no backend, so its requests fail',
      },
    ],
    justBelow: endpoints('arks-application-chat-canary'),
    noTraffic: STATE,
    idleReplica: STATE,
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
    leftOpen: { firesAfterMinutes: 14 },
  },
];
