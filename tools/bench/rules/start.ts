import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { serviceMonitorScrapeConfigs } from '@arks-monitoring/simulator/operator/scrape-config.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../../src/config/environment.js';
import { monitorOf } from '../../../src/scraping/monitors.js';
import { type FleetShape, fleetTargets } from './fleet.js';
import { serveFleet } from './fleet-server.js';

/** A Prometheus that scrapes a fleet and evaluates every rule of an environment. */
export interface Bench {
  readonly prometheus: PrometheusServer;
  readonly stop: () => Promise<void>;
}

interface BenchProps {
  readonly shape: FleetShape;
  /** Expositions by kind of engine. */
  readonly expositions: Readonly<Record<string, string>>;
}

/** Starts a fleet and a Prometheus over it; `stop` leaves neither a process nor a file. */
export async function startBench(
  program: string,
  environment: Environment,
  { shape, expositions }: BenchProps,
): Promise<Bench> {
  const fleet = await serveFleet(expositions);
  const { namespace } = environment.monitoring;
  const monitor = monitorOf('runtime', environment);
  if (monitor.finds !== 'services') throw new Error('runtimes must be found through Services');
  const scrapeConfigs = serviceMonitorScrapeConfigs({
    namespace,
    name: 'arks-runtime',
    spec: monitor.spec,
  });
  const groups = ruleGroups(environment);
  try {
    const prometheus = await startPrometheus(
      program,
      {
        global: { evaluation_interval: environment.rules.interval },
        rule_files: ['rules.json'],
        scrape_configs: scrapeConfigs.map((config) => ({ ...config, file_sd_configs: [{ files: ['targets.json'] }] })),
      },
      { 'rules.json': { groups }, 'targets.json': fleetTargets(fleet.address, shape) },
    );
    const stop = async () => {
      await prometheus.stop();
      await fleet.close();
    };
    return { prometheus, stop };
  } catch (error) {
    await fleet.close();
    throw error;
  }
}
