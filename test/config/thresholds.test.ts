import { describe, expect, test } from 'vitest';
import { type ThresholdName, thresholdNames } from '../../src/config/thresholds.js';
import { conditionsOf } from '../../src/rules/alert.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { percentileCeilings } from '../../src/rules/reach.js';
import { FILE, problemsIn } from '../support/environment-problems.js';

const problemsWith = (name: ThresholdName, value: unknown, others = '') =>
  problemsIn(`alerts: { thresholds: { ${name}: ${value} } }\n${others}`);

/** Limits below which an alert fires: there 1 is a limit that something can be below. */
const FIRES_BELOW: readonly ThresholdName[] = alerts
  .flatMap(conditionsOf)
  .flatMap((one) => (one.is === 'below' && typeof one.limit === 'string' ? [one.limit] : []));
/** Times of something else, not parts of a whole. */
const TIMES: readonly ThresholdName[] = ['loadImbalanceRatio', 'seriesAddedRatio'];
const ratios = thresholdNames.filter((name) => name.endsWith('Ratio') && !TIMES.includes(name));

test.each(thresholdNames)('%s has an upper end', (name) => {
  const beyond = name === 'replicaStart' || name === 'modelLoad' ? '8d' : 1e9;
  expect(problemsWith(name, beyond)).toEqual([
    expect.stringMatching(/ must be (at most|below) \d+d?\b.*, got ("8d"|1000000000)[ ;]/),
  ]);
});

describe('a ratio', () => {
  test.each(ratios)('%s lies between 0 and 1', (name) => {
    expect(problemsWith(name, 0)).toEqual([expect.stringMatching(/ must be above 0, got 0 /)]);
    expect(problemsWith(name, 1.01)).toHaveLength(1);
    expect(problemsWith(name, 0.999)).toEqual([]);
  });

  test.each(ratios)('%s may be 1 only where an alert can then fire', (name) => {
    expect(problemsWith(name, 1).length).toBe(FIRES_BELOW.includes(name) ? 0 : 1);
  });
});

test('a limit on imbalance that balance itself exceeds is refused', () => {
  expect(problemsWith('loadImbalanceRatio', 1)).toEqual([
    `alerts.thresholds.loadImbalanceRatio must be above 1, which evenly spread load has, got 1 (${FILE}:1:45)`,
  ]);
});

describe('a limit that the percentile can never reach is refused, with where the buckets of each runtime end', () => {
  const RULE = 'a percentile never exceeds the last bucket bound:';

  test.each<[ThresholdName, number, string, string]>([
    ['firstTokenP95Seconds', 401, '[vllm, sglang]', `at most 400, got 401; ${RULE} vllm at 2560, sglang at 400`],
    ['interTokenP95Seconds', 9, '[vllm, sglang]', `at most 8, got 9; ${RULE} vllm at 80, sglang at 8`],
    ['interTokenP95Seconds', 81, '[dynamo, vllm]', `at most 80, got 81; ${RULE} vllm at 80, dynamo at 80`],
    ['requestP95Seconds', 511, '[dynamo]', `at most 510, got 511; ${RULE} dynamo at 510`],
    ['gatewayP95Milliseconds', 3_600_000, '[vllm]', `below 3600000, got 3600000; ${RULE} envoy at 3600000`],
  ])('%s at %d for %s', (name, limit, runtimes, problem) => {
    expect(problemsWith(name, limit, `runtimes: ${runtimes}\n`)).toEqual([
      `alerts.thresholds.${name} must be ${problem} (${FILE}:1:${27 + name.length})`,
    ]);
  });

  test.each<[ThresholdName, number]>([
    ['firstTokenP95Seconds', 400],
    ['interTokenP95Seconds', 8],
    ['requestP95Seconds', 2400],
    ['gatewayP95Milliseconds', 3_599_999],
  ])('%s at %d, which a runtime just reaches, is accepted', (name, limit) => {
    expect(problemsWith(name, limit)).toEqual([]);
  });

  test('what a runtime reaches that is not in scope counts for nothing', () => {
    expect(problemsWith('interTokenP95Seconds', 79, 'runtimes: [vllm]\n')).toEqual([]);
    expect(problemsWith('interTokenP95Seconds', 79, 'runtimes: [vllm, sglang]\n')).toHaveLength(1);
  });

  test('it is reported beside settings of wrong types', () => {
    expect(problemsWith('requestP95Seconds', 9000, 'runtimes: [vllm, sglangg]\nscrape: 17\n')).toEqual([
      expect.stringMatching(/^runtimes\[1\] must be one of /),
      expect.stringMatching(/^scrape must be a mapping, got 17 /),
      expect.stringMatching(/^alerts\.thresholds\.requestP95Seconds must be at most 7680, got 9000; .* vllm at 7680 /),
    ]);
  });
});

test('every exporter and generation whose latencies have a limit is known to the check', () => {
  const of = (name: ThresholdName) =>
    percentileCeilings.flatMap(({ threshold, exporter, generation, last }) =>
      threshold === name ? [`${exporter} ${generation} ${last}`] : [],
    );
  expect(new Set(of('requestP95Seconds'))).toEqual(
    new Set([
      ...['vllm v0 60', 'vllm v1 7680', 'vllm v1-0.12 7680'],
      ...['sglang g0 60', 'sglang g1 800', 'sglang g2 800', 'sglang g3 2400', 'sglang g4 2400', 'sglang g5 2400'],
      ...['sglang g6 2400'],
      ...['dynamo frontend 260', 'dynamo frontend-1.6 510', 'dynamo nv_llm 256'],
      ...['tensorrt-llm g0 7680', 'tensorrt-llm g1 7680', 'tensorrt-llm g2 7680'],
    ]),
  );
});
