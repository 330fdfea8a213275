import { endpointTargets, fileTargets, type Place, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../src/config/environment.js';
import { type Pod, pods, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { expositionText } from '../support/exposition.js';
import { type Answer, serveExpositions, serveExpositionsOverTls } from './exposition-server.js';

const TOKEN = 'a-token-that-kubernetes-would-issue';
/** Where an exposition is served, if not at /metrics. */
const PATHS: Readonly<Record<string, string>> = {
  'envoy.txt': '/stats/prometheus',
  'tensorrt-llm-050f80d.txt': '/prometheus/metrics',
};
export const OPERATOR = 'arks-operator-controller-manager-0';
/** The size of what the recorded expositions show. */
export const SIZING = {
  maxModelLength: 32_768,
  // Three, and one that is gone but still shown.
  workersPerRouter: 4,
  users: 3,
  modelsPerUser: 1,
  limitedUsers: 2,
  statusesPerUser: 2,
  endpoints: 2,
  applications: 1,
};

/** The cluster of the fixtures, scraped by a real Prometheus as the operator would set it up from our monitors. */
export interface ScrapedCluster {
  readonly prometheus: PrometheusServer;
  readonly environment: Environment;
  readonly stop: () => Promise<void>;
}

/** Serves every exposition of the fixtures and scrapes it; returns after each target was scraped at least twice. */
export async function scrapeCluster(program: string): Promise<ScrapedCluster> {
  const ips = new Map(pods.map((pod, index) => [pod, `127.0.8.${index + 1}`]));
  const plain = await serveExpositions(answersOf(ips, ({ name }) => name !== OPERATOR));
  const secure = await serveExpositionsOverTls(answersOf(ips, ({ name }) => name === OPERATOR));
  const placeOf = (pod: Pod): Place => ({
    ip: ips.get(pod) ?? '',
    port: pod.name === OPERATOR ? secure.port : plain.port,
  });
  const environment = environmentOf({
    cluster: { name: 'test-1' },
    scrape: { interval: '1s', timeout: '1s', keep: ['sglang:http_requests_total'] },
    runtimes: ['vllm', 'sglang', 'tensorrt-llm'],
    surfaces: {
      router: { port: plain.port },
      customResources: { tokenLimits: true },
      unmanagedRuntime: { selector: { 'app.kubernetes.io/component': 'trtllm-serve' } },
    },
    sizing: SIZING,
  });
  const stopServers = () => Promise.all([plain.close(), secure.close()]);
  try {
    const prometheus = await startPrometheus(program, prometheusConfig(environment), {
      'endpoints.json': fileTargets(endpointTargets(services, pods, placeOf)),
      'pods.json': fileTargets(podTargets(pods, placeOf)),
    });
    const stop = async () => {
      await prometheus.stop();
      await stopServers();
    };
    await scrapedTwice(prometheus, stop);
    return { prometheus, environment, stop };
  } catch (error) {
    await stopServers();
    throw error;
  }
}

async function scrapedTwice(prometheus: PrometheusServer, stop: () => Promise<void>): Promise<void> {
  try {
    await prometheus.until('scraping every target twice', 30, async () => {
      const counts = await prometheus.query('count_over_time(up[1m]) >= 2');
      const targets = await prometheus.query('up');
      return targets.length > 0 && counts.length === targets.length;
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the pods of these addresses answer, as the exposition servers take it. */
export function answersOf(ips: ReadonlyMap<Pod, string>, here: (pod: Pod) => boolean): ReadonlyMap<string, Answer> {
  return new Map(
    [...ips].flatMap(([pod, ip]): [string, Answer][] => {
      if (pod.exposition === undefined || !here(pod)) return [];
      const path = PATHS[pod.exposition] ?? '/metrics';
      const secret = pod.name === OPERATOR ? { token: TOKEN } : {};
      const openMetrics = pod.exposition === 'sglang-0.5.23.txt';
      return [[ip, { path, body: expositionText(pod.exposition), openMetrics, ...secret }]];
    }),
  );
}

/** The configuration that the operator would make of the monitors of an environment, its targets in two files. */
export function prometheusConfig(environment: Environment) {
  return { scrape_configs: scrapeJobs(environment).map(withTargets) };
}

/** The discovery that a test can play, and the token that the operator would read from the Secret. */
export function withTargets({ role, config }: ScrapeJob) {
  const authorization = config['authorization'] === undefined ? {} : { authorization: { credentials: TOKEN } };
  const file = role === 'endpoints' ? 'endpoints.json' : 'pods.json';
  return { ...config, ...authorization, file_sd_configs: [{ files: [file] }] };
}
