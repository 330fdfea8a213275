import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { EXPORTERS } from '../../src/config/own-metrics.js';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { SURFACES, surfaceFacts } from '../../src/config/surfaces.js';
import { problemsBelow } from '../../src/constructs/checked.js';
import { classicDashboard } from '../../src/dashboards/lint/classic.js';
import { lintRules } from '../../src/dashboards/lint/index.js';
import { readEnvironment } from '../../src/files/load.js';
import { problemLine } from '../../src/lib/problem.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { wronglyDeclared } from '../../src/scraping/declared-checks.js';
import { forecastOf } from '../../src/scraping/forecast.js';
import { widestSeries, wrongLabels } from '../../src/scraping/label-checks.js';
import { environmentOf } from '../support/environment.js';

const counter = { name: 'acme_refunds_total', type: 'counter', exporter: 'gateway', labels: { reason: 3, tier: 2 } };
const histogram = { name: 'vllm:plugin_seconds', type: 'histogram', exporter: 'vllm', buckets: [0.1, 0.7, 3] };
const ofOthers = { name: 'node_load1', type: 'gauge', exporter: 'others', labels: { instance: 1 } };
const environment = environmentOf({ metrics: [counter, histogram, ofOthers] });
const jobs = scrapeJobs(environment);

/** Monitors that store a series of that name, under it. */
function storedAt(name: string): readonly (string | undefined)[] {
  return jobs
    .filter(({ config }) => relabeling(config.metric_relabel_configs)({ __name__: name })?.['__name__'] === name)
    .map(({ config }) => config.job_name.split('/').at(-2));
}

function refusalOf(settings: object): string {
  try {
    const wrong = environmentOf(settings);
    return [...wronglyDeclared(wrong), ...wrongLabels(wrong)].map(({ message }) => message).join('\n');
  } catch (error) {
    return String(error);
  }
}

function planProblems(of: Environment): readonly string[] {
  const [chart] = createApp([of], 'unused').charts;
  return (chart === undefined ? [] : problemsBelow(chart)).map(problemLine);
}

describe('a metric that metrics declares', () => {
  test('is kept where its exporter answers and nowhere else, a histogram by its parts', () => {
    expect(storedAt('acme_refunds_total')).toEqual(['arks-gateway']);
    for (const part of ['_bucket', '_sum', '_count'])
      expect(storedAt(`vllm:plugin_seconds${part}`)).toEqual(['arks-runtime']);
    expect(storedAt('vllm:plugin_seconds')).toEqual([]);
  });

  test('is kept by no monitor of ours where others scrape it', () => {
    expect(storedAt('node_load1')).toEqual([]);
  });

  test('gets its colon back as those that the catalogue knows', () => {
    const [job] = jobs.filter(({ config }) => config.job_name.includes('arks-runtime'));
    const stored = relabeling(job?.config.metric_relabel_configs ?? [])({ __name__: 'vllm_plugin_seconds_sum' });
    expect(stored).toEqual({ __name__: 'vllm:plugin_seconds_sum' });
  });

  test('is predicted: values of its labels multiplied, and a histogram by its own boundaries', () => {
    const keptBy = (surface: 'gateway' | 'runtime', settings: typeof environment, exporter: string) =>
      forecastOf(surface, settings)
        .filter((row) => row.exporter === exporter)
        .map(({ kept }) => kept);
    const without = environmentOf({});
    expect(keptBy('gateway', environment, 'gateway')).toEqual(
      keptBy('gateway', without, 'gateway').map((kept) => kept + 6),
    );
    expect(keptBy('runtime', environment, 'vllm')).toEqual(keptBy('runtime', without, 'vllm').map((kept) => kept + 6));
    expect(keptBy('runtime', environment, 'sglang')).toEqual(keptBy('runtime', without, 'sglang'));
  });

  test('counts where labels of a sample are limited', () => {
    const labels = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`part_${index}`, 1]));
    const wide = environmentOf({ metrics: [{ ...counter, labels }] });
    expect(widestSeries(wide)).toMatchObject({ surface: 'gateway', name: 'acme_refunds_total' });
  });

  test('is known to the checks of dashboards, as what it is', () => {
    const { drawn, recordedNames } = planOf(environmentOf({}));
    const [ours] = drawn;
    const dashboard = classicDashboard.parse(JSON.parse(ours?.json ?? ''));
    const found = (expr: string, own = environment.metrics) => {
      const panels = dashboard.panels.map((panel) => ({ ...panel, targets: [{ refId: 'A', expr }] }));
      return lintRules(recordedNames, own)
        .filter(({ name }) => /^(no-dead-metric|target-counter-agg-rule|target-rate-interval-rule)$/.test(name))
        .filter(
          ({ findings }) => findings(classicDashboard.parse({ ...JSON.parse(ours?.json ?? ''), panels })).length > 0,
        )
        .map(({ name }) => name);
    };
    expect(found('sum(rate(acme_refunds_total[$__rate_interval]))')).toEqual([]);
    expect(found('sum(rate(acme_refunds_total[$__rate_interval]))', [])).toEqual(['no-dead-metric']);
    expect(found('sum(acme_refunds_total)')).toEqual(['target-counter-agg-rule']);
    expect(found('sum(rate(vllm:plugin_seconds_count[5m]))')).toEqual(['target-rate-interval-rule']);
    expect(found('sum(node_load1)')).toEqual([]);
    expect(found('sum(node_load5)')).toEqual(['no-dead-metric']);
  });
});

describe('a declaration is refused', () => {
  test('by synth, at its line', () => {
    const text = `metrics: [${JSON.stringify({ ...counter, labels: { pod: 1 } })}]\n`;
    const read = readEnvironment('environments/eu.yaml', text, knownNames);
    expect('environment' in read && planProblems(read.environment)).toEqual([
      expect.stringMatching(/^environments\/eu\.yaml:1:\d+: metrics\[0\]\.labels must not have pod/),
    ]);
  });

  test.each([
    [
      { ...counter, name: 'vllm:num_requests_running' },
      'metrics[0].name must not be in the catalogue, got "vllm:num_requests_running"; name it in scrape.keep',
    ],
    [{ ...counter, name: 'vllm:e2e_request_latency_seconds_sum' }, 'metrics[0].name must not be in the catalogue'],
    [
      { ...counter, name: 'application:arks_refunds:rate5m' },
      'metrics[0].name must not begin as records of this program do',
    ],
    [{ ...counter, name: 'ALERTS' }, 'metrics[0].name must not be a name that Prometheus writes itself'],
    [{ ...counter, name: 'acme_created' }, 'metrics[0].name must not end in _created'],
    [{ ...counter, name: 'acme refunds' }, 'metrics[0].name must be a metric name'],
    [{ ...counter, labels: { 'a-b': 1 } }, 'metrics[0].labels.a-b must be a Prometheus label name'],
    [{ ...counter, labels: { le: 1 } }, 'metrics[0].labels.le must not be le or quantile'],
    [{ ...counter, labels: { __name__: 1 } }, 'metrics[0].labels.__name__ must not start with "__"'],
    [{ ...counter, labels: { tier: 0 } }, 'metrics[0].labels.tier must be above 0'],
    [{ ...counter, labels: { pod: 1 } }, 'metrics[0].labels must not have pod, which the monitor gives every series'],
    [{ ...counter, buckets: [1] }, 'metrics[0].buckets must not be set where type is not histogram'],
    [{ ...histogram, buckets: [3, 1] }, 'metrics[0].buckets must be in ascending order'],
    [{ ...counter, type: 'summary' }, 'metrics[0].type must be one of counter, gauge, histogram'],
    [
      { ...counter, exporter: 'dynamo' },
      'metrics[0].exporter must be an exporter of an enabled surface and runtime, or others, got "dynamo"',
    ],
  ])('%j', (metric, words) => {
    expect(refusalOf({ metrics: [metric] })).toContain(words);
  });

  test('where its name is declared twice, or kept as unlisted as well', () => {
    expect(refusalOf({ metrics: [counter, counter] })).toContain('metrics[1].name must be unique');
    expect(refusalOf({ metrics: [counter], scrape: { keep: [{ unlisted: counter.name }] } })).toContain(
      'scrape.keep[0].unlisted must not be declared by metrics[0], got "acme_refunds_total"',
    );
  });

  test('where the label of the cluster is one of its labels', () => {
    expect(refusalOf({ cluster: { label: 'tier' }, metrics: [counter] })).toContain(
      'cluster.label must not be a label of any metric, got "tier", which acme_refunds_total has',
    );
  });
});

test('every exporter of ours may be named but those of kube-state-metrics, which shows what it is told to', () => {
  const known = new Set([...RUNTIMES, ...SURFACES.flatMap((name) => surfaceFacts[name].exporters)]);
  expect([...EXPORTERS].sort()).toEqual(
    [...known, 'others'].filter((name) => !['customResources', 'tokenLimits'].includes(name)).sort(),
  );
});
