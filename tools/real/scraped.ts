import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { sanitized } from '@arks-monitoring/simulator/operator/scrape-config.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../src/config/environment.js';
import { faster } from './faster.js';

/** A program that is scraped: where it answers, and what Kubernetes discovery would say of its pod. */
export interface RealTarget {
  /** Construct of the monitor that finds it, such as `arks-runtime`. */
  readonly monitor: string;
  readonly address: string;
  /** Meta labels without their prefix, such as `pod_name` or `pod_label_arks_ai_application`. */
  readonly meta: Readonly<Record<string, string>>;
}

/** What Prometheus is started with. */
export interface ScrapedProps {
  readonly prometheus: string;
  readonly environment: Environment;
  readonly targets: readonly RealTarget[];
  /** How many times faster than written rules are evaluated and ranges end; 1 is as they are. */
  readonly speed: number;
  /** Settings of `global` beside the interval of evaluations, such as how names are validated. */
  readonly global?: Readonly<Record<string, unknown>>;
}

const META = '__meta_kubernetes_';
const RULES = 'rules.json';

/** A Prometheus that scrapes programs as the operator would set it up from our monitors, and evaluates our rules. */
export async function scrapeReal(props: ScrapedProps): Promise<PrometheusServer> {
  const { prometheus, environment, targets, speed, global = {} } = props;
  const jobs = scrapeJobs(environment);
  const config = {
    global: { evaluation_interval: '1s', ...global },
    rule_files: [RULES],
    scrape_configs: jobs.map(({ config: job }) => ({
      ...job,
      static_configs: targets.filter(({ monitor }) => ofMonitor(job, monitor)).map(staticConfig),
    })),
  };
  const lost = targets.filter(({ monitor }) => !jobs.some(({ config: job }) => ofMonitor(job, monitor)));
  if (lost.length > 0) throw new Error(`no monitor is called ${lost.map(({ monitor }) => monitor).join(', ')}`);
  return startPrometheus(prometheus, config, { [RULES]: { groups: faster(ruleGroups(environment), speed) } });
}

function ofMonitor({ job_name }: ScrapeJob['config'], monitor: string): boolean {
  return job_name.split('/').at(-2) === monitor;
}

function staticConfig({ address, meta }: RealTarget) {
  const labels = Object.entries(meta).map(([name, value]) => [META + name, value]);
  return { targets: [address], labels: Object.fromEntries(labels) };
}

/** Meta labels of labels of a pod or a Service, their presence included. */
export function metaLabels(
  kind: 'pod' | 'service',
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => [
      [`${kind}_label_${sanitized(name)}`, value],
      [`${kind}_labelpresent_${sanitized(name)}`, 'true'],
    ]),
  );
}

/** What discovery says of the one replica of an ArksApplication. */
export function replicaMeta(namespace: string, application: string, pod = `${application}-0`) {
  const service = `arks-application-${application}`;
  return {
    namespace,
    service_name: service,
    ...metaLabels('service', { 'managed-by': 'arks', 'prometheus-discovery': 'true' }),
    endpoint_port_name: 'http',
    endpoint_address_target_kind: 'Pod',
    endpoint_address_target_name: pod,
    pod_name: pod,
    pod_ip: '127.0.0.1',
    pod_phase: 'Running',
    pod_controller_kind: 'StatefulSet',
    pod_controller_name: application,
    pod_container_name: 'main',
    pod_container_port_number: '8080',
    ...metaLabels('pod', { 'arks.ai/application': application, 'arks.ai/work-load-role': 'leader' }),
  };
}
