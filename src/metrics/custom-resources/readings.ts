import type { Metric } from '../metric.js';
import {
  APPLICATION_PHASES,
  applicationMetrics,
  disaggregatedMetrics,
  endpointMetrics,
  MODEL_PHASES,
  modelMetrics,
  quotaMetrics,
  RATE_LIMIT_RULES,
  tokenMetrics,
} from './metrics.js';
import type { Reading, ResourceMetric, ResourceState } from './reading.js';

const inNamespace = { namespace: ['metadata', 'namespace'] };
const ofApplication = { ...inNamespace, application: ['metadata', 'name'] };
const INFO_LABELS = {
  arks_model: ['spec', 'model', 'name'],
  model_name: ['spec', 'servedModelName'],
  runtime: ['spec', 'runtime'],
};

const wanted = (...path: string[]): Reading => ({ type: 'Gauge', path });
/** A status that was not written yet says 0. */
const reported = (...path: string[]): Reading => ({ type: 'Gauge', path, absentIsZero: true });
/** A count of each part that has it; the name of the part is the role. Nothing else of spec and status has such a field. */
const perRole = (part: 'spec' | 'status', count: string): Reading => ({
  type: 'Gauge',
  path: [part],
  labelFromKey: 'role',
  valueFrom: [count],
});
const phase = (list: readonly string[]): Reading => ({
  type: 'StateSet',
  path: ['status', 'phase'],
  labelName: 'phase',
  list,
});
/** True is 1, False and Unknown are 0. */
const conditions = (metric: Metric): ResourceMetric => ({
  metric,
  reading: { type: 'Gauge', path: ['status', 'conditions'], valueFrom: ['status'] },
  labelsFromPath: { condition: ['type'], reason: ['reason'] },
});

const application: ResourceState = {
  kind: 'ArksApplication',
  plural: 'arksapplications',
  labelsFromPath: ofApplication,
  metrics: [
    { metric: applicationMetrics.info, reading: { type: 'Info' }, labelsFromPath: INFO_LABELS },
    ...[
      { metric: applicationMetrics.wanted, reading: wanted('spec', 'replicas') },
      { metric: applicationMetrics.created, reading: reported('status', 'replicas') },
      { metric: applicationMetrics.ready, reading: reported('status', 'readyReplicas') },
      { metric: applicationMetrics.updated, reading: reported('status', 'updatedReplicas') },
    ].map((row) => ({ ...row, constant: { role: 'unified' } })),
    { metric: applicationMetrics.phase, reading: phase(APPLICATION_PHASES) },
    conditions(applicationMetrics.condition),
  ],
};

const disaggregatedApplication: ResourceState = {
  kind: 'ArksDisaggregatedApplication',
  plural: 'arksdisaggregatedapplications',
  labelsFromPath: ofApplication,
  metrics: [
    { metric: disaggregatedMetrics.info, reading: { type: 'Info' }, labelsFromPath: INFO_LABELS },
    { metric: disaggregatedMetrics.wanted, reading: perRole('spec', 'replicas') },
    { metric: disaggregatedMetrics.created, reading: perRole('status', 'replicas') },
    { metric: disaggregatedMetrics.ready, reading: perRole('status', 'readyReplicas') },
    { metric: disaggregatedMetrics.updated, reading: perRole('status', 'updatedReplicas') },
    { metric: disaggregatedMetrics.phase, reading: phase(APPLICATION_PHASES) },
    conditions(disaggregatedMetrics.condition),
  ],
};

const model: ResourceState = {
  kind: 'ArksModel',
  plural: 'arksmodels',
  labelsFromPath: { ...inNamespace, arks_model: ['metadata', 'name'] },
  metrics: [
    { metric: modelMetrics.phase, reading: phase(MODEL_PHASES) },
    conditions(modelMetrics.condition),
    { metric: modelMetrics.created, reading: { type: 'Gauge', path: ['metadata', 'creationTimestamp'] } },
  ],
};

const endpoint: ResourceState = {
  kind: 'ArksEndpoint',
  plural: 'arksendpoints',
  labelsFromPath: { ...inNamespace, model: ['metadata', 'name'] },
  metrics: [
    // An Info needs a label of its own, else kube-state-metrics leaves it out.
    { metric: endpointMetrics.info, reading: { type: 'Info' }, labelsFromPath: { model: ['metadata', 'name'] } },
    {
      metric: endpointMetrics.route,
      // Without routes there is no series, and a weight left out means 1 in the Gateway API, so no absence is 0.
      reading: { type: 'Gauge', path: ['status', 'routes'], valueFrom: ['weight'] },
      // Two backends may have one name: another namespace, or another port.
      labelsFromPath: { backend: ['name'], backend_namespace: ['namespace'], backend_port: ['port'] },
    },
  ],
};

const quota: ResourceState = {
  kind: 'ArksQuota',
  plural: 'arksquotas',
  labelsFromPath: { ...inNamespace, quota_name: ['metadata', 'name'] },
  metrics: [
    {
      metric: quotaMetrics.limit,
      reading: { type: 'Gauge', path: ['spec', 'quotas'], valueFrom: ['value'] },
      // A type may stand twice with two limits.
      labelsFromPath: { quota_type: ['type'], limit: ['value'] },
    },
    {
      metric: quotaMetrics.used,
      reading: { type: 'Gauge', path: ['status', 'quotaStatus'], valueFrom: ['used'] },
      labelsFromPath: { quota_type: ['type'] },
    },
  ],
};

/** Reads limits and names only; the secret field spec.token appears in no path. */
const token: ResourceState = {
  kind: 'ArksToken',
  plural: 'arkstokens',
  labelsFromPath: { ...inNamespace, user: ['metadata', 'name'] },
  metrics: [
    ...RATE_LIMIT_RULES.map((rule) => ({
      metric: tokenMetrics.limit,
      reading: { type: 'Gauge', path: ['spec', 'qos'], valueFrom: ['rateLimits', `[type=${rule}]`, 'value'] } as const,
      labelsFromPath: { model: ['arksEndpoint', 'name'] },
      named: { label: 'rule_type', value: rule },
    })),
    {
      metric: tokenMetrics.quota,
      reading: { type: 'Info', path: ['spec', 'qos'] },
      labelsFromPath: { model: ['arksEndpoint', 'name'], quota_name: ['quota', 'name'] },
    },
  ],
};

/** The kinds that are always read. */
export const resourceStates = [application, disaggregatedApplication, model, endpoint, quota];
/** The kind that only an opt-in lets us read, since its objects hold secrets. */
export const tokenState = token;

/** Families whose name holds a label in the exporter. */
export function namedOf(resources: readonly ResourceState[]): readonly ResourceMetric[] {
  return resources.flatMap(({ metrics }) => metrics.filter(({ named }) => named !== undefined));
}
