import type { PodMonitorSpec, ServiceMonitorSpec } from '../../../imports/monitoring.js';
import {
  azurePodMonitorSpec,
  azureServiceMonitorSpec,
  googlePodMonitoringSpec,
  isPodMonitor,
  isServiceMonitor,
} from '../../../imports/schemas.js';
import { createApp } from '../../../src/app/app.js';
import type { Environment } from '../../../src/config/environment.js';
import { podMonitoringScrapeConfigs } from './pod-monitoring.js';
import {
  type Monitor,
  podMonitorScrapeConfigs,
  type ScrapeConfig,
  serviceMonitorScrapeConfigs,
} from './scrape-config.js';

/** A scrape config, and what Kubernetes discovery looks for on its behalf. */
export interface ScrapeJob {
  readonly role: 'endpoints' | 'pod';
  readonly config: ScrapeConfig;
}

/**
 * What the operator would make of the monitors of an environment; Azure's add-on has the same code for its own, and Google's another. The namespaces
 * that discovery would be limited to are the first relabel rule, so that targets of all namespaces may be shown to every job.
 * Throws where VictoriaMetrics scrapes: what its operator makes of its objects is not known here.
 */
export function scrapeJobs(environment: Environment): readonly ScrapeJob[] {
  const { target } = environment.rules;
  if (target === 'victoriametrics') throw new Error(`rules.target must leave scraping to Prometheus, got ${target}`);
  const { charts } = createApp([environment], 'dist');
  return scrapeJobsOf(charts.flatMap((chart) => chart.toJson()));
}

/** The same of monitors among any objects, such as those that something changed on their way into a cluster. */
export function scrapeJobsOf(objects: readonly unknown[]): readonly ScrapeJob[] {
  return objects.flatMap((object): readonly ScrapeJob[] => {
    const ofServices = isServiceMonitor(object) ? object.spec : azureServiceMonitorSpec(object);
    if (ofServices !== undefined) {
      const monitor = { ...identity(object), spec: ofServices };
      return serviceMonitorScrapeConfigs(monitor).map((config) => ({
        role: 'endpoints',
        config: namespacesOnly(config, monitor),
      }));
    }
    const ofPods = isPodMonitor(object) ? object.spec : azurePodMonitorSpec(object);
    if (ofPods !== undefined) {
      const monitor = { ...identity(object), spec: ofPods };
      return podMonitorScrapeConfigs(monitor).map((config) => ({
        role: 'pod',
        config: namespacesOnly(config, monitor),
      }));
    }
    const ofGoogle = googlePodMonitoringSpec(object);
    if (ofGoogle === undefined) return [];
    const { name, namespace } = identity(object);
    const placed = { name, namespace: namespace === '' ? undefined : namespace, spec: ofGoogle };
    return podMonitoringScrapeConfigs(placed).map((config) => ({ role: 'pod', config }));
  });
}

/** A monitor that selects no namespaces means its own. */
function namespacesOnly(
  config: ScrapeConfig,
  { namespace, spec }: Monitor<ServiceMonitorSpec | PodMonitorSpec>,
): ScrapeConfig {
  const { any, matchNames = [namespace] } = spec.namespaceSelector ?? {};
  if (any === true) return config;
  const within = { action: 'keep', source_labels: ['__meta_kubernetes_namespace'], regex: matchNames.join('|') };
  return { ...config, relabel_configs: [within, ...config.relabel_configs] };
}

function identity(object: unknown) {
  const metadata: unknown = Reflect.get(Object(object), 'metadata');
  const text = (key: string) => String(Reflect.get(Object(metadata), key) ?? '');
  return { name: text('name'), namespace: text('namespace') };
}
