import type { Clock } from '../clock.js';
import type { MetricStore } from '../exposition/instruments.js';
import type { PluginObserver } from '../model/gateway-events.js';
import { DEFAULT_EPOCH_SECONDS, type LimitScope } from '../model/limits.js';
import { oncePer } from './once.js';

const MEBIBYTE = 1_048_576;
const IDLE_MEMORY_BYTES = 37 * MEBIBYTE;
/** The entry of a stream, which misses the recording path, is never deleted. */
const LEAKED_BYTES = 512;
const CPU_SECONDS_PER_CHUNK = 0.0002;
const GOROUTINES = 41;
const MILLISECONDS_PER_SECOND = 1_000;
const SCRAPE_CODES = ['200', '500', '503'];

export interface ExporterProps {
  /** A store of the component `gateway`. */
  readonly store: MetricStore;
  readonly clock: Clock;
  /** Unix time at 0 of the clock; a midnight unless said. */
  readonly epochSeconds?: number;
}

export interface PluginExporter {
  readonly store: MetricStore;
  readonly observer: PluginObserver;
  readonly refresh: () => void;
}

/**
 * What one process of the gateway plugin shows, started now: chunks under the name of requests, tokens of
 * whole answers only, and no rejected requests.
 */
export function pluginExporter({ store, clock, epochSeconds = DEFAULT_EPOCH_SECONDS }: ExporterProps): PluginExporter {
  let answers = 0;
  let accounted = 0;
  const cpu = store.counter('process_cpu_seconds_total');
  const scrapes = SCRAPE_CODES.map((code) => store.counter('promhttp_metric_handler_requests_total', { code }));
  store.gauge('process_start_time_seconds').set(epochSeconds + clock.now());
  store.gauge('go_goroutines').set(GOROUTINES);
  const memory = store.gauge('process_resident_memory_bytes');
  memory.set(IDLE_MEMORY_BYTES);
  const users = new Map<string, ReturnType<typeof userSeries>>();
  const seriesOf = (who: LimitScope) => {
    const key = `${who.namespace}/${who.user}/${who.model}`;
    const known = users.get(key) ?? userSeries(store, who);
    users.set(key, known);
    return known;
  };
  return {
    store,
    refresh: () => {
      memory.set(IDLE_MEMORY_BYTES + (answers - accounted) * LEAKED_BYTES);
      scrapes[0]?.add(1);
    },
    observer: {
      chunks: (who, status, chunks) => {
        const { requests, duration } = seriesOf(who);
        const counter = requests(`${status}`);
        answers += 1;
        for (const { count, seconds } of chunks) {
          counter.add(count);
          duration().observe(Math.floor(seconds * MILLISECONDS_PER_SECOND) / MILLISECONDS_PER_SECOND, count);
          cpu.add(count * CPU_SECONDS_PER_CHUNK);
        }
      },
      usage: (who, { promptTokens, generatedTokens }) => {
        accounted += 1;
        const { tokens, process } = seriesOf(who);
        tokens('input')(promptTokens);
        tokens('output')(generatedTokens);
        // From the first chunk to the last, of which a whole answer has one.
        process().observe(0);
      },
      rateLimited: (who, rule) => seriesOf(who).hits(rule).add(1),
    },
  };
}

/** The series of one user and model, each made at its first use as the client library does. */
function userSeries(store: MetricStore, { namespace, user, model }: LimitScope) {
  const labels = { model, namespace, user };
  const duration = oncePer(() => store.histogram('gateway_request_duration_seconds', labels));
  const process = oncePer(() => store.histogram('gateway_response_process_duration_milliseconds', labels));
  return {
    requests: oncePer((status) => store.counter('gateway_requests_total', { ...labels, status })),
    duration: () => duration(''),
    process: () => process(''),
    hits: oncePer((rule) => store.counter('gateway_rate_limit_hits_total', { ...labels, rule_type: rule })),
    tokens: oncePer((type) => {
      // The plugin writes the model where the label says token.
      const direction = { namespace, token: model, type, user };
      const used = store.counter('gateway_token_usage', direction);
      const lengths = store.histogram('gateway_token_distribution', direction);
      return (tokens: number) => {
        used.add(tokens);
        lengths.observe(tokens);
      };
    }),
  };
}
