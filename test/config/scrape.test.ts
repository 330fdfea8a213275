import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

describe('scrape.interval and scrape.timeout', () => {
  test.each([['-5s'], ['0s'], ['30'], ['1.5s'], ['1m 30s'], ['']])(
    'an interval of "%s" is the only problem',
    (text) => {
      expect(problemsIn(`scrape:\n  interval: "${text}"\n`)).toEqual([
        `scrape.interval must be a duration above 0 such as 30s or 1m30s, got "${text}" (${FILE}:2:13)`,
      ]);
    },
  );

  test('a timeout above the interval is reported at the timeout', () => {
    expect(problemsIn('scrape:\n  timeout: 17s\n  interval: 15s\n')).toEqual([
      `scrape.timeout must not be above scrape.interval, got "17s" (${FILE}:2:12)`,
    ]);
  });

  test('a timeout above the default interval is reported', () => {
    expect(problemsIn('scrape: { timeout: 31s }')).toEqual([
      `scrape.timeout must not be above scrape.interval, got "31s" (${FILE}:1:20)`,
    ]);
  });

  test('an interval below the default timeout names that default', () => {
    expect(problemsIn('scrape: { interval: 7s }')).toEqual([
      expect.stringMatching(/^scrape\.timeout must not be above scrape\.interval, got .*10s/),
    ]);
  });

  test('a timeout as long as the interval is accepted in whatever units', () => {
    expect(problemsIn('scrape: { interval: 1m, timeout: 60s }')).toEqual([]);
  });
});

describe('scrape.keep', () => {
  test('a misspelt metric is reported with the nearest name', () => {
    expect(problemsIn('scrape:\n  keep:\n    - vllm:iteration_tokens_total\n    - vllm:num_requests_run\n')).toEqual([
      `scrape.keep[1] must be a metric of the catalogue, or { unlisted: vllm:num_requests_run } if the catalogue does not have it yet, got "vllm:num_requests_run"; did you mean vllm:num_requests_running? (${FILE}:4:7)`,
    ]);
  });

  test('a name near to no metric is answered with how names are written', () => {
    expect(problemsIn('scrape: { keep: [zebra] }')).toEqual([
      `scrape.keep[0] must be a metric of the catalogue, or { unlisted: zebra } if the catalogue does not have it yet, got "zebra"; use the name that the exporter exposes, without _bucket, _sum or _count (${FILE}:1:18)`,
    ]);
  });

  test('a histogram is named without its suffix', () => {
    expect(problemsIn('scrape: { keep: [vllm:e2e_request_latency_seconds_bucket] }')).toEqual([
      expect.stringContaining('did you mean vllm:e2e_request_latency_seconds?'),
    ]);
    expect(problemsIn('scrape: { keep: [vllm:e2e_request_latency_seconds] }')).toEqual([]);
  });

  test('a name near to a metric that newer engines do not show is answered with what became of it', () => {
    expect(problemsIn('scrape: { keep: [vllm:gpu_cache_usage] }')).toEqual([
      expect.stringContaining(
        'did you mean vllm:gpu_cache_usage_perc? It was removed (0.12.0); use vllm:kv_cache_usage_perc',
      ),
    ]);
  });

  test('a metric that newer engines do not show may be kept, since older ones do', () => {
    expect(problemsIn('scrape: { keep: [vllm:gpu_cache_usage_perc] }')).toEqual([]);
  });

  test('a metric that the catalogue does not know is accepted where it is written as such', () => {
    expect(problemsIn('scrape: { keep: [{ unlisted: vllm:new_metric_total }] }')).toEqual([]);
    expect(problemsIn('scrape: { keep: [{ unlisted: vllm:new_seconds, kind: histogram }] }')).toEqual([]);
  });

  test('a metric that the catalogue knows is not written as one that it does not', () => {
    expect(problemsIn('scrape: { keep: [{ unlisted: vllm:num_requests_running }] }')).toEqual([
      `scrape.keep[0].unlisted must not be in the catalogue, got "vllm:num_requests_running"; write the name alone (${FILE}:1:30)`,
    ]);
  });

  test.each([
    ['{ unlisted: "vllm new" }', 'scrape.keep[0].unlisted must be a metric name, got "vllm new"'],
    ['{ unlisted: vllm:x, kind: summary }', 'scrape.keep[0].kind must be one of series, histogram, got "summary"'],
    ['{ name: vllm:x }', 'scrape.keep[0] must be the name of a metric, or a mapping with unlisted and one, got'],
  ])('%s is refused', (entry, message) => {
    expect(problemsIn(`scrape: { keep: [${entry}] }`)).toEqual([expect.stringContaining(message)]);
  });

  test('a wrong metric and a wrong setting are reported together', () => {
    expect(problemsIn('scrape: { keep: [zebra], labelLimit: -3 }')).toEqual([
      expect.stringMatching(/^scrape\.labelLimit must be above 0, got -3/),
      expect.stringMatching(/^scrape\.keep\[0\] must be a metric of the catalogue/),
    ]);
  });
});

describe('scrape.bodySizeLimit', () => {
  test.each([['16'], ['16Mb'], ['MB'], ['-16MB'], ['0MB']])('"%s" is refused', (size) => {
    expect(problemsIn(`scrape: { bodySizeLimit: "${size}" }`)).toEqual([
      expect.stringMatching(/^scrape\.bodySizeLimit must be .*\(.*:1:26\)$/),
    ]);
  });

  test.each([['16MB'], ['1.5GiB'], ['700KB']])('"%s" is accepted', (size) => {
    expect(problemsIn(`scrape: { bodySizeLimit: ${size} }`)).toEqual([]);
  });
});
