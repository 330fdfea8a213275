import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../../src/config/environment.js';
import { predictedSeries } from '../../../src/metrics/prediction.js';
import { text } from '../../../src/promql/build.js';
import { keptMetrics } from '../../../src/signals/kept-metrics.js';
import type { Signal } from '../../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../../src/signals/vocabulary/view.js';
import { prometheus3 } from '../prometheus-versions.js';
import { type RealTarget, replicaMeta, scrapeReal } from '../scraped.js';
import { startVllm, type VllmServer, type VllmServerProps } from './server.js';

/** What a server is watched with. */
export interface WatchedProps extends VllmServerProps {
  readonly environment: Environment;
  /** How many times faster than written rules look back and wait. */
  readonly speed: number;
  /** What is scraped beside it. */
  readonly others?: readonly RealTarget[];
}

/** How many series a scrape has, and should. */
export interface Series {
  readonly shown: number;
  readonly kept: number;
  readonly predicted: number;
  readonly predictedIdle: number;
}

/** Its series are born with the first answer of each status class. */
const BORN_LATE = 'http_requests_total';

/** A vLLM that is the one replica of tenant-a/chat, scraped and recorded. */
export interface Watched {
  readonly server: VllmServer;
  readonly prometheus: PrometheusServer;
  /** The sum of all series of a query, 0 where there is none. */
  readonly sum: (expression: string) => Promise<number>;
  /** What a signal says now: its only series, or undefined. Throws where there are several. */
  readonly only: (signal: Signal) => Promise<number | undefined>;
  /** Whether an alert fires. */
  readonly fires: (alert: string) => Promise<boolean>;
  /** Series of the last scrape, and what our monitor kept of them, beside what the catalogue says: of all, and before any answer. */
  readonly series: () => Promise<Series>;
  readonly stop: () => Promise<void>;
}

/** Starts vLLM and a Prometheus 3 that has our monitors and rules. */
export async function watchVllm({ environment, speed, others = [], ...props }: WatchedProps): Promise<Watched> {
  const { prometheus: program } = await prometheus3();
  const server = await startVllm(props);
  const target = { monitor: 'arks-runtime', address: server.address, meta: replicaMeta('tenant-a', 'chat') };
  const prometheus = await scrapeReal({ prometheus: program, environment, speed, targets: [target, ...others] }).catch(
    async (error: unknown) => {
      await server.stop();
      throw error;
    },
  );
  const values = async (expression: string) => (await prometheus.query(expression)).map(({ value }) => value);
  const sum = async (expression: string) => (await values(expression)).reduce((total, value) => total + value, 0);
  const predicted = (among: (name: string) => boolean) =>
    predictedSeries(
      keptMetrics(['vllm'], []).filter(({ name }) => among(name)),
      { generation: 'v1-0.12', sizing: environment.sizing, features: [] },
    );
  return {
    server,
    prometheus,
    sum,
    only: async (signal) => {
      const [value, ...more] = await values(text(signal.query(ruleView('cluster'))));
      if (more.length > 0) throw new Error(`${signal.title} has ${more.length + 1} series, expected one`);
      return value;
    },
    fires: async (alert) => (await sum(`ALERTS{alertname="${alert}",alertstate="firing"}`)) > 0,
    series: async () => ({
      shown: await sum('scrape_samples_scraped{application="chat"}'),
      kept: await sum('scrape_samples_post_metric_relabeling{application="chat"}'),
      predicted: predicted(() => true),
      predictedIdle: predicted((name) => name !== BORN_LATE),
    }),
    stop: async () => {
      await prometheus.stop();
      await server.stop();
    },
  };
}
