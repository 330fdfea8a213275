/** The rules of an ArksToken and the types of an ArksQuota. */
export type RateRule = 'rpm' | 'rpd' | 'tpm' | 'tpd';
export type QuotaType = 'prompt' | 'response' | 'total';

/** So many requests or tokens in a window; the value may change while a scenario runs. */
export interface RateLimit {
  readonly type: RateRule;
  value: number;
}

/** What one user may ask of one model. */
export interface Qos {
  /** Name of the ArksEndpoint, which is the model asked for. */
  readonly model: string;
  /** In the order in which they are checked. */
  readonly rateLimits: readonly RateLimit[];
  /** Name of an ArksQuota of the same namespace. */
  readonly quota?: string;
}

export interface ArksToken {
  readonly namespace: string;
  /** Name of the object, which the gateway shows as `user`. */
  readonly user: string;
  readonly qos: readonly Qos[];
}

export interface QuotaLimit {
  readonly type: QuotaType;
  value: number;
}

export interface ArksQuota {
  readonly namespace: string;
  readonly name: string;
  readonly limits: readonly QuotaLimit[];
}

/** What an ArksQuota's status says of one type. */
export interface QuotaUsage {
  readonly type: QuotaType;
  readonly used: number;
}
