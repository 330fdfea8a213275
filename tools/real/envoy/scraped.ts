import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../../src/config/environment.js';
import { readEnvironment } from '../../../src/files/load.js';
import { knownNames } from '../../../src/rules/known-names.js';
import { forecastOf } from '../../../src/scraping/forecast.js';
import { prometheus3 } from '../prometheus-versions.js';
import { metaLabels, scrapeReal } from '../scraped.js';

/** Arks' plugin and `/v1/models` have a cluster each beside the six routes of the bench. */
const ENVIRONMENT = 'scrape: { interval: 1s, timeout: 1s }\nsizing: { endpoints: 6 }\n';
const POD = {
  namespace: 'envoy-gateway-system',
  pod_name: 'envoy-arks-eg-0',
  pod_phase: 'Running',
  pod_container_name: 'envoy',
  pod_container_port_name: 'metrics',
  ...metaLabels('pod', {
    'app.kubernetes.io/name': 'envoy',
    'app.kubernetes.io/component': 'proxy',
    'gateway.envoyproxy.io/owning-gateway-name': 'arks-eg',
    'gateway.envoyproxy.io/owning-gateway-namespace': 'arks-operator-system',
  }),
};
const RECORDS = '{__name__=~"gateway:.+"}';

/** An Envoy that two Prometheus 3 scrape with our monitor, one asking for text, one for protobuf first. */
export interface ScrapedEnvoy {
  readonly text: PrometheusServer;
  readonly protobuf: PrometheusServer;
  /** Series of that Envoy that the catalogue predicts the monitor to keep. */
  readonly predicted: number;
  readonly stop: () => Promise<void>;
}

/** Starts both, rules so many times faster than written. */
export async function scrapeEnvoy(port: number, speed: number): Promise<ScrapedEnvoy> {
  const environment = environmentOfBench();
  const { prometheus } = await prometheus3();
  const targets = [{ monitor: 'arks-envoy', address: `127.0.0.1:${port}`, meta: POD }];
  const start = (protocols: readonly string[]) =>
    scrapeReal({ prometheus, environment, targets, speed, global: { scrape_protocols: protocols } });
  const text = await start(['PrometheusText0.0.4']);
  const protobuf = await start(['PrometheusProto', 'PrometheusText0.0.4']).catch(async (error: unknown) => {
    await text.stop();
    throw error;
  });
  return {
    text,
    protobuf,
    predicted: Math.max(...forecastOf('envoy', environment).map(({ kept }) => kept)),
    stop: async () => {
      await text.stop();
      await protobuf.stop();
    },
  };
}

/** Each recorded series of the gateway, its name with its labels, bounds of buckets as numbers. */
export async function recordedSeries(server: PrometheusServer): Promise<readonly string[]> {
  const found = await server.query(RECORDS);
  return found
    .map(({ metric: { le, ...labels } }) =>
      JSON.stringify(
        Object.entries({
          ...labels,
          ...(le === undefined ? {} : { le: Number(le.replace('+Inf', 'Infinity')) }),
        }).sort(),
      ),
    )
    .sort();
}

function environmentOfBench(): Environment {
  const result = readEnvironment('environments/real.yaml', ENVIRONMENT, knownNames);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.environment;
}
