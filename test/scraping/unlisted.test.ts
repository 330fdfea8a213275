import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { describe, expect, test } from 'vitest';
import { toldOf } from '../../src/app/told.js';
import { report } from '../../src/cli/report.js';
import { planOf } from '../../src/plan/plan.js';
import { forecastOf } from '../../src/scraping/forecast.js';
import { keptRemoved, keptUnlisted } from '../../src/scraping/surface-metrics.js';
import { environmentOf } from '../support/environment.js';
import { messagesOf } from '../support/messages-of.js';

const environment = environmentOf({
  scrape: { keep: [{ unlisted: 'vllm:new_metric_total' }, { unlisted: 'sglang:new_seconds', kind: 'histogram' }] },
});

const everywhere = environmentOf({ scrape: { keep: [{ unlisted: 'acme_requests_total' }] } });
const jobs = scrapeJobs(environment);
const jobsEverywhere = scrapeJobs(everywhere);

/** Monitors that store a series of that name, under it. */
function storedAt(of: typeof jobs, name: string): readonly (string | undefined)[] {
  return of
    .filter(({ config }) => relabeling(config.metric_relabel_configs)({ __name__: name })?.['__name__'] === name)
    .map(({ config }) => config.job_name.split('/').at(-2));
}

describe('a metric that the catalogue does not know', () => {
  test('is kept as written, where names of the exporter begin alike', () => {
    expect(storedAt(jobs, 'vllm:new_metric_total')).toEqual(['arks-runtime']);
    expect(storedAt(jobs, 'vllm:new_metric_total_bucket')).toEqual([]);
  });

  test('is kept with the parts of a histogram where it is said to be one, and not under its own name', () => {
    for (const part of ['_bucket', '_sum', '_count']) {
      expect(storedAt(jobs, `sglang:new_seconds${part}`).toSorted()).toEqual(['arks-disaggregated', 'arks-runtime']);
    }
    expect(storedAt(jobs, 'sglang:new_seconds')).toEqual([]);
  });

  test('gets its colon back as those that the catalogue knows', () => {
    const [job] = jobs.filter(({ config }) => config.job_name.includes('arks-runtime'));
    const stored = relabeling(job?.config.metric_relabel_configs ?? [])({ __name__: 'vllm_new_metric_total' });
    expect(stored).toEqual({ __name__: 'vllm:new_metric_total' });
  });

  test('is kept at every target where no exporter has names that begin alike', () => {
    expect(storedAt(jobsEverywhere, 'acme_requests_total')).toHaveLength(jobsEverywhere.length);
  });

  test('counts in the prediction: one series, or a histogram with the bounds that clients give by default', () => {
    const keptBy = (settings: typeof environment, exporter: string) =>
      forecastOf('runtime', settings)
        .filter((row) => row.exporter === exporter)
        .map(({ kept }) => kept);
    const without = environmentOf({});
    expect(keptBy(environment, 'vllm')).toEqual(keptBy(without, 'vllm').map((kept) => kept + 1));
    expect(keptBy(environment, 'sglang')).toEqual(keptBy(without, 'sglang').map((kept) => kept + 17));
  });

  test('is told by synth as a warning, with where it is kept and how it is counted', () => {
    expect(messagesOf(keptUnlisted(environment))).toEqual([
      'warning: vllm:new_metric_total is not in the catalogue; at runtime it is kept as written, and counted as one series',
      'warning: sglang:new_seconds is not in the catalogue; at runtime, disaggregated it is kept as written, and counted as one ' +
        'histogram with the bounds that clients give by default',
    ]);
    const written = { environments: [toldOf(planOf(environment))], folder: 'dist', files: [], verbose: false };
    for (const message of messagesOf(keptUnlisted(environment))) expect(report(written)).toContain(message);
    expect(
      report({ ...written, environments: Array.from({ length: 6 }, () => toldOf(planOf(environment))) }),
    ).toContain('warning: vllm:new_metric_total is not in the catalogue');
  });

  test('is not told where there is none', () => {
    expect(keptUnlisted(environmentOf({ scrape: { keep: ['vllm:iteration_tokens_total'] } }))).toEqual([]);
  });
});

describe('a metric that newer engines no longer show', () => {
  const kept = environmentOf({ scrape: { keep: ['vllm:gpu_cache_usage_perc', 'vllm:num_requests_running'] } });

  test('is told by synth as a warning, with what to use instead; one that an old engine and a new one show is not', () => {
    const warnings = [
      'warning: scrape.keep names vllm:gpu_cache_usage_perc, which was removed (0.12.0); use vllm:kv_cache_usage_perc',
    ];
    expect(messagesOf(keptRemoved(kept))).toEqual(warnings);
    const written = { environments: [toldOf(planOf(kept))], folder: 'dist', files: [], verbose: false };
    expect(report(written)).toContain(`environments/test.yaml:3:7: ${warnings[0]}`);
    expect(report({ ...written, environments: Array.from({ length: 6 }, () => toldOf(planOf(kept))) })).toContain(
      warnings[0],
    );
  });
});
