const NO_ALERT = 'records are evaluated here, alerts are not: nothing fires';

/** Panels with a query that is empty over the mixed fleet, each with the reason. */
export const EMPTY: Readonly<Record<string, string>> = {
  'annotation Critical alerts': NO_ALERT,
  'annotation Warnings': NO_ALERT,
  'arks-overview: Critical alerts': NO_ALERT,
  'arks-overview: Warnings': NO_ALERT,
  'arks-overview: Firing alerts': NO_ALERT,
  'arks-runtime: Alerts of these applications': NO_ALERT,
  'arks-troubleshooting: Applications that do not run': 'every application runs',
  'annotation Replicas changed': 'nobody scales while the mixed fleet is played',
  'arks-troubleshooting: Targets that Prometheus refuses': 'no scrape is refused',
  'arks-troubleshooting: Samples of refused replicas': 'no scrape is refused',
  'arks-runtime: Stalled requests per replica': 'no engine hangs',
  'arks-runtime: HTTP errors of engines': 'the HTTP servers of engines are not simulated',
  'arks-runtime: Prefix cache hit ratio against before':
    'the mixed fleet is played for less than the hour before which is read',
  'arks-slo: Latencies judged, by application': 'no engine of the mixed fleet has buckets of its own',
};
