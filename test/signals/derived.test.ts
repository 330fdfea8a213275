import { expect, inject, test } from 'vitest';
import { text } from '../../src/promql/build.js';
import { prefixCacheHitRatioKept } from '../../src/signals/cache/prefix-cache.js';
import { replicasMissing } from '../../src/signals/control-plane/missing.js';
import { reconcileErrorRatio } from '../../src/signals/control-plane/reconciling.js';
import { gatewayClientErrorRatio } from '../../src/signals/gateway/client-errors.js';
import { pluginRestarts } from '../../src/signals/gateway/restarts.js';
import { loadImbalance } from '../../src/signals/requests/balance.js';
import { engineErrorRatio, kvTransferFailuresByRole } from '../../src/signals/requests/engine-errors.js';
import { preemptionsPerReplica, queueBetweenRolesPerReplica } from '../../src/signals/requests/load.js';
import { shareOfSampleBudget } from '../../src/signals/scraping/sample-limits.js';
import { costOfBoth } from '../../src/signals/tenants/cost.js';
import { quotaRemaining, quotaRunway } from '../../src/signals/tenants/quota-runway.js';
import { tenantQuotaTokens } from '../../src/signals/tenants/quotas.js';
import { rateLimitHeadroom, rateLimitShare } from '../../src/signals/tenants/rate-limits.js';
import { accountingDrift, tenantShare, usersActive } from '../../src/signals/tenants/shares.js';
import type { Signal } from '../../src/signals/vocabulary/signal.js';
import { total } from '../../src/signals/vocabulary/totals.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';
import { promtool } from '../support/promtool.js';

const { promtool: program } = inject('prometheus');
type Sample = readonly [labels: string, value: number];
interface Case {
  readonly title: string;
  readonly signal: Signal;
  /** Series in promtool's notation, a value a minute. */
  readonly inputs: readonly (readonly [series: string, values: string])[];
  readonly samples: readonly Sample[];
  readonly at?: string;
}

/** A signal as the dashboards ask it with ten minutes shown. */
const overTenMinutes = (signal: Signal): Signal => ({
  ...signal,
  query: (view) => signal.query({ ...view, window: '10m' }),
});
const CHAT = 'namespace="tenant-a",application="chat",role="unified",model_name="qwen-7b",runtime="vllm"';
const ALICE = 'namespace="tenant-a",user="alice",model="qwen-7b"';
const TEAM = 'namespace="tenant-a",quota_name="team",quota_type="total"';
const MODEL = 'namespace="tenant-a",model="qwen-7b"';
const load = (running: readonly number[], waiting: number) => [
  ...running.map((value, pod) => [`pod:arks_requests_running:sum{${CHAT},pod="${pod}"}`, `${value}x10`] as const),
  ...running.map((_, pod) => [`pod:arks_requests_waiting:sum{${CHAT},pod="${pod}"}`, `${waiting}x10`] as const),
  [`application:arks_requests_running:sum{${CHAT}}`, `${running.reduce((sum, one) => sum + one, 0)}x10`] as const,
  [`application:arks_requests_waiting:sum{${CHAT}}`, `${waiting * running.length}x10`] as const,
];
const status = (code: number, perSecond: number) =>
  [`gateway:arks_requests:rate5m{envoy_response_code_class="${code}"}`, `${perSecond}x10`] as const;
const hits = (user: string, rule: string, perSecond: number) =>
  [
    `tenant:arks_rate_limit_hits:rate5m{namespace="tenant-a",user="${user}",model="qwen-7b",rule_type="${rule}"}`,
    `${perSecond}x10`,
  ] as const;
const passed = (code: number, perSecond: number) =>
  [`gateway:arks_upstream_requests:rate5m{${MODEL},envoy_response_code_class="${code}"}`, `${perSecond}x10`] as const;
const limit = (rule: string, value: number) =>
  [`arks_token_spec_rate_limit{${ALICE},rule_type="${rule}",job="state"}`, `${value}x10`] as const;
const unary = (type: string, perSecond: number) =>
  [`tenant:arks_unary_tokens:rate5m{${ALICE},type="${type}"}`, `${perSecond}x10`] as const;
const seen = (user: string, perSecond: number, model = 'qwen-7b') =>
  [`tenant:arks_output_seen:rate5m{namespace="tenant-a",user="${user}",model="${model}"}`, `${perSecond}x20`] as const;
const computed = (type: 'input' | 'output', perSecond: number) =>
  [`tenant:arks_${type}_tokens_computed:rate5m{${MODEL}}`, `${perSecond}x20`] as const;
const hour = (what: 'charged' | 'computed', perSecond: number) =>
  [`tenant:arks_${what}_tokens:avg1h{namespace="tenant-a"}`, `${perSecond}x10`] as const;
const started = (pod: string, values: string, job = 'arks-gateway-plugins') =>
  [`process_start_time_seconds{namespace="arks-operator-system",pod="${pod}",job="${job}"}`, values] as const;

const finished = (reason: string, perSecond: number) =>
  [`application:arks_requests:rate5m{${CHAT},finished_reason="${reason}"}`, `${perSecond}x10`] as const;
const hitRatio = (window: '30m' | '6h', values: string) =>
  [`application:arks_prefix_cache_hit:ratio_avg${window}{${CHAT}}`, values] as const;
const PREFILL = 'namespace="tenant-a",application="big",role="prefill",model_name="qwen-7b",runtime="sglang"';
const DECODE = PREFILL.replace('prefill', 'decode');

const cases: readonly Case[] = [
  {
    title:
      'replicas are missing that are wanted and not up: all of them where none is found, and none where more are up',
    signal: replicasMissing,
    inputs: [
      ...['short', 'gone', 'ample'].map(
        (one) =>
          [`application:arks_replicas_wanted:max{namespace="a",application="${one}",role="unified"}`, '5x10'] as const,
      ),
      ['application:arks_replicas_up:sum{namespace="a",application="short",role="unified"}', '3x10'],
      ['application:arks_replicas_up:sum{namespace="a",application="ample",role="unified"}', '7x10'],
    ],
    samples: [
      ['namespace="a",application="short",role="unified"', 2],
      ['namespace="a",application="gone",role="unified"', 5],
      ['namespace="a",application="ample",role="unified"', 0],
    ],
  },
  {
    title: 'preemptions are shared by the replicas, and without a replica there are none',
    signal: preemptionsPerReplica,
    inputs: [
      [`application:arks_preemptions:rate5m{${CHAT}}`, '0.9x10'],
      [`application:arks_preemptions:rate5m{${DECODE}}`, '0.7x10'],
      ...load([1, 2, 3], 0),
    ],
    samples: [[CHAT, 0.3]],
  },
  {
    title: 'what waits between the roles is told of the role that has the queue, per replica of it',
    signal: queueBetweenRolesPerReplica,
    inputs: [
      [`pod:arks_prefill_bootstrap_requests:sum{${PREFILL},pod="1"}`, '11x10'],
      [`pod:arks_prefill_bootstrap_requests:sum{${PREFILL},pod="2"}`, '2x10'],
      [`pod:arks_decode_preallocation_requests:sum{${DECODE},pod="3"}`, '5x10'],
    ],
    samples: [
      [PREFILL, 6.5],
      [DECODE, 5],
    ],
  },
  {
    title: 'transfers that fail are added up over their stages',
    signal: kvTransferFailuresByRole,
    inputs: [
      [`application:arks_kv_transfer_failures:rate5m{${PREFILL},stage="bootstrap"}`, '0.3x10'],
      [`application:arks_kv_transfer_failures:rate5m{${PREFILL},stage="transfer"}`, '0.4x10'],
    ],
    samples: [[PREFILL, 0.7]],
  },
  {
    title: 'requests that are rejected fail, and are among all',
    signal: engineErrorRatio,
    inputs: [
      finished('stop', 6),
      finished('error', 1),
      [`application:arks_requests_rejected:rate5m{${CHAT},reason="queue"}`, '3x10'],
    ],
    samples: [[CHAT, 0.4]],
  },
  {
    title: 'an engine that says nothing of errors has no error ratio rather than none',
    signal: engineErrorRatio,
    inputs: [finished('stop', 6)],
    samples: [],
  },
  {
    title: 'a hit ratio is held against that of an hour ago, whatever it is meanwhile',
    signal: prefixCacheHitRatioKept,
    inputs: [hitRatio('30m', '0.15x80'), hitRatio('6h', '0.6x20 0.2x60')],
    samples: [[CHAT, 0.25]],
    at: '70m',
  },
  {
    title: 'samples are a share of the budget of their own job',
    signal: shareOfSampleBudget([
      { matchers: [{ label: 'job', operator: '=~', value: 'a.*' }], sampleLimit: 900, sampleBudget: 500 },
      { matchers: [{ label: 'job', operator: '=', value: 'router' }], sampleLimit: 3_000, sampleBudget: 1_000 },
    ]),
    inputs: [
      ['scrape_samples_post_metric_relabeling{job="a1",namespace="x",pod="p"}', '400x10'],
      ['scrape_samples_post_metric_relabeling{job="router",namespace="x",pod="q"}', '70x10'],
      ['scrape_samples_post_metric_relabeling{job="other",namespace="x",pod="r"}', '9000x10'],
    ],
    samples: [
      ['job="a1",namespace="x",pod="p"', 0.8],
      ['job="router",namespace="x",pod="q"', 0.07],
    ],
  },
  {
    title: 'the share of a user is of the output of everybody who asks the same model',
    signal: tenantShare,
    inputs: [seen('alice', 30), seen('bob', 70), seen('bob', 900, 'mistral-9b')],
    samples: [
      [ALICE, 0.3],
      ['namespace="tenant-a",user="bob",model="qwen-7b"', 0.7],
      ['namespace="tenant-a",user="bob",model="mistral-9b"', 1],
    ],
  },
  {
    title: 'a user of two models is active once, and one who gets nothing is not',
    signal: usersActive,
    inputs: [seen('alice', 11), seen('alice', 19, 'mistral-9b'), seen('bob', 0)],
    samples: [['', 1]],
  },
  {
    title: 'drift is the part of what is charged that no engine computed',
    signal: accountingDrift,
    inputs: [hour('computed', 75), hour('charged', 100)],
    samples: [['namespace="tenant-a"', 0.25]],
  },
  {
    title: 'engines that compute more than is charged do not drift',
    signal: accountingDrift,
    inputs: [hour('computed', 300), hour('charged', 100)],
    samples: [['namespace="tenant-a"', 0]],
  },
  {
    title: 'where nothing is charged there is no drift',
    signal: accountingDrift,
    inputs: [hour('computed', 300), hour('charged', 0)],
    samples: [],
  },
  {
    title: 'restarts are those of one pod of the plugin within half an hour, and a new pod is none',
    signal: pluginRestarts,
    inputs: [
      started('plugin-3', '100x9 700x9 1300x20'),
      started('plugin-5', '101x15 _x10 stale'),
      started('plugin-7', '_x15 1501x30'),
      started('operator', '100x3 200x3 300x3 400x30', 'arks-operator-controller-manager-metrics-service'),
    ],
    samples: [
      ['namespace="arks-operator-system",pod="plugin-3"', 2],
      ['namespace="arks-operator-system",pod="plugin-5"', 0],
      ['namespace="arks-operator-system",pod="plugin-7"', 0],
    ],
    at: '25m',
  },
  {
    title: 'a total adds up the windows that tile the time shown',
    signal: overTenMinutes(total(tenantQuotaTokens, 'tokens', 'Tokens charged')),
    inputs: [[`tenant:arks_quota_tokens:rate5m{${TEAM}}`, '7x20']],
    samples: [[TEAM, 4_200]],
    at: '12m',
  },
  {
    title: 'tokens cost what a million of them cost, each direction at its price',
    signal: overTenMinutes(costOfBoth(3, 1_000)),
    inputs: [computed('input', 5_000), computed('output', 7)],
    samples: [[MODEL, 9 + 4.2]],
    at: '12m',
  },
  {
    title: 'a share of failing reconciles is of all of that controller',
    signal: reconcileErrorRatio,
    inputs: [
      ['cluster:arks_reconcile_errors:rate5m{controller="model"}', '3x10'],
      ['cluster:arks_reconciles:rate5m{controller="model"}', '12x10'],
      ['cluster:arks_reconcile_errors:rate5m{controller="quota"}', '0x10'],
      ['cluster:arks_reconciles:rate5m{controller="quota"}', '0x10'],
    ],
    samples: [['controller="model"', 0.25]],
  },
  {
    title: 'the busiest of three replicas is measured against the other two',
    signal: loadImbalance,
    inputs: load([23, 5, 2], 1),
    samples: [[CHAT, 24 / 4.5]],
  },
  {
    title: 'of a replica that does not say yet what waits no load is known, and the others are measured without it',
    signal: loadImbalance,
    inputs: [
      ...load([23, 5], 1).filter(([series]) => !series.startsWith('application:')),
      [`pod:arks_requests_running:sum{${CHAT},pod="2"}`, '90x10'],
      [`application:arks_requests_running:sum{${CHAT}}`, '118x10'],
      [`application:arks_requests_waiting:sum{${CHAT}}`, '2x10'],
    ],
    samples: [[CHAT, 24 / 6]],
  },
  { title: 'one replica alone is not unbalanced', signal: loadImbalance, inputs: load([23], 1), samples: [] },
  {
    title: 'client errors are a share of all requests',
    signal: gatewayClientErrorRatio,
    inputs: [status(2, 6), status(4, 3), status(5, 1)],
    samples: [['', 0.3]],
  },
  {
    title: 'without traffic there is no client error ratio',
    signal: gatewayClientErrorRatio,
    inputs: [status(2, 0), status(4, 0)],
    samples: [],
  },
  {
    title: 'rejected requests are a share of rejected and passed ones, over users and rules',
    signal: rateLimitShare,
    inputs: [hits('alice', 'rpm', 1), hits('alice', 'tpm', 2), hits('bob', 'rpm', 3), passed(2, 13), passed(5, 1)],
    samples: [[MODEL, 0.3]],
  },
  {
    title: 'a model of which everything is rejected has a share of one',
    signal: rateLimitShare,
    inputs: [hits('alice', 'rpm', 1)],
    samples: [[MODEL, 1]],
  },
  {
    title: 'headroom is what is left of the tokens a minute after all output and the prompts that are seen',
    signal: rateLimitHeadroom,
    inputs: [limit('tpm', 6000), limit('rpm', 7), unary('input', 30), unary('output', 11), seen('alice', 20)],
    samples: [[ALICE, 0.5]],
  },
  {
    title: 'a user who sends nothing has all of it',
    signal: rateLimitHeadroom,
    inputs: [limit('tpm', 6000)],
    samples: [[ALICE, 1]],
  },
  {
    title: 'an overdrawn quota has nothing left',
    signal: quotaRemaining,
    inputs: [
      [`tenant:arks_quota_limit:max{${TEAM}}`, '100x10'],
      [`tenant:arks_quota_used:max{${TEAM}}`, '107x10'],
    ],
    samples: [[TEAM, 0]],
  },
  {
    title: 'a quota lasts as long as its rest takes at the rate of the last hours',
    signal: quotaRunway,
    inputs: [
      [`tenant:arks_quota_limit:max{${TEAM}}`, '7200x400'],
      [`tenant:arks_quota_used:max{${TEAM}}`, '0+10x400'],
    ],
    samples: [[TEAM, 21_600]],
    at: '360m',
  },
  {
    title: 'a quota that nobody uses has no runway',
    signal: quotaRunway,
    inputs: [
      [`tenant:arks_quota_limit:max{${TEAM}}`, '7200x400'],
      [`tenant:arks_quota_used:max{${TEAM}}`, '11x400'],
    ],
    samples: [],
    at: '360m',
  },
];

test.concurrent.each(cases)('$title', async ({ signal, inputs, samples, at = '5m' }) => {
  const expr = `round(${text(signal.query(ruleView('cluster')))}, 0.001)`;
  const rounded = samples.map(([labels, value]) => ({ labels: `{${labels}}`, value: Math.round(value * 1000) / 1000 }));
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'test.yml': {
      tests: [
        {
          interval: '1m',
          input_series: inputs.map(([series, values]) => ({ series, values })),
          promql_expr_test: [{ expr, eval_time: at, exp_samples: rounded }],
        },
      ],
    },
  });
  expect(ok ? '' : output).toBe('');
});
