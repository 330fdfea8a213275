import { applications, endpoints, modelsPerUser, users } from '../counts.js';
import type { Labels } from '../metric.js';
import { family } from '../metric.js';

export const APPLICATION_PHASES = ['Pending', 'Checking', 'Loading', 'Creating', 'Running', 'Failed'];
/** Pending is defined and never set. */
export const MODEL_PHASES = ['Pending', 'StorageCreating', 'ModelLoading', 'Ready', 'Failed'];
export const RATE_LIMIT_RULES = ['rpm', 'rpd', 'tpm', 'tpd'];
/** Precheck, Loaded, Ready; or StorageCreated, ModelLoaded, Ready. */
const CONDITIONS = 3;

const shared = {
  component: 'customResources',
  generations: ['current'],
  source: 'scitix/arks:api/v1 (e1732a9), read by kube-state-metrics customResourceState',
  since: 'v1',
} as const;
const named = <const L extends Labels>(labels: L) => family({ ...shared, labels });

/** A component of their own, since reading ArksTokens is an opt-in. */
const ofTokens = <const L extends Labels>(labels: L) => family({ ...shared, component: 'tokenLimits', labels });

const application = { namespace: 1, application: applications } as const;
const model = { namespace: 1, arks_model: applications } as const;

const perRole = named({ ...application, role: 1 });
const perRoleOfThree = named({ ...application, role: 3 });
const perPhase = named({ ...application, phase: APPLICATION_PHASES.length });
const perCondition = named({ ...application, condition: CONDITIONS, reason: 1 });
const applicationInfo = named({ ...application, arks_model: 1, model_name: 1, runtime: 1 });
const modelPerPhase = named({ ...model, phase: MODEL_PHASES.length });
const modelPerCondition = named({ ...model, condition: CONDITIONS, reason: 1 });
const perModel = named(model);
const perEndpoint = named({ namespace: 1, model: endpoints });
const perBackend = named({
  ...{ namespace: 1, model: endpoints, backend: 2 },
  backend_namespace: { count: 1, optional: true },
  backend_port: { count: 1, optional: true },
});
const perQuota = named({ namespace: 1, quota_name: applications, quota_type: 3 });
const perLimitOfQuota = named({ namespace: 1, quota_name: applications, quota_type: 3, limit: 1 });
const perLimit = ofTokens({ namespace: 1, user: users, model: modelsPerUser, rule_type: RATE_LIMIT_RULES.length });
const perQuotaOfUser = ofTokens({
  ...{ namespace: 1, user: users, model: modelsPerUser },
  quota_name: { count: 1, optional: true },
});

export const applicationMetrics = {
  info: applicationInfo.gauge('arks_application_info', 'info', 'Model and runtime of an ArksApplication'),
  wanted: perRole.gauge('arks_application_spec_replicas', 'replicas', 'Replicas an ArksApplication asks for'),
  created: perRole.gauge('arks_application_status_replicas', 'replicas', 'Replicas reported by the operator', {
    note: 'on the RBG backend the status is read from the first group only, so it never exceeds 1',
  }),
  ready: perRole.gauge(
    'arks_application_status_replicas_ready',
    'replicas',
    'Ready replicas reported by the operator',
    {
      note: 'on the RBG backend the status is read from the first group only, so it never exceeds 1; count pods instead',
    },
  ),
  updated: perRole.gauge('arks_application_status_replicas_updated', 'replicas', 'Replicas of the newest template'),
  phase: perPhase.gauge('arks_application_status_phase', 'bool', 'Phase of an ArksApplication', {
    note: 'Running means that the objects were created, not that pods are ready; Failed is terminal',
  }),
  condition: perCondition.gauge('arks_application_status_condition', 'bool', 'Conditions of an ArksApplication'),
};

export const disaggregatedMetrics = {
  info: applicationInfo.gauge('arks_disaggregated_application_info', 'info', 'Model and runtime of a PD application'),
  wanted: perRoleOfThree.gauge(
    'arks_disaggregated_application_spec_replicas',
    'replicas',
    'Replicas asked for, by role',
  ),
  created: perRoleOfThree.gauge(
    'arks_disaggregated_application_status_replicas',
    'replicas',
    'Replicas reported, by role',
  ),
  ready: perRoleOfThree.gauge('arks_disaggregated_application_status_replicas_ready', 'replicas', 'Ready, by role'),
  updated: perRoleOfThree.gauge(
    'arks_disaggregated_application_status_replicas_updated',
    'replicas',
    'Replicas of the newest template, by role',
  ),
  phase: perPhase.gauge('arks_disaggregated_application_status_phase', 'bool', 'Phase of a PD application', {
    note: 'Running means that the objects were created, not that pods are ready',
  }),
  condition: perCondition.gauge(
    'arks_disaggregated_application_status_condition',
    'bool',
    'Conditions of a PD application',
  ),
};
export const DISAGGREGATED_ROLES = ['router', 'prefill', 'decode'] as const;

export const modelMetrics = {
  phase: modelPerPhase.gauge('arks_model_status_phase', 'bool', 'Phase of an ArksModel'),
  condition: modelPerCondition.gauge('arks_model_status_condition', 'bool', 'Conditions of an ArksModel'),
  created: perModel.gauge(
    'arks_model_created_timestamp_seconds',
    'timestamp',
    'When an ArksModel was created, unix seconds',
  ),
};
export const endpointMetrics = {
  info: perEndpoint.gauge('arks_endpoint_info', 'info', 'ArksEndpoints; the name is the model that clients ask for'),
  route: perBackend.gauge('arks_endpoint_status_route_weight', 'weight', 'Weight of each backend of an ArksEndpoint', {
    note:
      'no series while no application behind the endpoint is ready; backends of one name differ in their namespace or port, ' +
      'and of two that differ in nothing Prometheus keeps one',
  }),
};
export const quotaMetrics = {
  limit: perLimitOfQuota.gauge('arks_quota_spec_limit', 'tokens', 'Limit of an ArksQuota by type', {
    note:
      'type prompt, response or total; quotas have no reset period; the label limit says the number in full, above 2^53, too, and ' +
      'tells two limits of one type apart, of which Arks enforces the lower',
  }),
  used: perQuota.gauge('arks_quota_status_used', 'tokens', 'Tokens used of an ArksQuota by type', {
    note: 'copied from Redis every 10 s and only ever rises: after Redis is lost it keeps the old high-water mark',
  }),
};
export const tokenMetrics = {
  limit: perLimit.gauge('arks_token_spec_rate_limit', 'per window', 'Rate limit of a user, model and rule', {
    note:
      'requests for rpm and rpd, tokens for tpm and tpd; windows of a minute or a UTC day; of a rule that stands twice the first ' +
      'limit, while Arks enforces the lower; in the exporter the rule ends the name',
  }),
  quota: perQuotaOfUser.gauge('arks_token_quota_info', 'info', 'Which ArksQuota a user and model draw on', {
    note: 'a user and model that draw on none have a series without quota_name',
  }),
};

/** The custom-resource metrics, in the order they are published. ArksToken's are an opt-in of the environment. */
export const customResources = [
  ...Object.values(applicationMetrics),
  ...Object.values(disaggregatedMetrics),
  ...Object.values(modelMetrics),
  ...Object.values(endpointMetrics),
  ...Object.values(quotaMetrics),
  ...Object.values(tokenMetrics),
] as const;
