import { runtimeLatencyAlerts } from '../rules/alerts/runtime-latency.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import * as latency from '../signals/latency/latency.js';
import { requestsAbandoned } from '../signals/requests/abandoned.js';
import { httpErrors, requestsRejected } from '../signals/requests/rejected.js';
import * as requests from '../signals/requests/requests.js';
import * as tokens from '../signals/tokens/tokens.js';
import { mean } from '../signals/vocabulary/percentiles.js';
import type { RecordedHistogram } from '../signals/vocabulary/record-histogram.js';
import { total } from '../signals/vocabulary/totals.js';
import type { Panel, Row } from './dashboard.js';
import { graph, judged, percentilePanel, perReplica, queryOf, WHO } from './makers.js';

/** What an engine counts of a request when it is finished is not there for those whose client left. */
const NONE_FINISHED = 'no request finished';

/** Buckets of one runtime over time: grids of two would not lie on one axis. */
const heatmap = (title: string, { buckets }: RecordedHistogram): Panel => ({
  kind: 'heatmap',
  title: `${title}, $runtime`,
  width: 24,
  height: 8,
  noValue: NONE_FINISHED,
  repeat: 'runtime',
  queries: [{ of: buckets, legend: '{{le}}', by: { reduce: 'sum', labels: ['le'] } }],
});

/** What users get of the engines: requests, how long they take, how much is served. */
export const requestRows: readonly Row[] = [
  {
    title: 'Request Overview',
    answers: 'How many requests end, how, and how long are they?',
    panels: [
      {
        kind: 'stat',
        title: 'Requests finished in this time',
        note:
          'For vLLM without requests whose client left, which it does not count. SGLang includes these in its total, so its ' +
          'aborts are left out here and nothing counts twice.',
        width: 6,
        height: 8,
        noValue: NONE_FINISHED,
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
          noValue: NONE_FINISHED,
          note: 'SGLang counts an aborted request twice, as abort and as unknown. vLLM does not count it at all.',
          explains: runtimeLoadAlerts.runtimeErrorsHigh,
        },
      ),
      graph('Requests begun and abandoned', [
        queryOf(latency.timeToFirstToken.count, `first tokens ${WHO}`),
        queryOf(requestsAbandoned, `abandoned ${WHO}`),
        queryOf(latency.requestLatency.count, `finished ${WHO}`),
      ]),
      judged('Share of requests abandoned', runtimeLoadAlerts.runtimeRequestsAbandoned, WHO),
      graph('Requests rejected', [queryOf(requestsRejected, `{{reason}} ${WHO}`)], {
        width: 8,
        noValue: 'no engine counts rejections',
        explains: runtimeLoadAlerts.runtimeErrorsHigh,
      }),
      graph('HTTP errors of engines', [queryOf(httpErrors, `{{status}} ${WHO}`)], {
        width: 8,
        noValue: 'no errors',
        note: 'These series have no label for the model, so the model variable does not filter them.',
        explains: runtimeLoadAlerts.runtimeErrorsHigh,
      }),
      judged('Engine error ratio', runtimeLoadAlerts.runtimeErrorsHigh, WHO, {
        width: 8,
      }),
      percentilePanel('Prompt length', requests.promptLength, { noValue: NONE_FINISHED }),
      percentilePanel('Generation length', requests.generationLength, { noValue: NONE_FINISHED }),
    ],
  },
  {
    title: 'Latency Monitoring',
    answers: 'How long do users wait, and where?',
    panels: [
      percentilePanel('Time to first token', latency.timeToFirstToken, {
        alert: runtimeLatencyAlerts.runtimeFirstTokenSlow,
      }),
      percentilePanel('Time per output token', latency.interTokenLatency, {
        alert: runtimeLatencyAlerts.runtimeInterTokenSlow,
      }),
      percentilePanel('End-to-end latency', latency.requestLatency, {
        noValue: NONE_FINISHED,
        alert: runtimeLatencyAlerts.runtimeRequestSlow,
      }),
      graph(
        'Mean time by stage',
        [
          queryOf(mean(latency.queueTime), `queue ${WHO}`),
          queryOf(mean(latency.prefillTime), `prefill ${WHO}`),
          queryOf(mean(latency.decodeTime), `decode ${WHO}`),
        ],
        { noValue: NONE_FINISHED },
      ),
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
      graph('Requests by application', [queryOf(latency.timeToFirstToken.count, WHO)], {
        note: 'Every request that got a first token, whether it finished or was abandoned.',
      }),
      perReplica('Generation tokens per replica', tokens.generationTokensPerPod),
      perReplica('Prompt tokens per replica', tokens.promptTokensPerPod),
      graph(
        'Tokens per request',
        [
          queryOf(mean(requests.promptLength), `prompt ${WHO}`),
          queryOf(mean(requests.generationLength), `generation ${WHO}`),
        ],
        { width: 24, noValue: NONE_FINISHED },
      ),
    ],
  },
];

/** How long prompts and answers are, in full. */
export const lengthRows: readonly Row[] = [
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
];
