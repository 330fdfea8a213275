/**
 * Who may do what, and what workloads read; then the rest. A wave waits until the one before it is healthy, so nothing else comes
 * first: one Deployment that cannot start, or one rule that is refused, must not keep everything else away.
 */
const WAVES = { first: 0, rest: 1 } as const;

const WAVE_OF_KIND: Readonly<Record<string, number>> = {
  ClusterRole: WAVES.first,
  ClusterRoleBinding: WAVES.first,
  ConfigMap: WAVES.first,
  NetworkPolicy: WAVES.first,
  RoleBinding: WAVES.first,
  Secret: WAVES.first,
  ServiceAccount: WAVES.first,
  Deployment: WAVES.rest,
  Service: WAVES.rest,
  AlertmanagerConfig: WAVES.rest,
  ClusterPodMonitoring: WAVES.rest,
  ClusterRules: WAVES.rest,
  PodMonitor: WAVES.rest,
  PodMonitoring: WAVES.rest,
  PrometheusRule: WAVES.rest,
  ServiceMonitor: WAVES.rest,
  VMPodScrape: WAVES.rest,
  VMRule: WAVES.rest,
  VMServiceScrape: WAVES.rest,
  GrafanaDashboard: WAVES.rest,
  GrafanaFolder: WAVES.rest,
  GrafanaManifest: WAVES.rest,
};

/** Every kind that synth may write, since it refuses one without a wave. */
export const KINDS: readonly string[] = Object.keys(WAVE_OF_KIND);

/** What a kind alone does not say: a ConfigMap may hold what a workload reads, rules or a dashboard. */
const WAVE_OF_COMPONENT: Readonly<Record<string, number>> = { dashboards: WAVES.rest, rules: WAVES.rest };

interface Waiting {
  readonly kind: string;
  readonly name: string;
  /** The part that it belongs to. */
  readonly component: string;
}

/** When it is the turn of an object. Throws where nothing says that. */
export function syncWave({ kind, name, component }: Waiting): number {
  const wave = WAVE_OF_COMPONENT[component] ?? WAVE_OF_KIND[kind];
  if (wave === undefined)
    throw new Error(`${kind} ${name}: has no sync wave; add the kind to src/objects/sync-waves.ts`);
  return wave;
}
