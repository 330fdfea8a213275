import type { ArksQuota, QuotaType, QuotaUsage } from './access.js';

/** The plugin copies what Redis counts to the ArksQuotas this often. */
export const QUOTA_SYNC_SECONDS = 10;

/** Tokens that a quota was charged, as Redis counts them and as the ArksQuota's status shows them. */
export interface Quotas {
  readonly find: (namespace: string, name: string) => ArksQuota | undefined;
  /** The first type whose use is above its limit, so that its next request is rejected. */
  readonly exhausted: (quota: ArksQuota) => QuotaType | undefined;
  readonly charge: (quota: ArksQuota, promptTokens: number, generatedTokens: number) => void;
  /** What Redis has, which is what decides. */
  readonly counted: (quota: ArksQuota, type: QuotaType) => number;
  /** What the ArksQuota shows: nothing before the first copy, and never less than before. */
  readonly status: (quota: ArksQuota) => readonly QuotaUsage[];
  /** Copies to every status; where one type of Redis lags its status, Redis gets 0 for all types of that quota. */
  readonly synchronize: () => void;
  /** Redis has no volume: a restart counts from 0. */
  readonly forget: () => void;
}

/** The quotas of an install, nothing of them used. */
export function createQuotas(quotas: readonly ArksQuota[]): Quotas {
  const redis = new Map<string, number>();
  const statuses = new Map<string, number>();
  const key = ({ namespace, name }: ArksQuota, type: QuotaType) => `${namespace}/${name}/${type}`;
  const counted: Quotas['counted'] = (quota, type) => redis.get(key(quota, type)) ?? 0;
  const synchronizeOne = (quota: ArksQuota) => {
    const types = quota.limits.map(({ type }) => type);
    const lags = types.some((type) => counted(quota, type) < (statuses.get(key(quota, type)) ?? 0));
    for (const type of types) {
      statuses.set(key(quota, type), Math.max(counted(quota, type), statuses.get(key(quota, type)) ?? 0));
    }
    // The code means to restore the count and writes zeros (arks e1732a9, qosconfig/arks_impl.go).
    if (lags) for (const type of types) redis.set(key(quota, type), 0);
  };
  return {
    find: (namespace, name) => quotas.find((quota) => quota.namespace === namespace && quota.name === name),
    exhausted: (quota) => quota.limits.find(({ type, value }) => counted(quota, type) > value)?.type,
    charge: (quota, promptTokens, generatedTokens) => {
      const tokens = { prompt: promptTokens, response: generatedTokens, total: promptTokens + generatedTokens };
      for (const { type } of quota.limits) redis.set(key(quota, type), counted(quota, type) + tokens[type]);
    },
    counted,
    status: (quota) =>
      quota.limits.flatMap(({ type }) => {
        const used = statuses.get(key(quota, type));
        return used === undefined ? [] : [{ type, used }];
      }),
    synchronize: () => quotas.forEach(synchronizeOne),
    forget: () => redis.clear(),
  };
}
