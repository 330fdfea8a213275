/** Settings that are refused by themselves, whatever else an environment says. */
export interface Broken {
  readonly settings: object;
  /** What the message begins with; of each list the first entry. */
  readonly told: string;
  /** Settings, beside those that are wrong, that the check reads: where another is wrong there, nobody knows what was meant. */
  readonly needs?: readonly string[];
}

const endpoint = (entry: object) => ({ scrape: { endpoints: [{ surfaces: ['envoy'], ...entry }] } });
const rule = (one: object) => endpoint({ relabelings: [{ sourceLabels: ['zz_from'], targetLabel: 'zz_to', ...one }] });
const override = (one: object) => ({ alerts: { overrides: [{ name: 'over', models: ['m'], ...one }] } });
const objective = (one: object) => ({
  slos: [{ name: 'up', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99, window: '7d', ...one }],
});
const stateMetrics = (one: object) => ({ surfaces: { customResources: one } });
const ENTRY = 'scrape.endpoints[0]';
const RULE = `${ENTRY}.relabelings[0]`;
const SCRAPED = ['runtimes', 'sizing', 'scrape.keep', 'surfaces', 'scrape.target', 'scrape.endpoints'];
/** Labels that are taken. */
const LABELS = ['cluster.label', 'alerts.labels'];
const RECEIVER = { name: 'team', webhook: { url: { name: 'a', key: 'b' } } };
const told = (one: object) => ({
  alertmanager: {
    matcherStrategy: 'None',
    receivers: [RECEIVER],
    routes: { critical: 'team', warning: 'team' },
    ...one,
  },
});

/** One of each kind of check, and of each way to be wrong within a kind that has been told a run later than it could be. */
export const BROKEN: readonly Broken[] = [
  // What a setting is in itself.
  { settings: { rules: { interval: '0s' } }, told: 'rules.interval must be a duration' },
  { settings: { scrape: { interval: '0s' } }, told: 'scrape.interval must be a duration' },
  { settings: { scrape: { zebra: 1 } }, told: 'scrape.zebra is not a setting' },
  { settings: { monitoring: { namespace: 'Bad_Name' } }, told: 'monitoring.namespace must be a DNS label' },
  { settings: { monitoring: { labels: { 'a b': 'x' } } }, told: 'monitoring.labels["a b"] must have keys' },
  { settings: { monitoring: { annotations: { note: 7 } } }, told: 'monitoring.annotations.note must be text' },
  { settings: { sizing: { users: -7 } }, told: 'sizing.users must be above 0' },
  { settings: { runtimes: ['tgi'] }, told: 'runtimes[0] must be one of' },
  { settings: { surfaces: { envoy: { enabled: 'yes' } } }, told: 'surfaces.envoy.enabled must be true or false' },
  { settings: { grafana: { url: 'ftp://a.example' } }, told: 'grafana.url must be' },
  { settings: { alerts: { labels: { team: 7 } } }, told: 'alerts.labels.team must be text' },
  { settings: { alerts: { thresholds: { errorRatio: 7 } } }, told: 'alerts.thresholds.errorRatio must be below 1' },
  { settings: { prometheus: { retention: 'long' } }, told: 'prometheus.retention must be a duration' },
  { settings: { prices: { models: [{ model: 'm' }] } }, told: 'prices.models[0].inputPerMillion must be a number' },
  { settings: { argocd: { repoUrl: 7, destination: 'in-cluster' } }, told: 'argocd.repoUrl must be an https' },
  // Entries of lists, and settings beside each other.
  { settings: endpoint({ zebra: 1 }), told: `${ENTRY}.zebra is not a setting` },
  { settings: endpoint({ proxyUrl: 7 }), told: `${ENTRY}.proxyUrl must be an http` },
  { settings: endpoint({ tlsConfig: {} }), told: `${ENTRY}.tlsConfig must not be set without scheme` },
  {
    settings: endpoint({ scheme: 'https', tlsConfig: { zebra: 1, cert: { secret: { name: 'a' } } } }),
    told: `${ENTRY}.tlsConfig.keySecret must be set together`,
  },
  {
    settings: endpoint({ scheme: 'https', tlsConfig: { ca: { zebra: 1 } } }),
    told: `${ENTRY}.tlsConfig.ca must name either`,
  },
  {
    settings: endpoint({ scrapeProtocols: ['PrometheusProto', 7, 'PrometheusProto'] }),
    told: `${ENTRY}.scrapeProtocols[2] must be unique`,
  },
  {
    settings: { scrape: { endpoints: [{ zebra: 1, surfaces: ['operator'], scheme: 'https' }] } },
    told: `${ENTRY}.scheme must not be set for the surface operator`,
  },
  { settings: rule({ action: 'replace', targetLabel: undefined, zebra: 1 }), told: `${RULE}.targetLabel must be set` },
  { settings: rule({ regex: '(' }), told: `${RULE}.regex must be a regular expression` },
  {
    settings: override({ alerts: { ArksRuntimeStalled: { for: '0s' } } }),
    told: 'alerts.overrides[0].alerts.ArksRuntimeStalled.for',
  },
  { settings: objective({ objectivePercent: 101 }), told: 'slos[0].objectivePercent must be at most' },
  {
    settings: objective({ indicator: 'gatewayAvailability', selector: 7 }),
    told: 'slos[0].thresholdSeconds must not be given',
  },
  {
    settings: stateMetrics({ tolerations: [{ zebra: 1, operator: 'Exists', value: 'x' }] }),
    told: 'surfaces.customResources.tolerations[0].value',
  },
  {
    settings: stateMetrics({ affinity: { zebra: 1, nodeAffinity: { zebra: 1 } } }),
    told: 'surfaces.customResources.affinity.nodeAffinity.zebra',
  },
  {
    settings: stateMetrics({ resources: { requests: { cpu: '2' }, zebra: 1 } }),
    told: 'surfaces.customResources.resources.limits.cpu',
  },
  {
    settings: { surfaces: { runtime: { seriesBudget: 7_000, sampleLimit: 11 } } },
    told: 'surfaces.runtime.sampleLimit must not be below',
  },
  {
    settings: told({ zebra: 1, routes: { critical: 'nobody', warning: 'team' } }),
    told: 'alertmanager.routes.critical must be one of',
  },
  { settings: told({ matcherStrategy: undefined, receivers: 7 }), told: 'alertmanager.matcherStrategy must be given' },
  // Sections that must agree.
  {
    settings: { cluster: { label: 'site', zebra: 1 }, alerts: { labels: { site: 'eu' } } },
    told: 'cluster.label must not be one of alerts.labels',
  },
  {
    settings: { rules: { target: 'mimir', retention: '40d' } },
    told: 'cluster.name must be set',
    needs: ['cluster.name'],
  },
  {
    settings: { monitoring: { labels: { team: 'a' } }, rules: { selectorLabels: { team: 'b' } } },
    told: 'rules.selectorLabels.team must be "a"',
  },
  {
    settings: { tenants: { namespaces: ['tenant-a'] }, alerts: { namespaces: ['tenant-c', 7] } },
    told: 'alerts.namespaces[0] must be one of tenants.namespaces',
  },
  {
    settings: { scrape: { monitors: 'perNamespace' } },
    told: 'scrape.monitors must not be perNamespace',
    needs: ['tenants'],
  },
  {
    settings: objective({ window: '30d' }),
    told: 'slos[0].window must not be longer',
    needs: ['prometheus.retention', 'rules'],
  },
  {
    settings: { rules: { target: 'prometheus', retention: '40d' } },
    told: 'rules.retention must not be set',
    needs: [],
  },
  { settings: { rules: { mimir: { tenant: 'llm' } } }, told: 'rules.mimir must not be set', needs: ['rules.target'] },
  {
    settings: { grafana: { logs: { uid: 'loki', labels: { cluster: 'cluster' } } } },
    told: 'grafana.logs.labels.cluster must not be set',
    needs: ['cluster.name'],
  },
  // Names that other rooms know.
  { settings: { scrape: { keep: ['vllm:nothing'] } }, told: 'scrape.keep[0] must be a metric of the catalogue' },
  { settings: { alerts: { off: { ArksGatewayDwn: 'late' } } }, told: 'alerts.off.ArksGatewayDwn must name an alert' },
  {
    settings: { alerts: { thresholds: { firstTokenP95Seconds: 7_200 } } },
    told: 'alerts.thresholds.firstTokenP95Seconds must be at most',
    needs: ['runtimes'],
  },
  {
    settings: override({ thresholds: { quotaNearlyRatio: 0.7, errorRatio: 7 } }),
    told: 'alerts.overrides[0].thresholds.quotaNearlyRatio must be a limit',
  },
  {
    settings: override({ alerts: { ArksGatewayDown: { for: 7 } } }),
    told: 'alerts.overrides[0].alerts.ArksGatewayDown must be about',
  },
  // What is judged beside all that is scraped.
  {
    settings: { surfaces: { router: { seriesBudget: 11 } } },
    told: 'surfaces.router.seriesBudget must not be below',
    needs: SCRAPED,
  },
  {
    settings: { scrape: { labelLimit: 7 } },
    told: 'scrape.labelLimit must not be below',
    needs: [...SCRAPED, 'cluster', 'prometheus.enforced'],
  },
  {
    settings: { prometheus: { enforced: { sampleLimit: 17 } } },
    told: 'prometheus.enforced.sampleLimit must not be below',
    needs: [...SCRAPED, 'scrape.bodySizeLimit'],
  },
  {
    settings: { scrape: { bodySizeLimit: '3KB' } },
    told: 'scrape.bodySizeLimit must not be below',
    needs: [...SCRAPED, 'prometheus.enforced'],
  },
  { settings: { cluster: { label: 'finished_reason' } }, told: 'cluster.label must not be a label of any metric' },
  {
    settings: { surfaces: { router: { enabled: false } }, scrape: { keep: ['sgl_router_requests_total'] } },
    told: 'scrape.keep[0] must be a metric of an enabled surface',
    needs: ['runtimes', 'surfaces'],
  },
  { settings: rule({ targetLabel: 'namespace' }), told: `${RULE}.targetLabel must not be namespace`, needs: LABELS },
  {
    settings: endpoint({ podTargetLabels: ['pod'], proxyUrl: 7 }),
    told: `${ENTRY}.podTargetLabels[0] must not be pod`,
    needs: LABELS,
  },
  {
    settings: {
      scrape: { endpoints: [{ surfaces: ['runtime'], metricRelabelings: [{ action: 'labeldrop', regex: 'pod' }, 7] }] },
    },
    told: `${ENTRY}.metricRelabelings[0].regex must not match pod`,
    needs: LABELS,
  },
  {
    settings: objective({ thresholdSeconds: 7 }),
    told: 'slos[0].thresholdSeconds must be a boundary',
    needs: ['runtimes', 'sizing'],
  },
  {
    settings: {
      surfaces: { envoy: { enabled: false } },
      ...objective({ indicator: 'gatewayAvailability', thresholdSeconds: undefined }),
    },
    told: 'slos[0].indicator must be measured here',
    needs: ['surfaces.envoy'],
  },
  {
    settings: { grafana: { dashboards: { zebra: 1, extraDashboards: { folder: '../none' } } } },
    told: 'grafana.dashboards.extraDashboards.folder must be a folder',
  },
  {
    settings: { rules: { extraRules: { folder: '../none' } } },
    told: 'rules.extraRules.folder must be a folder',
    needs: ['rules.interval'],
  },
  {
    settings: { metrics: [{ name: 'acme_total', type: 'counter', exporter: 'dynamo' }] },
    told: 'metrics[0].exporter must be an exporter of an enabled surface',
    needs: ['runtimes', 'surfaces'],
  },
];

type Path = readonly string[];

/** The same about another surface, and under other names, which nothing may have twice. */
export function another({ settings, ...rest }: Broken): Broken {
  const text = JSON.stringify(settings)
    .replaceAll('["envoy"]', '["gateway"]')
    .replaceAll(/"name":"(up|over)"/g, '"name":"$1-2"');
  return { settings: JSON.parse(text), ...rest };
}

/** Both in one environment, lists one behind the other; nothing where they say different things of one setting. */
export function bothOf(one: unknown, other: unknown): { readonly both: unknown } | undefined {
  if (one === undefined || other === undefined) return { both: one ?? other };
  if (Array.isArray(one) && Array.isArray(other)) return { both: [...one, ...other] };
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? { both: one } : undefined;
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const entries = keys.map((key) => [key, bothOf(Reflect.get(one, key), Reflect.get(other, key))] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return { both: Object.fromEntries(entries.map(([key, value]) => [key, value?.both])) };
}

/** Whether one of them writes what the other's check reads, so that it is another check that is made. */
export function getInEachOthersWay(one: Broken, other: Broken): boolean {
  const touches = ({ needs = [] }: Broken, { settings }: Broken) =>
    needs.some((need) =>
      leavesOf(settings, []).some((leaf) => leaf.join('.').startsWith(need) || need.startsWith(leaf.join('.'))),
    );
  return touches(one, other) || touches(other, one);
}

/** Paths of what is written; a list is one thing. */
function leavesOf(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}
