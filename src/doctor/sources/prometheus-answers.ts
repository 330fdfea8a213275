/** A target that is scraped, as /api/v1/targets says it. */
export interface ActiveTarget {
  readonly pool: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly url: string;
  readonly health: string;
  readonly lastError: string;
}

/** What a Prometheus, or what speaks as one does, said. What it did not answer is undefined. */
export interface PrometheusAnswers {
  /** To be shown: without user and password. */
  readonly address: string;
  readonly version?: string;
  readonly targets?: readonly ActiveTarget[];
}
