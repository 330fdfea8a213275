import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

describe('an unknown key is reported where it stands', () => {
  test.each([
    {
      where: 'at the top',
      text: 'scrape: {}\nmonitorin: {}\n',
      problem: `monitorin is not a setting; did you mean monitoring? (${FILE}:2:1)`,
    },
    {
      where: 'three levels down',
      text: 'surfaces:\n  gateway:\n    enabled: true\n    sampleLimits: 70001\n',
      problem: `surfaces.gateway.sampleLimits is not a setting; did you mean surfaces.gateway.sampleLimit? (${FILE}:4:5)`,
    },
    {
      where: 'beside settings that depend on each other',
      text: 'surfaces: { customResources: { resources: { limit: {} } } }\n',
      problem: `surfaces.customResources.resources.limit is not a setting; did you mean surfaces.customResources.resources.limits? (${FILE}:1:45)`,
    },
    {
      where: 'that is near to nothing',
      text: 'arks:\n  zebra: 3\n',
      problem: `arks.zebra is not a setting; allowed are namespace (${FILE}:2:3)`,
    },
    {
      where: 'that every object of JavaScript has',
      text: 'arks: { constructor: 3 }\n',
      problem: `arks.constructor is not a setting; allowed are namespace (${FILE}:1:9)`,
    },
  ])('$where', ({ text, problem }) => {
    expect(problemsIn(text)).toEqual([problem]);
  });
});

describe('a value of the wrong type is reported with what came and what is allowed', () => {
  test.each([
    ['monitoring: { namespace: 17 }', `monitoring.namespace must be text: write it in quotes, got 17 (${FILE}:1:26)`],
    [
      'monitoring: { labels: { team: 7 } }',
      `monitoring.labels.team must be text: write it in quotes, got 7 (${FILE}:1:31)`,
    ],
    ['scrape: { labelLimit: "31" }', `scrape.labelLimit must be a whole number, got "31" (${FILE}:1:23)`],
    [
      'scrape: { interval: 30 }',
      `scrape.interval must be a duration above 0 such as 30s or 1m30s, got 30 (${FILE}:1:21)`,
    ],
    ['scrape: { keep: vllm:x }', `scrape.keep must be a list, got "vllm:x" (${FILE}:1:17)`],
    [
      'scrape: { keep: [17] }',
      `scrape.keep[0] must be the name of a metric, or a mapping with unlisted and one, got 17 (${FILE}:1:18)`,
    ],
    ['scrape: []', `scrape must be a mapping, got [] (${FILE}:1:9)`],
    ['scrape:', `scrape must be a mapping, got null (${FILE}:1:8)`],
    ['sizing: { users: 7.5 }', `sizing.users must be a whole number, got 7.5 (${FILE}:1:18)`],
    ['surfaces: { envoy: { enabled: yes } }', `surfaces.envoy.enabled must be true or false, got "yes" (${FILE}:1:31)`],
  ])('%s', (text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });

  test('an infinite number is called so, and not null', () => {
    expect(problemsIn('sizing: { users: .inf }')).toEqual([
      expect.stringMatching(/^sizing\.users must be a whole number, got \.inf \(.*:1:18\)$/),
    ]);
  });
});

describe('a number out of range is reported', () => {
  test.each([
    ['sizing: { users: -7 }', `sizing.users must be above 0, got -7 (${FILE}:1:18)`],
    ['sizing: { users: 0 }', `sizing.users must be above 0, got 0 (${FILE}:1:18)`],
    ['surfaces: { router: { port: 70001 } }', `surfaces.router.port must be at most 65535, got 70001 (${FILE}:1:29)`],
    [
      'surfaces: { runtime: { seriesBudget: 103, sampleLimit: 101 } }',
      `surfaces.runtime.sampleLimit must not be below seriesBudget, got 101 (${FILE}:1:56)`,
    ],
  ])('%s', (text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });

  test.each([
    ['sizing: { users: 9007199254740993 }', 'must be a whole number of at most 9007199254740991, got 9007199254740993'],
    ['sizing: { users: -9007199254740993 }', 'must be above 0, got -9007199254740993'],
    ['surfaces: { router: { port: 99999999999999999999 } }', 'must be at most 65535, got 99999999999999999999'],
    ['alerts: { thresholds: { firstTokenP95Seconds: 9007199254740993 } }', 'must be at most 400, got 9007199254740993'],
    [
      'monitoring: { labels: { team: 12345678901234567890 } }',
      'must be text: write it in quotes, got 12345678901234567890',
    ],
    ['scrape: { keep: { a: [9007199254740993] } }', 'must be a list, got {"a":[9007199254740993]}'],
    ['sizing: { users: 1e400 }', 'must be a whole number, got 1e400'],
    ['sizing: &all { users: 0x0.8 }', 'must be a whole number, got "0x0.8"'],
  ])('in the digits of whoever wrote it, once: %s', (text, words) => {
    expect(problemsIn(text)).toEqual([expect.stringContaining(words)]);
  });

  test('a budget may be raised alone, since the sample limit follows', () => {
    expect(problemsIn('surfaces: { runtime: { seriesBudget: 7001 } }')).toEqual([]);
  });
});

test.each([
  [
    'runtimes: [vllm, sglangg]',
    `runtimes[1] must be one of vllm, sglang, dynamo, tensorrt-llm, got "sglangg"; did you mean sglang? (${FILE}:1:18)`,
  ],
  ['runtimes: [tgi]', `runtimes[0] must be one of vllm, sglang, dynamo, tensorrt-llm, got "tgi" (${FILE}:1:12)`],
  ['runtimes: []', `runtimes must name at least one runtime, got [] (${FILE}:1:11)`],
])('runtimes that this program does not know are refused: %s', (text, problem) => {
  expect(problemsIn(text)).toEqual([problem]);
});

test('a runtime that stands twice is refused, since its forecast would stand twice', () => {
  expect(problemsIn('runtimes: [vllm, sglang, vllm]')).toEqual([expect.stringMatching(/^runtimes.*\(.*:1:\d+\)$/)]);
});

test('an environment that scrapes nothing is refused', () => {
  const names = [
    'runtime',
    'unmanagedRuntime',
    'disaggregated',
    'router',
    'gateway',
    'envoy',
    'operator',
    'customResources',
  ];
  const text = `surfaces: { ${names.map((name) => `${name}: { enabled: false }`).join(', ')} }`;
  expect(problemsIn(text)).toEqual([expect.stringMatching(/^surfaces must leave at least one surface enabled, got /)]);
  expect(problemsIn(text.replace('false', 'true'))).toEqual([]);
});
