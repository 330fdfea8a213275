/** How large an installation is expected to be: what the prediction of series multiplies labels by. */
export interface Sizing {
  /** Longest context a served model accepts, in tokens; vLLM's token histograms grow with it. */
  readonly maxModelLength: number;
  /** Data-parallel engines behind one vLLM API server. */
  readonly enginesPerReplica: number;
  /** SGLang scheduler ranks that report; 1 unless --enable-metrics-for-all-schedulers is set. */
  readonly ranksPerReplica: number;
  /** Prefill and decode workers behind one router. */
  readonly workersPerRouter: number;
  /** Tenants' tokens (ArksToken objects) in use at the gateway. */
  readonly users: number;
  /** Models that one user calls. */
  readonly modelsPerUser: number;
  /** Users that run into a rate limit. */
  readonly limitedUsers: number;
  /** Different response codes that one user sees per model. */
  readonly statusesPerUser: number;
  /** ArksEndpoints, each an upstream cluster of Envoy. */
  readonly endpoints: number;
  /** ArksApplications and ArksDisaggregatedApplications together; models and quotas are counted alike. */
  readonly applications: number;
}
