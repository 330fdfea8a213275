import { MODEL_PHASES } from '../../../src/metrics/custom-resources/metrics.js';
import type { ArksQuota, ArksToken } from '../model/access.js';
import type { ControlPlane } from '../model/control-plane.js';
import { MODEL_CONDITIONS } from '../model/custom-resources.js';
import type { Quotas } from '../model/quotas.js';
import { added, conditions, type Point, states } from './points.js';

export function modelPoints({ models }: ControlPlane): readonly Point[] {
  return models.flatMap(({ namespace, name, phase, createdAtSeconds }) => {
    const labels = added('ArksModel', { namespace, arks_model: name });
    return [
      ...states('arks_model_status_phase', labels, MODEL_PHASES, phase),
      ...conditions('arks_model_status_condition', labels, MODEL_CONDITIONS[phase]),
      ['arks_model_created_timestamp_seconds', labels, createdAtSeconds] as const,
    ];
  });
}

export function endpointPoints({ endpoints, routes }: ControlPlane): readonly Point[] {
  return endpoints.flatMap(({ namespace, name }) => {
    const labels = added('ArksEndpoint', { namespace, model: name });
    return [
      ['arks_endpoint_info', labels, 1] as const,
      ...routes(namespace, name).map(
        ({ application, weight }): Point => [
          'arks_endpoint_status_route_weight',
          { ...labels, backend: `arks-application-${application}`, backend_port: '8080' },
          weight,
        ],
      ),
    ];
  });
}

export function quotaPoints(quotas: readonly ArksQuota[], { status }: Quotas): readonly Point[] {
  return quotas.flatMap((quota) => {
    const labels = added('ArksQuota', { namespace: quota.namespace, quota_name: quota.name });
    return [
      ...quota.limits.map(
        ({ type, value }): Point => [
          'arks_quota_spec_limit',
          { ...labels, quota_type: type, limit: String(value) },
          value,
        ],
      ),
      ...status(quota).map(
        ({ type, used }): Point => ['arks_quota_status_used', { ...labels, quota_type: type }, used],
      ),
    ];
  });
}

export function tokenPoints(tokens: readonly ArksToken[]): readonly Point[] {
  return tokens.flatMap(({ namespace, user, qos }) =>
    qos.flatMap(({ model, rateLimits, quota = '' }) => {
      const labels = added('ArksToken', { namespace, user, model });
      return [
        ...rateLimits.map(
          ({ type, value }): Point => ['arks_token_spec_rate_limit', { ...labels, rule_type: type }, value],
        ),
        ['arks_token_quota_info', { ...labels, quota_name: quota }, 1] as const,
      ];
    }),
  );
}
