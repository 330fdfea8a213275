/** Every dashboard; uid and name are one, and a contract: alerts and bookmarks link to it. */
export const DASHBOARDS = [
  'arks-overview',
  'arks-runtime',
  'arks-gateway',
  'arks-tenants',
  'arks-slo',
  'arks-disaggregated',
  'arks-troubleshooting',
  'arks-control-plane',
] as const;
export type DashboardUid = (typeof DASHBOARDS)[number];

/** Of the runbook that leads to all others; that of an alert has the uid that the alert is called. */
export const RUNBOOKS_UID = 'ArksRunbooks';
