import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { toldOf } from '../../src/app/told.js';
import { placed } from '../../src/cli/report.js';
import { problemsBelow } from '../../src/constructs/checked.js';
import { loadFolder } from '../../src/files/load.js';
import { problemLine } from '../../src/lib/problem.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Files = Readonly<Record<string, string>>;

const priced = (input: number, output: number, currency = 'USD') =>
  `prices: { currency: ${currency}, models: [{ model: chat, inputPerMillion: ${input}, outputPerMillion: ${output} }] }`;
const synced = (path: string) =>
  `argocd: { repoUrl: https://git.example.com/x.git, destination: in-cluster, path: ${path} }`;
const tenants = Array.from({ length: 40 }, (_, index) => `tenant-${index}`).join(', ');
const RECEIVER = '{ name: team, webhook: { url: { name: a, key: b } } }';

/** All that is said of a folder of environments: what is refused, or else what is told of what is allowed. */
function saidOf(files: Files): readonly string[] {
  const folder = temporaryFolder(files);
  const { environments, problems } = loadFolder(folder, knownNames);
  const found = [...problems, ...environments.flatMap((one) => problemsBelow(createApp([one], 'unused')))];
  if (found.length > 0) return found.map((problem) => problemLine(problem).replaceAll(`${folder}/`, ''));
  return environments.flatMap((one) =>
    toldOf(planOf(one))
      .sentences.flat()
      .map((told) => placed(told).replaceAll(`${folder}/`, '')),
  );
}

describe('what was once accepted in silence is refused with its place', () => {
  test.each<[string, Files, RegExp]>([
    [
      'the folder of another environment for Argo CD',
      { 'a.yaml': synced('dist/b'), 'b.yaml': '{}' },
      /^a\.yaml:1:82: argocd\.path .* got "dist\/b"/,
    ],
    [
      'a folder that synth never writes',
      { 'a.yaml': synced('dist/other') },
      /^a\.yaml:1:82: argocd\.path .* got "dist\/other"/,
    ],
    [
      'one cluster name twice',
      { 'a.yaml': 'cluster: { name: x }', 'b.yaml': 'cluster: { name: x }' },
      /^b\.yaml:1:18: cluster\.name must be unique, got "x"/,
    ],
    [
      'a section of Mimir for another target',
      { 'a.yaml': 'rules: { mimir: { tenant: x } }' },
      /^a\.yaml:1:17: rules\.mimir must not be set/,
    ],
    [
      'a metric of an engine that does not run',
      { 'a.yaml': 'runtimes: [vllm]\nscrape: { keep: [sglang:token_usage] }' },
      /^a\.yaml:2:18: scrape\.keep\[0\] must be .* got "sglang:token_usage"/,
    ],
    [
      'one severity where routes tell by it',
      {
        'a.yaml': `alerts: { severities: { warning: critical } }\nalertmanager: { matcherStrategy: None, receivers: [${RECEIVER}], routes: { critical: team, warning: team } }`,
      },
      /^a\.yaml:1:34: alerts\.severities\.warning must not be/,
    ],
    [
      'a name of 300 letters',
      { 'a.yaml': `cluster: { name: ${'x'.repeat(300)} }` },
      /^a\.yaml:1:18: cluster\.name must be at most 100 characters/,
    ],
  ])('%s', (_, files, words) => {
    expect(saidOf(files)).toEqual([expect.stringMatching(words)]);
  });
});

describe('what can only be a slip, and might be meant, is told', () => {
  test.each<[string, string, RegExp]>([
    [
      'a metric of a generation that nobody runs',
      'scrape: { keep: [vllm:time_in_queue_requests] }',
      /^a\.yaml:1:18: warning: scrape\.keep names vllm:time_in_queue_requests/,
    ],
    [
      'one word for both severities',
      'alerts: { severities: { critical: page, warning: page } }',
      /^a\.yaml:1:23: warning: alerts\.severities says "page" for both/,
    ],
    [
      'tenants beyond sizing',
      `tenants: { namespaces: [${tenants}] }`,
      /^a\.yaml:1:24: warning: tenants\.namespaces names 40, and sizing\.applications says 20/,
    ],
    [
      'a ratio that one request in 100,000 exceeds',
      'alerts: { thresholds: { gatewayErrorRatio: 0.00001 } }',
      /^a\.yaml:1:44: warning: alerts\.thresholds\.gatewayErrorRatio is 0\.00001, more than 1000 times below/,
    ],
    [
      'a tenth of a millisecond',
      'alerts: { thresholds: { firstTokenP95Seconds: 0.0001 } }',
      /firstTokenP95Seconds is 0\.0001, more than 1000 times below/,
    ],
    [
      'traffic that nobody has',
      'alerts: { thresholds: { minimumRequestsPerSecond: 1000 } }',
      /minimumRequestsPerSecond is 1000, more than 1000 times above/,
    ],
    [
      'a price for a token, of one model',
      priced(1_000_000, 1_000_000),
      /inputPerMillion of chat is 1000000 USD: .* for a million tokens/,
    ],
    [
      'a price of a token, of one model',
      priced(0.000_003, 0.000_015, 'EUR'),
      /inputPerMillion of chat is 0\.000003 EUR: .* for a million tokens/,
    ],
    [
      'a limit of an override whose alert it switches off',
      'alerts:\n  overrides:\n    - name: x\n      models: [r1]\n      thresholds: { queuedRequestsPerReplica: 7 }\n      alerts: { ArksRuntimeQueueBacklog: { off: batch } }',
      /^a\.yaml:5:47: warning: alerts\.overrides\[0\]\.thresholds\.queuedRequestsPerReplica is read by no rule/,
    ],
    [
      'how a surface is asked that is off',
      'surfaces: { envoy: { enabled: false } }\nscrape: { endpoints: [{ surfaces: [envoy] }] }',
      /^a\.yaml:2:36: warning: scrape\.endpoints\[0\]\.surfaces\[0\] names envoy/,
    ],
    [
      'surfaces of SGLang without it',
      'runtimes: [vllm]\nsurfaces: { disaggregated: { enabled: true } }',
      /^a\.yaml:1:11: warning: runtimes does not name sglang, but surfaces\.disaggregated scrapes it/,
    ],
  ])('%s', (_, text, words) => {
    expect(saidOf({ 'a.yaml': text })).toContainEqual(expect.stringMatching(words));
  });

  test('prices as they are raise no doubt, in small units of money either', () => {
    for (const text of [priced(0.02, 600), priced(0, 0.02), priced(2_000_000, 9_000_000, 'IDR')])
      expect(saidOf({ 'a.yaml': text }).join()).not.toContain('prices');
  });
});
