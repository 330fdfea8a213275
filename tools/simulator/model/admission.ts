import type { ArksQuota, ArksToken, Qos } from './access.js';
import type { Endpoint } from './backend.js';
import type { RateLimits } from './limits.js';
import type { Quotas } from './quotas.js';
import type { Ask, RequestRecord } from './request.js';

/** What is wrong with a request itself. A token that nobody knows is a user without an ArksToken. */
export type Flaw = 'no bearer token' | 'malformed body' | 'stream without usage' | 'body too large';

export interface Admitted {
  readonly qos: Qos;
  readonly quota: ArksQuota | undefined;
  readonly endpoint: Endpoint;
}

/** The answer of the plugin itself. */
export interface Rejected extends Pick<RequestRecord, 'rule'> {
  readonly status: number;
  readonly outcome: 'unauthorized' | 'rate-limited' | 'quota-exhausted' | 'refused';
}

export interface AdmissionProps {
  readonly tokens: readonly ArksToken[];
  readonly endpoints: readonly Endpoint[];
  readonly limits: RateLimits;
  readonly quotas: Quotas;
  /** Whether Redis answers; what needs it is refused otherwise. */
  readonly redisAnswers: () => boolean;
}

/** Judges requests in the order in which the plugin does, and counts those it lets through. */
export function admission(props: AdmissionProps): (ask: Ask, flaw: Flaw | undefined) => Admitted | Rejected {
  const { tokens, endpoints, limits, quotas, redisAnswers } = props;
  return (ask, flaw) => {
    if (flaw === 'no bearer token') return { status: 401, outcome: 'unauthorized' };
    if (flaw === 'malformed body') return { status: 400, outcome: 'refused' };
    const token = tokens.find(({ namespace, user }) => namespace === ask.namespace && user === ask.user);
    // The branch for 401 cannot be reached with tokens from Kubernetes (arks e1732a9, handle_request.go:119-127).
    if (token === undefined) return { status: 500, outcome: 'unauthorized' };
    const qos = token.qos.find(({ model }) => model === ask.model);
    if (qos === undefined) return { status: 500, outcome: 'refused' };
    const endpoint = endpoints.find(({ namespace, model }) => namespace === ask.namespace && model === ask.model);
    if (endpoint === undefined) return { status: 400, outcome: 'refused' };
    if (flaw === 'stream without usage') return { status: 400, outcome: 'refused' };
    if (needsRedis(qos) && !redisAnswers()) return { status: 500, outcome: 'refused' };
    const rule = limits.exceeded(ask, qos.rateLimits);
    if (rule !== undefined) return { status: 429, outcome: 'rate-limited', rule };
    const quota = qos.quota === undefined ? undefined : quotas.find(ask.namespace, qos.quota);
    if (qos.quota !== undefined && quota === undefined) return { status: 500, outcome: 'refused' };
    if (quota !== undefined && quotas.exhausted(quota) !== undefined)
      return { status: 429, outcome: 'quota-exhausted' };
    limits.countRequest(ask, qos.rateLimits);
    return { qos, quota, endpoint };
  };
}

/** Whether anything about this user and model is counted. */
export function needsRedis({ rateLimits, quota }: Qos): boolean {
  return rateLimits.length > 0 || quota !== undefined;
}
