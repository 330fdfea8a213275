import type { Environment } from '../config/environment.js';
import { ENGINES } from '../config/surfaces.js';
import { loadImbalance, loadPerPod } from '../signals/derived.js';
import { mean } from '../signals/percentiles.js';
import { gpu, replicaCpu, replicaMemory } from '../signals/raw/hardware.js';
import type { RecordedHistogram } from '../signals/record-histogram.js';
import {
  hostCacheUsage,
  kvCacheUsage,
  kvCacheUsagePerPod,
  prefixCacheHitRatio,
  prefixCacheHitRatioRecent,
  prefixCacheHitRatioUsual,
  prefixCacheHits,
  prefixCacheQueries,
} from '../signals/recorded/cache.js';
import { replicasUp, replicasWanted } from '../signals/recorded/control-plane.js';
import * as latency from '../signals/recorded/latency.js';
import { requestsStalledPerPod } from '../signals/recorded/progress.js';
import * as requests from '../signals/recorded/requests.js';
import * as tokens from '../signals/recorded/tokens.js';
import { replicaUp } from '../signals/state.js';
import { total } from '../signals/totals.js';
import type { Dashboard, Panel, Row } from './dashboard.js';
import { graph, perReplica, phases, plain, spread, WHO } from './makers.js';

const ROLE = '{{namespace}}/{{application}} {{role}}';

/** Buckets of one runtime over time: grids of two would not lie on one axis. */
const heatmap = (title: string, { buckets }: RecordedHistogram): Panel => ({
  kind: 'heatmap',
  title: `${title}, $runtime`,
  width: 24,
  height: 8,
  noValue: 'no traffic',
  repeat: 'runtime',
  queries: [{ of: buckets, legend: '{{le}}', by: { reduce: 'sum', labels: ['le'] } }],
});

function hardware({ exporters }: Environment): readonly Row[] {
  const ofGpu = (title: string, name: Parameters<typeof gpu>[0], unit: Parameters<typeof gpu>[1], words: string) =>
    graph(title, [plain(gpu(name, unit, title, words, exporters.gpu.podLabel), '{{pod}} GPU {{gpu}}')], {
      noValue: 'no GPU of these replicas is seen by DCGM',
    });
  const panels = [
    ...(exporters.gpu.enabled
      ? [
          ofGpu('GPU engine active', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'ratio', 'Share of time that a GPU computes.'),
          ofGpu('GPU memory traffic', 'DCGM_FI_PROF_DRAM_ACTIVE', 'ratio', 'Share of time that its memory moves data.'),
        ]
      : []),
    ...(exporters.containers.enabled
      ? [
          perReplica('CPU of replicas', replicaCpu, { noValue: 'cAdvisor shows none of these replicas' }),
          perReplica('Memory of replicas', replicaMemory, { noValue: 'cAdvisor shows none of these replicas' }),
        ]
      : []),
  ];
  if (panels.length === 0) return [];
  return [{ title: 'Hardware', answers: 'Is the machine the limit?', collapsed: true, panels }];
}

export const runtime: Dashboard = {
  uid: 'arks-runtime',
  title: 'Arks / Runtime',
  description:
    'The engines: what they finish, how long it takes, what they are full of. Percentiles per runtime, never mixed.',
  surfaces: ENGINES,
  variables: ['cluster', 'namespace', 'application', 'model', 'runtime', 'role', 'pod'],
  rows: (environment) => [
    {
      title: 'Request Overview',
      answers: 'How many requests end, how, and how long are they?',
      panels: [
        {
          kind: 'stat',
          title: 'Requests finished in this time',
          note: 'Of vLLM without those that were aborted; SGLang counts these among all, and aborts are left out so that none counts twice.',
          width: 6,
          height: 8,
          noValue: 'no traffic',
          queries: [
            {
              of: total(requests.requestsFinished, 'requests', 'Requests finished'),
              legend: '{{runtime}}',
              by: { reduce: 'sum', labels: ['runtime'] },
              over: 'range',
              matchers: [{ label: 'finished_reason', operator: '!=', value: 'abort' }],
            },
          ],
        },
        graph(
          'Requests finished by reason',
          [
            {
              of: requests.requestsFinished,
              legend: '{{finished_reason}} {{runtime}}',
              by: { reduce: 'sum', labels: ['finished_reason', 'runtime'] },
            },
          ],
          {
            width: 18,
            note: 'SGLang counts a request that was aborted twice: as abort, and as unknown.',
            alert: 'ArksRuntimeErrorsHigh',
          },
        ),
        spread('Prompt length', requests.promptLength),
        spread('Generation length', requests.generationLength),
      ],
    },
    {
      title: 'Latency Monitoring',
      answers: 'How long do users wait, and where?',
      panels: [
        spread('Time to first token', latency.timeToFirstToken, {
          alert: 'ArksRuntimeFirstTokenSlow',
          limit: (t) => t.firstTokenP95Seconds,
        }),
        spread('Time per output token', latency.interTokenLatency, {
          alert: 'ArksRuntimeInterTokenSlow',
          limit: (t) => t.interTokenP95Seconds,
        }),
        spread('End-to-end latency', latency.requestLatency, {
          alert: 'ArksRuntimeRequestSlow',
          limit: (t) => t.requestP95Seconds,
        }),
        graph('Mean time by stage', [
          plain(mean(latency.queueTime), `queue ${WHO}`),
          plain(mean(latency.prefillTime), `prefill ${WHO}`),
          plain(mean(latency.decodeTime), `decode ${WHO}`),
        ]),
      ],
    },
    {
      title: 'Throughput Analysis',
      answers: 'How much is served, and by which replica?',
      panels: [
        graph('Tokens by direction', [
          { of: tokens.promptTokens, legend: `prompt ${WHO}` },
          { of: tokens.generationTokens, legend: `generation ${WHO}` },
        ]),
        graph('Requests by application', [plain(latency.requestLatency.count, WHO)]),
        perReplica('Generation tokens per replica', tokens.generationTokensPerPod),
        perReplica('Prompt tokens per replica', tokens.promptTokensPerPod),
        graph(
          'Tokens per request',
          [
            plain(mean(requests.promptLength), `prompt ${WHO}`),
            plain(mean(requests.generationLength), `generation ${WHO}`),
          ],
          { width: 24 },
        ),
      ],
    },
    {
      title: 'Resource Utilization',
      answers: 'What are the engines full of?',
      panels: [
        graph('Requests running, waiting and swapped', [
          plain(requests.requestsRunning, `running ${WHO}`),
          plain(requests.requestsWaiting, `waiting ${WHO}`),
          plain(requests.requestsSwapped, `swapped ${WHO}`),
        ]),
        graph('KV cache', [plain(kvCacheUsage, WHO)], { noValue: 'no replica' }),
        perReplica('KV cache per replica', kvCacheUsagePerPod, {
          alert: 'ArksRuntimeKvCacheSaturated',
          limit: (t) => t.kvCacheUsageRatio,
        }),
        perReplica('Host cache per replica', hostCacheUsage, { noValue: 'no engine has a cache in host memory' }),
        graph('Prefix cache hit ratio', [
          plain(prefixCacheHitRatio, `now ${WHO}`),
          plain(prefixCacheHitRatioRecent, `half an hour ${WHO}`),
          plain(prefixCacheHitRatioUsual, `six hours ${WHO}`),
        ]),
        graph('Preemptions', [plain(requests.preemptions, WHO)], { noValue: 'no engine counts preemptions' }),
        graph(
          'Prefix cache tokens',
          [plain(prefixCacheHits, `hits ${WHO}`), plain(prefixCacheQueries, `queries ${WHO}`)],
          { width: 24, alert: 'ArksRuntimePrefixCacheHitRateLow' },
        ),
      ],
    },
    {
      title: 'Request States',
      answers: 'Which replica is sick?',
      panels: [
        perReplica('Running per replica', requests.requestsRunningPerPod),
        perReplica('Waiting per replica', requests.requestsWaitingPerPod, { alert: 'ArksRuntimeQueueBacklog' }),
        perReplica('Load per replica', loadPerPod),
        graph('Load imbalance', [plain(loadImbalance, WHO)], {
          noValue: 'a single replica',
          alert: 'ArksRuntimeLoadImbalanced',
          limit: (t) => t.loadImbalanceRatio,
        }),
        perReplica('Stalled requests per replica', requestsStalledPerPod, {
          noValue: 'none stalled',
          alert: 'ArksRuntimeStalled',
        }),
        perReplica('Swapped per replica', requests.requestsSwappedPerPod, { noValue: 'no engine swaps' }),
        perReplica('Replicas that answer', replicaUp),
        graph('Replicas up and wanted', [plain(replicasUp, `up ${ROLE}`), plain(replicasWanted, `wanted ${ROLE}`)], {
          noValue: 'no application',
          alert: 'ArksApplicationReplicasUnavailable',
        }),
        phases('Applications by phase', 24),
      ],
    },
    {
      title: 'Prompt lengths, each runtime',
      answers: 'How long are prompts, and did that change?',
      collapsed: true,
      panels: [heatmap('Prompt lengths', requests.promptLength)],
    },
    {
      title: 'Generation lengths, each runtime',
      answers: 'How long are answers, and did that change?',
      collapsed: true,
      panels: [heatmap('Generation lengths', requests.generationLength)],
    },
    ...hardware(environment),
  ],
};
