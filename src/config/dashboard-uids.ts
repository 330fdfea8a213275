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
