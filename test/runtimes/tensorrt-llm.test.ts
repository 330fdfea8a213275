import { expect, inject, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { classicDashboard } from '../../src/dashboards/lint/classic.js';
import { lintRules } from '../../src/dashboards/lint/index.js';
import { readEnvironment } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { alertingGroups } from '../../src/rules/alerting.js';
import { knownNames } from '../../src/rules/known-names.js';
import { recordingGroups } from '../../src/rules/recording.js';
import { metricsOf } from '../../src/scraping/surface-metrics.js';
import { environmentOf } from '../support/environment.js';
import { promtool } from '../support/promtool.js';
import { ruleGroups } from '../support/rules.js';
import { shownMetrics } from '../support/shown-metrics.js';

const { promtool: program } = inject('prometheus');
const surfaces = { unmanagedRuntime: { selector: { engine: 'trtllm-serve' } } };
const alone = environmentOf({ runtimes: ['tensorrt-llm'], surfaces });
const beside = environmentOf({ runtimes: ['vllm', 'sglang', 'tensorrt-llm'], surfaces });
const usual = environmentOf({});
const problemsIn = (text: string) => {
  const result = readEnvironment('environments/cluster-a.yaml', text, knownNames);
  return 'problems' in result ? result.problems.map(({ message }) => message) : [];
};
const written = (environment: Environment) =>
  JSON.stringify([recordingGroups(environment), alertingGroups(environment), planOf(environment).drawn]);

test.each([
  ['alone', alone],
  ['beside others', beside],
])('promtool takes every rule where it is served %s', async (_, environment) => {
  const { ok, output } = await promtool(program, ['check', 'rules', 'rules.yml'], {
    'rules.yml': { groups: ruleGroups(environment) },
  });
  expect(ok ? '' : output).toBe('');
});

const findings = (environment: Environment) => {
  const dashboards = planOf(environment).drawn.map(({ json }) => classicDashboard.parse(JSON.parse(json)));
  return lintRules(planOf(environment).recordedNames).flatMap((rule) =>
    dashboards.flatMap((one) => rule.findings(one).map(() => rule.name)),
  );
};

test('the lint of dashboards finds nothing where it is served beside others', () => {
  expect(findings(beside)).toEqual([]);
});

test('where it is served alone, all that the lint finds is what it lacks', () => {
  expect(new Set(findings(alone))).toEqual(new Set(['no-dead-metric']));
});

test('every metric that is read of it is shown on some panel', () => {
  const read = metricsOf('unmanagedRuntime', alone).map(({ name }) => name);
  const panels = shownMetrics(alone);
  expect(read.length).toBeGreaterThan(10);
  expect(read.filter((name) => !panels.includes(name))).toEqual([]);
});

test('an environment that does not name it has not a word of it', () => {
  expect(written(usual)).not.toMatch(/trtllm|tensorrt|unmanaged/);
});

test('its pods are wanted by no custom resource, so that none of its replicas is told as missing', () => {
  const rules = alertingGroups(beside).flatMap(({ group }) => group.rules);
  const missing = rules.find((rule) => 'alert' in rule && rule.alert === 'ArksApplicationReplicasUnavailable');
  const without = alertingGroups(usual).flatMap(({ group }) => group.rules);
  const before = without.find((rule) => 'alert' in rule && rule.alert === 'ArksApplicationReplicasUnavailable');
  expect(missing?.expr).toBe(before?.expr);
});

test('a replica of which the last iteration had a request is neither running nor stalled once nothing is scheduled', async () => {
  const pod = (name: string) => `namespace="a",application="sum",role="unified",pod="${name}"`;
  const series = (name: string) => `${pod(name)},model_name="m",engine_type="pytorch"`;
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'rules.yml': { groups: ruleGroups(alone) },
    'test.yml': {
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            ...['idle-0', 'hung-0'].flatMap((name) => [
              { series: `up{${pod(name)}}`, values: '1x50' },
              { series: `trtllm_num_requests_running{${series(name)},pid="7"}`, values: '3x50' },
              { series: `trtllm_kv_cache_used_blocks{${series(name)},pid="7"}`, values: '41x50' },
              { series: `trtllm_generation_tokens_total{${series(name)}}`, values: '977x50' },
            ]),
            { series: `trtllm_scheduled_batch_size{${series('idle-0')},pid="9",rank="0"}`, values: '0x50' },
            // Ranks of one group hold the same requests.
            ...['0', '1'].map((rank) => ({
              series: `trtllm_scheduled_batch_size{${series('hung-0')},pid="1${rank}",rank="${rank}"}`,
              values: '3x50',
            })),
          ],
          promql_expr_test: [
            {
              expr: 'sum by (pod) (pod:arks_requests_running:sum)',
              eval_time: '45m',
              exp_samples: [
                { labels: '{pod="hung-0"}', value: 3 },
                { labels: '{pod="idle-0"}', value: 0 },
              ],
            },
            {
              expr: 'count by (pod) (ALERTS{alertname="ArksRuntimeStalled",alertstate="firing"})',
              eval_time: '29m',
              exp_samples: [],
            },
            {
              expr: 'count by (pod) (ALERTS{alertname="ArksRuntimeStalled",alertstate="firing"})',
              eval_time: '45m',
              exp_samples: [{ labels: '{pod="hung-0"}', value: 1 }],
            },
          ],
        },
      ],
    },
  });
  expect(ok ? '' : output).toBe('');
});

test.each([
  ['runtimes: [tensorrt-llm]', 'surfaces.unmanagedRuntime.selector must be set where runtimes names tensorrt-llm'],
  [
    'surfaces: { unmanagedRuntime: { enabled: true, selector: { a: b } } }',
    'surfaces.unmanagedRuntime.enabled must not be true where runtimes names none of tensorrt-llm',
  ],
  [
    'runtimes: [tensorrt-llm]\nsurfaces: { runtime: { enabled: true }, unmanagedRuntime: { selector: { a: b } } }',
    'surfaces.runtime.enabled must not be true where runtimes names none of vllm, sglang, dynamo',
  ],
  [
    'runtimes: [tensorrt-llm]\nsurfaces: { unmanagedRuntime: { selector: {} } }',
    'surfaces.unmanagedRuntime.selector must name at least one label',
  ],
])('settings by which nothing could be found are refused: %s', (text, problem) => {
  expect(problemsIn(text)).toEqual([expect.stringContaining(problem)]);
});
