import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import * as latency from '../signals/latency/latency.js';
import { requestsAbandoned } from '../signals/requests/abandoned.js';
import { httpErrors, requestsRejected } from '../signals/requests/rejected.js';
import * as requests from '../signals/requests/requests.js';
import { mean, percentile } from '../signals/vocabulary/percentiles.js';
import type { RecordedHistogram } from '../signals/vocabulary/record-histogram.js';
import { total } from '../signals/vocabulary/totals.js';
import type { Panel, Row, TimeSeriesPanel } from './dashboard.js';
import { graph, WHO } from './makers.js';
import { graphOfWorst, judgedWorst, largest, worstOf } from './many.js';
import { NONE_FINISHED } from './runtime-state.js';

const THIRD = { width: 8 } as const;
const LARGEST = 'Of several applications the largest of each: choose one application and role to read it.';

/** Percentiles and the mean beside each other, which say something of one application: of several the largest of each. */
const fan = (title: string, histogram: RecordedHistogram): TimeSeriesPanel =>
  graph(
    title,
    [
      largest(percentile(histogram, 50), 'p50'),
      largest(percentile(histogram, 90), 'p90'),
      largest(percentile(histogram, 95), 'p95'),
      largest(percentile(histogram, 99), 'p99'),
      largest(mean(histogram), 'mean'),
    ],
    { noValue: NONE_FINISHED, note: LARGEST, isLog: true },
  );

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

/** What becomes of requests, and where their time goes. */
export const requestRows: readonly Row[] = [
  {
    title: 'Percentiles and stages of one application',
    answers: 'Is everybody slow or a few, and in which stage?',
    collapsed: true,
    panels: [
      fan('Time to first token', latency.timeToFirstToken),
      fan('Time per output token', latency.interTokenLatency),
      fan('End-to-end latency', latency.requestLatency),
      graph(
        'Mean time by stage',
        [
          largest(mean(latency.queueTime), 'queue'),
          largest(mean(latency.prefillTime), 'prefill'),
          largest(mean(latency.decodeTime), 'decode'),
        ],
        { noValue: NONE_FINISHED, note: LARGEST },
      ),
    ],
  },
  {
    title: 'Requests that end otherwise',
    answers: 'Which requests are rejected, abandoned or fail?',
    collapsed: true,
    panels: [
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
          noValue: NONE_FINISHED,
          note: 'SGLang counts an aborted request twice, as abort and as unknown. vLLM does not count it at all.',
          explains: runtimeLoadAlerts.runtimeErrorsHigh,
        },
      ),
      judgedWorst('Share of requests abandoned', runtimeLoadAlerts.runtimeRequestsAbandoned, WHO),
      graphOfWorst(
        'Requests begun and abandoned',
        [
          worstOf(latency.timeToFirstToken.count, `first tokens ${WHO}`),
          worstOf(requestsAbandoned, `abandoned ${WHO}`),
          worstOf(latency.requestLatency.count, `finished ${WHO}`),
        ],
        THIRD,
      ),
      graphOfWorst('Requests rejected', [worstOf(requestsRejected, `{{reason}} ${WHO}`)], {
        ...THIRD,
        noValue: 'no engine counts rejections',
        explains: runtimeLoadAlerts.runtimeErrorsHigh,
      }),
      graphOfWorst('HTTP errors of engines', [worstOf(httpErrors, `{{status}} ${WHO}`)], {
        ...THIRD,
        noValue: 'no errors',
        note: 'These series have no label for the model, so the model variable does not filter them.',
        explains: runtimeLoadAlerts.runtimeErrorsHigh,
      }),
    ],
  },
];

/** How long prompts and answers are, in full. */
export const lengthRows: readonly Row[] = [
  {
    title: 'Lengths',
    answers: 'How many requests end, and how long are they?',
    collapsed: true,
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
      graphOfWorst(
        'Tokens per request',
        [
          worstOf(mean(requests.promptLength), `prompt ${WHO}`),
          worstOf(mean(requests.generationLength), `generation ${WHO}`),
        ],
        { width: 18, noValue: NONE_FINISHED },
      ),
      fan('Prompt length', requests.promptLength),
      fan('Generation length', requests.generationLength),
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
];
