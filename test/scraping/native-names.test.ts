import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { describe, expect, test } from 'vitest';
import { nativeNames } from '../../src/scraping/native-names.js';
import { metricsOf } from '../../src/scraping/surface-metrics.js';
import { environmentOf } from '../support/environment.js';

const environment = environmentOf({
  runtimes: ['vllm', 'sglang', 'dynamo'],
  scrape: { keep: ['vllm:cache_config_info'] },
});

const jobs = scrapeJobs(environment);

/** What a monitor stores a sample of that name as, or undefined where it drops it. */
function storedBy(monitor: string): (name: string) => string | undefined {
  const job = jobs.find(({ config }) => config.job_name.split('/').at(-2) === monitor);
  const relabel = relabeling(job?.config.metric_relabel_configs ?? []);
  // Of what HTTP servers answer only errors are kept.
  return (name) => relabel({ __name__: name, status: '5xx', status_code: '503' })?.['__name__'];
}

/** Names of all series of what a surface keeps. */
const seriesOf = (surface: 'runtime' | 'disaggregated') =>
  metricsOf(surface, environment).flatMap(({ name, suffixes }) => suffixes.map((suffix) => name + suffix));

describe.each([
  ['arks-runtime', 'runtime'],
  ['arks-disaggregated', 'disaggregated'],
] as const)('%s', (monitor, surface) => {
  const stored = storedBy(monitor);
  const names = seriesOf(surface);

  test('stores every series it keeps under its own name, with an underscore for the colon or with the colon', () => {
    expect(names.filter((name) => name.includes(':')).length).toBeGreaterThan(50);
    expect(names.map((name) => stored(name))).toEqual(names);
    expect(names.map((name) => stored(name.replace(':', '_')))).toEqual(names);
  });

  test('takes neither the router for an engine nor what is not kept for what is', () => {
    const others = [
      'sgl_router_requests_total',
      'smg_worker_health',
      'sglang_router_requests_total',
      'sglang_num_running_reqs_x',
      'my_sglang_num_running_reqs',
      'sglang_num_requests_created',
      'sglang_func_latency_seconds_bucket',
      'vllm_num_running_reqs',
    ];
    expect(others.filter((name) => stored(name) !== undefined)).toEqual([]);
  });
});

test('nothing is renamed but what is kept: names of others pass as they are', () => {
  const rename = relabeling(
    nativeNames(metricsOf('runtime', environment)).map(({ sourceLabels, targetLabel, ...rule }) => ({
      ...rule,
      ...(sourceLabels === undefined ? {} : { source_labels: sourceLabels }),
      ...(targetLabel === undefined ? {} : { target_label: targetLabel }),
    })),
  );
  for (const name of ['sgl_router_requests_total', 'smg_worker_health', 'sglang_x', 'vllm_x', 'up', 'go_goroutines']) {
    expect(rename({ __name__: name })).toEqual({ __name__: name });
  }
  expect(rename({ __name__: 'vllm_cache_config_info' })).toEqual({ __name__: 'vllm:cache_config_info' });
});

test('monitors of what has no colon in its names rename nothing', () => {
  const renaming = jobs
    .filter(({ config }) => config.metric_relabel_configs.some((rule) => rule.target_label === '__name__'))
    .map(({ config }) => config.job_name.split('/').at(-2));
  expect(renaming.sort()).toEqual(['arks-disaggregated', 'arks-runtime']);
});
