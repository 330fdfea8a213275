import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { createScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { seriesText } from '@arks-monitoring/simulator/scrape/series.js';
import { expect, test } from 'vitest';
import { scrapedTargets } from '../../tools/bench/series/targets.js';

/** A log of one scrape of targets with these labels; the second shows and keeps more than the first, and so on. */
function logOf(targets: readonly Labels[]) {
  const log = createScrapeLog(60);
  const sample = (labels: Labels, value: number) => ({
    series: { labels, text: seriesText(labels), size: Object.keys(labels).length },
    value,
  });
  const samples = targets.flatMap((target, number) => {
    const labels = { ...target, instance: String(number) };
    return [
      sample({ ...labels, __name__: 'scrape_samples_scraped' }, 310 + number),
      sample({ ...labels, __name__: 'scrape_samples_post_metric_relabeling' }, 170 + number),
    ];
  });
  log.add({ time: 0, samples, stale: [] });
  return log;
}

test('a target is known by the role of its application, or by its job', () => {
  const log = logOf([
    { job: 'monitoring/arks-disaggregated', application: 'sglang-g3-halves', role: 'decode' },
    { job: 'monitoring/arks-router', application: 'sglang-g3-halves', role: 'router' },
    { job: 'arks-application-vllm-v1-0-12', application: 'vllm-v1-0-12', role: 'unified' },
    { job: 'monitoring/arks-envoy' },
  ]);
  expect(scrapedTargets(log)).toEqual([
    { surface: 'disaggregated', role: 'decode', generation: 'g3', exposed: 310, kept: 170 },
    { surface: 'router', role: 'router', generation: 'smg-1.13', exposed: 311, kept: 171 },
    { surface: 'runtime', role: 'unified', generation: 'v1-0.12', exposed: 312, kept: 172 },
    { surface: 'envoy', role: undefined, generation: 'current', exposed: 313, kept: 173 },
  ]);
});

test('a target of no surface is an error', () => {
  expect(() => scrapedTargets(logOf([{ job: 'node-exporter' }]))).toThrow('got job "node-exporter", role ""');
});
